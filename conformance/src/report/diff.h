/* What changed between two results of one subject. */
#ifndef CHILDPROOF_REPORT_DIFF_H
#define CHILDPROOF_REPORT_DIFF_H

#include "report/result.h"
#include "shared/text.h"

enum diff_kind {
    DIFF_KIND_BROKEN,  /* was good (or not there) and fails, or has no verdict any more */
    DIFF_KIND_FIXED,   /* the other way */
    DIFF_KIND_CHANGED, /* fails otherwise than before, or neither word is a failure */
    DIFF_KIND_NEW,     /* was not there; is good */
    DIFF_KIND_GONE,    /* is not there any more */
    DIFF_KIND_COUNT
};

struct diff_change {
    enum diff_kind kind;
    const struct result_scenario *before; /* NULL: was not there */
    const struct result_scenario *after;  /* NULL: is not there */
};

/* Borrows both results, which must outlive it. */
struct diff {
    struct diff_change *changes; /* by kind, then by name */
    size_t change_count;
    size_t counts[DIFF_KIND_COUNT];
    size_t same;
};

/* Compares two finished results. 0 or -ENOMEM; release it in both cases. */
int diff_init(struct diff *diff, const struct result *before, const struct result *after);
void diff_release(struct diff *diff);

/* "broken", "fixed", … */
const char *diff_kind_text(enum diff_kind kind);

/* Appends lines for people: each change with its words and clauses, then the counts. */
void diff_render(const struct diff *diff, struct text *out);

#endif
