/* Private to index.html: its parts that are a story of their own. */
#ifndef CHILDPROOF_REPORT_HTML_PARTS_H
#define CHILDPROOF_REPORT_HTML_PARTS_H

#include "report/result.h"
#include "shared/text.h"

/* The state machine as SVG: states on a ring, one edge for all transitions between the same two; visited, unvisited
 * or violated. And the table of transitions under it. */
void html_add_machine(struct text *out, const struct result *result);

/* The events of a scenario's trace as a <script type="application/json"> for the page's own script; nothing where
 * there is no readable trace. `*budget` bytes may still be spent on traces by the whole page. */
void html_add_trace(struct text *out, const struct result_scenario *scenario, size_t *budget);

#endif
