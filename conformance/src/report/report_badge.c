/* badge.json: an endpoint for shields.io's `endpoint` badge. */
#include "report/writers.h"

#include <stdio.h>

struct badge {
    const char *colour;
    const char *words;
};

static struct badge badge_choose(const struct result_summary *summary)
{
    if (summary->conformance == RESULT_CONFORMANT && summary->exit_status == RESULT_EXIT_CONFORMANT)
        return (struct badge){"brightgreen", "conformant"};
    if (summary->conformance == RESULT_CONFORMANT)
        return (struct badge){"yellow", "conformant, stale expectations"};
    if (summary->conformance == RESULT_NO_VERDICT)
        return (struct badge){"lightgrey", "no verdict"};
    if (summary->exit_status == RESULT_EXIT_CONFORMANT)
        return (struct badge){"yellow", "known failures"};
    return (struct badge){"red", "not conformant"};
}

void report_badge_render(const struct result *result, struct text *out)
{
    const struct result_summary *summary = &result->summary;
    struct badge badge = badge_choose(summary);
    text_append_string(out, "{\n  \"schemaVersion\": 1,\n  \"label\": \"childproof\",\n  \"message\": \"");
    text_append_string(out, badge.words);
    if (summary->conformance != RESULT_NO_VERDICT)
        text_append_format(out, ", %zu/%zu clauses", summary->claimed_kept, summary->claimed_total);
    text_append_format(out, "\",\n  \"color\": \"%s\"%s\n}\n", badge.colour,
        summary->exit_status == RESULT_EXIT_CONFORMANT ? "" : ",\n  \"isError\": true");
}
