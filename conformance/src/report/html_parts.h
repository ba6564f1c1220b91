/* Private to index.html: its parts that are a story of their own, and what they share. */
#ifndef CHILDPROOF_REPORT_HTML_PARTS_H
#define CHILDPROOF_REPORT_HTML_PARTS_H

#include "report/result.h"
#include "shared/text.h"

#define HTML_FOREIGN_BYTES_MAX 4000u /* of one text of a subject; the page says how much is left out */

/* What a subject, an adapter or a scenario said, escaped; cut at HTML_FOREIGN_BYTES_MAX, which is said. NULL: nothing. */
void html_add_foreign(struct text *out, const char *foreign);

/* A verdict's word, in its colour. */
void html_add_word(struct text *out, enum result_word word);

/* A link within the page to a scenario or a clause: `kind` is 's' or 'c'. The text follows, then "</a>". */
void html_open_link(struct text *out, char kind, const char *id);

/* The attribute ` id="…"` that html_open_link leads to. */
void html_add_anchor(struct text *out, char kind, const char *id);

/* What broke in one scenario, each violation with its clause, place, expected and happened. */
void html_add_violations(struct text *out, const struct result_scenario *scenario);

/* The command that runs a scenario again; nothing where there is none. */
void html_add_rerun(struct text *out, const struct result_scenario *scenario);

/* The state machine as SVG: one edge for all transitions between the same two states; visited, unvisited or violated.
 * And the table of transitions under it. */
void html_add_machine(struct text *out, const struct result *result);

/* Every clause as a coloured cell, by area, and the table that says more. */
void html_add_clauses(struct text *out, const struct result *result);

/* What has to be looked at, and the list of all scenarios, which begins with it too. */
void html_add_attention(struct text *out, const struct result *result);
void html_add_scenarios(struct text *out, const struct result *result);

/* The events of each scenario's trace, compressed, for the page's own script. Scenarios to look at come first; what is over
 * the page's limit is left out, and the page says so. */
void html_add_traces(struct text *out, const struct result *result);

#endif
