#include "report/escape.h"
#include "report/html_parts.h"

#include <math.h>
#include <string.h>

#define WIDTH       1000.0
#define HEIGHT      520.0
#define NODE_WIDTH  136.0
#define NODE_HEIGHT 36.0
#define NODE_GAP    4.0  /* between an arrow's head and the node */
#define BEND        0.12 /* of an edge's length, to its left: there and back are two curves */
#define FULL_TURN   6.283185307179586

struct point {
    double x;
    double y;
};

/* Where a reader looks for each state: the way of a request along the top, the ways of a child's end below it. */
static const struct {
    const char *name;
    struct point place;
} places[] = {
    {"Absent", {84, 70}},
    {"Starting", {300, 70}},
    {"Idle", {516, 70}},
    {"Busy", {716, 70}},
    {"Streaming", {910, 70}},
    {"IdleEnded", {430, 190}},
    {"Stopping", {600, 220}},
    {"Crashed", {910, 250}},
    {"Killing", {730, 330}},
    {"Reaping", {540, 450}},
    {"Exited", {190, 330}},
    {"RestartExhausted", {84, 450}},
};

/* A state that the table does not know has its place on a ring. */
static struct point node_place(const struct result *result, size_t state)
{
    for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
        if (strcmp(places[i].name, result->states[state].name) == 0)
            return places[i].place;
    }
    double angle = FULL_TURN * (double)state / (double)result->state_count - FULL_TURN / 4;
    return (struct point){WIDTH / 2 + (WIDTH - NODE_WIDTH) / 2 * cos(angle),
        HEIGHT / 2 + (HEIGHT - 2 * NODE_HEIGHT) / 2 * sin(angle)};
}

static size_t state_find(const struct result *result, const char *name)
{
    size_t state = 0;
    while (state < result->state_count && strcmp(result->states[state].name, name) != 0)
        state++;
    return state;
}

static enum result_word clause_word(const struct result *result, const char *id)
{
    for (size_t i = 0; id != NULL && i < result->clause_count; i++) {
        if (strcmp(result->clauses[i].id, id) == 0)
            return result->clauses[i].word;
    }
    return RESULT_WORD_UNTESTED;
}

static bool transition_is_violated(const struct result *result, const struct result_transition *transition)
{
    enum result_word word = clause_word(result, transition->clause);
    return word == RESULT_WORD_FAIL || word == RESULT_WORD_KNOWN_FAILURE;
}

static const char *transition_look(const struct result *result, const struct result_transition *transition)
{
    if (transition_is_violated(result, transition))
        return "violated";
    return transition->covered ? "visited" : "unvisited";
}

static bool same_ends(const struct result_transition *a, const struct result_transition *b)
{
    return strcmp(a->from, b->from) == 0 && strcmp(a->to, b->to) == 0;
}

/* Where the straight line from `centre` towards `other` leaves the node's box. */
static struct point box_edge(struct point centre, struct point other)
{
    double dx = other.x - centre.x;
    double dy = other.y - centre.y;
    double by_x = dx != 0 ? (NODE_WIDTH / 2 + NODE_GAP) / fabs(dx) : (double)INFINITY;
    double by_y = dy != 0 ? (NODE_HEIGHT / 2 + NODE_GAP) / fabs(dy) : (double)INFINITY;
    double part = fmin(fmin(by_x, by_y), 1);
    return (struct point){centre.x + dx * part, centre.y + dy * part};
}

static void add_curve(struct text *out, struct point from, struct point to)
{
    if (from.x == to.x && from.y == to.y) {
        text_append_format(
            out, "M%.0f %.0fc-8 -36 40 -36 32 -4", from.x - NODE_WIDTH / 4, from.y - NODE_HEIGHT / 2);
        return;
    }
    struct point bend = {
        (from.x + to.x) / 2 + (to.y - from.y) * BEND, (from.y + to.y) / 2 - (to.x - from.x) * BEND};
    struct point start = box_edge(from, bend);
    struct point end = box_edge(to, bend);
    text_append_format(out, "M%.0f %.0fQ%.0f %.0f %.0f %.0f", start.x, start.y, bend.x, bend.y, end.x, end.y);
}

