/*
 * What a run says on the terminal: a line for each scenario that did not pass (or for all), one live line at the
 * bottom where the output is a terminal, and at the end the failures in full and the verdict.
 *
 * Order of use: terminal_new, terminal_begin, for each scenario terminal_started and terminal_finished, then
 * terminal_end with the finished result. Not thread-safe. Write errors stick: see terminal_error.
 */
#ifndef CHILDPROOF_REPORT_TERMINAL_H
#define CHILDPROOF_REPORT_TERMINAL_H

#include "report/escape.h"
#include "report/result.h"

#include <stdio.h>

enum terminal_colour {
    TERMINAL_COLOUR_NONE,
    TERMINAL_COLOUR_ANSI,
};

enum terminal_live {
    TERMINAL_LIVE_NONE, /* a file or a pipe: lines only */
    TERMINAL_LIVE_LINE, /* a terminal: a last line that is rewritten */
};

enum terminal_detail {
    TERMINAL_DETAIL_QUIET,    /* the end only */
    TERMINAL_DETAIL_PROBLEMS, /* and a line for each scenario that is no pass */
    TERMINAL_DETAIL_RAN,      /* and a line for each scenario that ran */
    TERMINAL_DETAIL_ALL,      /* and a line for each scenario */
};

struct terminal_options {
    FILE *file; /* borrowed */
    enum terminal_colour colour;
    enum terminal_live live;
    enum terminal_detail detail;
    unsigned columns; /* width of the live line; 0: 80 */
};

struct terminal;

/* NULL: out of memory. */
struct terminal *terminal_new(const struct terminal_options *options);
void terminal_free(struct terminal *terminal);

/* `subject` as it should be named; `planned` scenarios are about to run on `jobs` at once. */
void terminal_begin(struct terminal *terminal, const char *subject, size_t planned, uint32_t jobs);
void terminal_started(struct terminal *terminal, const char *scenario_id);
void terminal_finished(struct terminal *terminal, const struct result_scenario *scenario);

/* Takes the live line away, writes failures and verdict. */
void terminal_end(struct terminal *terminal, const struct result *result);

/* 0 or a negative errno: something could not be written. */
int terminal_error(const struct terminal *terminal);

/* What terminal_end writes, as text. */
void terminal_render(const struct result *result, enum terminal_colour colour, struct text *out);

#endif
