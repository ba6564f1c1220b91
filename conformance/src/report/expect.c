#include "report/expect.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define EXPECT_SHAPE "SCENARIO-GLOB [CLAUSE] : REASON"

struct entry_line {
    const char *name; /* of the file */
    int number;
    char *text;
};

static int line_error(const struct entry_line *line, char **ret_error, const char *problem)
{
    struct text text;
    text_init(&text);
    escape_line(&text, line->name);
    text_append_format(&text, ":%d: %s", line->number, problem);
    *ret_error = text_take(&text, NULL);
    return -EINVAL;
}

static char *trim(char *text)
{
    while (isspace((unsigned char)*text))
        text++;
    size_t length = strlen(text);
    while (length > 0 && isspace((unsigned char)text[length - 1]))
        text[--length] = '\0';
    return text;
}

/* Letters, a hyphen, digits: "STREAM-01". Brackets around it, as in the format's description, are taken off. */
static char *clause_of(char *word)
{
    size_t length = strlen(word);
    if (length > 2 && word[0] == '[' && word[length - 1] == ']') {
        word[length - 1] = '\0';
        word++;
    }
    size_t letters = strspn(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    if (letters == 0 || word[letters] != '-')
        return NULL;
    size_t digits = strspn(word + letters + 1, "0123456789");
    return digits > 0 && word[letters + 1 + digits] == '\0' ? word : NULL;
}

static bool entry_exists(const struct result *into, const char *glob, const char *clause)
{
    for (size_t i = 0; i < into->expectation_count; i++) {
        const struct result_expectation *entry = &into->expectations[i];
        bool same_clause = entry->clause == NULL || clause == NULL ? entry->clause == clause
                                                                   : strcmp(entry->clause, clause) == 0;
        if (same_clause && strcmp(entry->glob, glob) == 0)
            return true;
    }
    return false;
}

static int read_entry(const struct entry_line *line, struct result *into, char **ret_error)
{
    char *colon = strchr(line->text, ':');
    if (colon == NULL)
        return line_error(
            line, ret_error, "expected `" EXPECT_SHAPE "`, but there is no colon; add a reason after one");
    *colon = '\0';
    char *reason = trim(colon + 1);
    char *glob = trim(line->text);
    if (*glob == '\0')
        return line_error(line, ret_error, "expected a scenario's name or a glob of names before the colon");
    if (*reason == '\0')
        return line_error(
            line, ret_error, "expected a reason after the colon; say why this failure is accepted");
    char *clause = NULL;
    size_t glob_length = strcspn(glob, " \t");
    if (glob[glob_length] != '\0') {
        glob[glob_length] = '\0';
        clause = clause_of(trim(glob + glob_length + 1));
        if (clause == NULL)
            return line_error(
                line, ret_error, "expected one clause like STREAM-01 between the scenario and the colon");
    }
    if (entry_exists(into, glob, clause))
        return line_error(line, ret_error, "this scenario and clause stand in an earlier line; remove one");
    if (into->expectation_count >= EXPECT_ENTRIES_MAX)
        return line_error(line, ret_error, "too many entries (10000 is the limit); use globs");
    const struct result_expectation entry = {
        .glob = glob, .clause = clause, .reason = reason, .file = line->name, .line = line->number};
    return result_append_expectation(into, &entry);
}

int expect_read(FILE *file, const char *name, struct result *into, char **ret_error)
{
    char *buffer = NULL;
    size_t room = 0;
    struct entry_line line = {.name = name};
    int error = 0;
    *ret_error = NULL;
    while (error == 0) {
        errno = 0;
        ssize_t length = getline(&buffer, &room, file);
        if (length < 0) {
            error = feof(file) ? 0 : -EIO;
            break;
        }
        line.number++;
        if (length > (ssize_t)EXPECT_LINE_BYTES_MAX || memchr(buffer, '\0', (size_t)length) != NULL) {
            error = line_error(&line, ret_error, "expected a line of text of at most 4096 bytes");
            break;
        }
        line.text = buffer;
        if (line.number == 1 && strncmp(line.text, "\xEF\xBB\xBF", 3) == 0)
            line.text += 3; /* a byte-order mark */
        line.text = trim(line.text);
        if (*line.text != '\0' && *line.text != '#')
            error = read_entry(&line, into, ret_error);
    }
    free(buffer);
    return error;
}

/* Reasons may not be empty, and a scenario's several violations of one clause need one entry only. */
static bool entry_is_written(const struct result_scenario *scenario, size_t violation)
{
    for (size_t i = 0; i < violation; i++) {
        const struct result_violation *earlier = &scenario->violations[i];
        if (earlier->level == RESULT_LEVEL_FAIL &&
            strcmp(earlier->clause, scenario->violations[violation].clause) == 0)
            return true;
    }
    return false;
}

void expect_render(const struct result *result, struct text *out)
{
    text_append_string(out, "# Expected failures: " EXPECT_SHAPE "\n");
    for (size_t i = 0; i < result->scenario_count; i++) {
        const struct result_scenario *scenario = &result->scenarios[i];
        if (scenario->word != RESULT_WORD_FAIL && scenario->word != RESULT_WORD_KNOWN_FAILURE)
            continue;
        for (size_t j = 0; j < scenario->violation_count; j++) {
            const struct result_violation *violation = &scenario->violations[j];
            if (violation->level != RESULT_LEVEL_FAIL || entry_is_written(scenario, j))
                continue;
            const char *reason = violation->known ? scenario->expected_reason : violation->happened;
            escape_line(out, scenario->id);
            text_append_string(out, " ");
            escape_line(out, violation->clause);
            text_append_string(out, " : ");
            escape_line(out, reason != NULL && *reason != '\0' ? reason : "no reason given");
            text_append_string(out, "\n");
        }
    }
}
