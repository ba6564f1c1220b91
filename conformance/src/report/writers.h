/* Private to the reports: one render function for each format, and the small things they share. */
#ifndef CHILDPROOF_REPORT_WRITERS_H
#define CHILDPROOF_REPORT_WRITERS_H

#include "report/escape.h"
#include "report/result.h"

/* Each appends the whole report of a finished result. */
void report_json_render(const struct result *result, struct text *out);
void report_junit_render(const struct result *result, struct text *out);
void report_tap_render(const struct result *result, struct text *out);
void report_markdown_render(const struct result *result, struct text *out);
void report_badge_render(const struct result *result, struct text *out);
void report_html_render(const struct result *result, struct text *out);

/* "2026-01-31T12:00:00Z". */
void report_add_time(struct text *out, int64_t unix_ms);

/* "0.412 s", "12.0 s", "2 min 3 s": as people read it. */
void report_add_duration(struct text *out, uint64_t milliseconds);

/* "acme 1.2 (Go)", or the command where the subject did not say its name. Not escaped. */
void report_add_subject(struct text *out, const struct result_subject *subject);

/* "event 17 at 0.300 s", "the whole trace". */
void report_add_event(struct text *out, const struct result_violation *violation);

/* "ran out of time: 10.0 s planned, 10.1 s run, waiting for …"; nothing where it did not. Not escaped. */
void report_add_timeout(struct text *out, const struct result_scenario *scenario);

/* What a reader has to do something about, in the order in which it is shown: it fails the run, or keeps it from
 * a verdict. */
#define REPORT_ATTENTION_COUNT 4u
extern const enum result_word report_attention[REPORT_ATTENTION_COUNT];

/* One violation as block of lines, not escaped: clause, place, expected, happened, states. */
void report_add_violation(
    struct text *out, const struct result_scenario *scenario, const struct result_violation *violation);

/* Reasons, time-out, violations, last events, adapter's log, rerun command: not escaped, lines without indent. */
void report_add_details(struct text *out, const struct result_scenario *scenario);

#endif