/* One edge for all transitions with these ends; it looks like the gravest of them. */
static void add_edge(struct text *out, const struct result *result, size_t first)
{
    const struct result_transition *edge = &result->transitions[first];
    size_t from = state_find(result, edge->from);
    size_t to = state_find(result, edge->to);
    for (size_t i = 0; i < first; i++) {
        if (same_ends(&result->transitions[i], edge))
            return; /* drawn with an earlier one */
    }
    if (from == result->state_count || to == result->state_count)
        return;
    bool visited = false;
    bool violated = false;
    struct text title;
    text_init(&title);
    for (size_t i = first; i < result->transition_count; i++) {
        const struct result_transition *transition = &result->transitions[i];
        if (!same_ends(transition, edge))
            continue;
        visited = visited || transition->covered;
        violated = violated || transition_is_violated(result, transition);
        text_append_format(&title, "%s%s: %s", title.length > 0 ? "\n" : "", transition->event,
            transition_look(result, transition));
    }
    text_append_format(out, "<path class=\"edge %s\" marker-end=\"url(#head)\" d=\"",
        violated  ? "violated"
        : visited ? "visited"
                  : "unvisited");
    add_curve(out, node_place(result, from), node_place(result, to));
    text_append_string(out, "\"><title>");
    escape_xml(out, escape_string(&title));
    text_append_string(out, "</title></path>\n");
    text_release(&title);
}

static void add_node(struct text *out, const struct result *result, size_t state)
{
    struct point place = node_place(result, state);
    text_append_format(out,
        "<rect class=\"node%s\" x=\"%.0f\" y=\"%.0f\" width=\"%.0f\" height=\"%.0f\" rx=\"8\"/><text "
        "x=\"%.0f\" "
        "y=\"%.0f\">",
        result->states[state].covered ? " visited" : "", place.x - NODE_WIDTH / 2, place.y - NODE_HEIGHT / 2,
        NODE_WIDTH, NODE_HEIGHT, place.x, place.y);
    escape_xml(out, result->states[state].name);
    text_append_string(out, "</text>\n");
}

static void add_transition_row(
    struct text *out, const struct result *result, const struct result_transition *transition)
{
    text_append_string(out, "<tr><td>");
    html_add_foreign(out, transition->from);
    text_append_string(out, "</td><td>");
    html_add_foreign(out, transition->event);
    text_append_string(out, "</td><td>");
    html_add_foreign(out, transition->to);
    text_append_string(out, "</td><td>");
    if (transition->clause != NULL && transition->clause[0] != '\0') {
        html_open_link(out, 'c', transition->clause);
        html_add_foreign(out, transition->clause);
        text_append_string(out, "</a>");
    }
    const char *look = transition_look(result, transition);
    const char *word = strcmp(look, "violated") == 0 ? "fail" : transition->covered ? "pass" : "untested";
    text_append_format(out, "</td><td><span class=\"w %s\">%s</span>", word, look);
    if (!transition->covered && transition->unseen != NULL && transition->unseen[0] != '\0') {
        text_append_string(out, " <span class=\"reason\">");
        html_add_foreign(out, transition->unseen);
        text_append_string(out, "</span>");
    }
    text_append_string(out, "</td></tr>\n");
}

void html_add_machine(struct text *out, const struct result *result)
{
    if (result->state_count == 0)
        return;
    text_append_format(out,
        "<section aria-labelledby=\"machine\"><h2 id=\"machine\">State machine</h2>\n<p class=\"quiet\">This "
        "run "
        "took %zu of %zu transitions and was in %zu of %zu states.</p>\n<ul "
        "class=\"key\"><li><i></i>visited</li>"
        "<li><i class=\"unvisited\"></i>not visited</li><li><i class=\"violated\"></i>its clause is "
        "broken</li>"
        "</ul>\n",
        result->summary.transitions_covered, result->transition_count, result->summary.states_covered,
        result->state_count);
    text_append_format(out,
        "<div class=\"scroll\"><svg class=\"machine\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" "
        "aria-label=\"state "
        "machine; the table below says the same\">\n<defs><marker id=\"head\" viewBox=\"0 0 8 8\" refX=\"7\" "
        "refY=\"4\" markerWidth=\"9\" markerHeight=\"9\" markerUnits=\"userSpaceOnUse\" "
        "orient=\"auto\"><path "
        "d=\"M0 0L8 4L0 8z\"/></marker></defs>\n",
        WIDTH, HEIGHT);
    for (size_t i = 0; i < result->transition_count; i++)
        add_edge(out, result, i);
    for (size_t i = 0; i < result->state_count; i++)
        add_node(out, result, i);
    text_append_string(out, "</svg></div>\n<details><summary>All transitions</summary><div "
                            "class=\"scroll\"><table><thead><tr><th "
                            "scope=\"col\">from</th><th scope=\"col\">event</th><th scope=\"col\">to</th><th "
                            "scope=\"col\">clause</th>"
                            "<th scope=\"col\">in this run</th></tr></thead><tbody>\n");
    for (size_t i = 0; i < result->transition_count; i++)
        add_transition_row(out, result, &result->transitions[i]);
    text_append_string(out, "</tbody></table></div></details></section>\n");
}
