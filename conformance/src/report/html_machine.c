#include "report/escape.h"
#include "report/html_parts.h"

#include <math.h>
#include <string.h>

#define WIDTH       900.0
#define HEIGHT      620.0
#define RING_X      360.0
#define RING_Y      250.0
#define NODE_WIDTH  130.0
#define NODE_HEIGHT 34.0
#define NODE_GAP    6.0  /* between an arrow's head and the node */
#define BEND        0.16 /* of an edge's length, to its left: there and back are two curves */
#define FULL_TURN   6.283185307179586

struct point {
    double x;
    double y;
};

static struct point node_place(const struct result *result, size_t state)
{
    double angle = FULL_TURN * (double)state / (double)result->state_count - FULL_TURN / 4;
    return (struct point){WIDTH / 2 + RING_X * cos(angle), HEIGHT / 2 + RING_Y * sin(angle)};
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
        double side = from.x < WIDTH / 2 ? -1 : 1;
        text_append_format(out, "M%.0f %.0fc%.0f -34 %.0f -34 18 -2", from.x, from.y - NODE_HEIGHT / 2,
            side * 30 - 20, side * 30 + 30);
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
    escape_xml(out, transition->from);
    text_append_string(out, "<td>");
    escape_xml(out, transition->event);
    text_append_string(out, "<td>");
    escape_xml(out, transition->to);
    text_append_string(out, "<td>");
    escape_xml(out, transition->clause);
    const char *look = transition_look(result, transition);
    const char *word = strcmp(look, "violated") == 0 ? "fail" : transition->covered ? "pass" : "untested";
    text_append_format(out, "<td><span class=\"w %s\">%s</span></tr>\n", word, look);
}

void html_add_machine(struct text *out, const struct result *result)
{
    if (result->state_count == 0)
        return;
    text_append_format(out,
        "<h2 id=\"machine\">State machine</h2>\n<p class=\"quiet\">%zu of %zu states and %zu of %zu "
        "transitions "
        "visited. Dashed: not visited; red: its clause is broken.</p>\n",
        result->summary.states_covered, result->state_count, result->summary.transitions_covered,
        result->transition_count);
    text_append_format(out,
        "<div class=\"scroll\"><svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"state machine\">\n"
        "<defs><marker id=\"head\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" "
        "markerHeight=\"8\" "
        "orient=\"auto\"><path d=\"M0 0L8 4L0 8z\"/></marker></defs>\n",
        WIDTH, HEIGHT);
    for (size_t i = 0; i < result->transition_count; i++)
        add_edge(out, result, i);
    for (size_t i = 0; i < result->state_count; i++)
        add_node(out, result, i);
    text_append_string(out,
        "</svg></div>\n<details><summary>All transitions</summary><div class=\"scroll\"><table>"
        "<tr><th>from<th>event<th>to<th>clause<th></tr>\n");
    for (size_t i = 0; i < result->transition_count; i++)
        add_transition_row(out, result, &result->transitions[i]);
    text_append_string(out, "</table></div></details>\n");
}
