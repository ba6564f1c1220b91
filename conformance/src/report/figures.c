#include "report/figures.h"

#include "report/escape.h"
#include "shared/json.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define FIGURE_BYTES 64u
#define IN_MILLIONS  1e5 /* from here on */
#define WITHOUT_CENT 100 /* from here on, digits behind the point mean nothing */

static int __attribute__((format(printf, 3, 4)))
refuse(char **ret_error, const char *name, const char *format, ...)
{
    char words[160];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(words, sizeof(words), format, arguments);
    va_end(arguments);
    struct text text;
    text_init(&text);
    escape_line(&text, name);
    text_append_format(&text, ": %s; expected the output of `tools/bench/run --format json`", words);
    *ret_error = text_take(&text, NULL);
    return -EINVAL;
}

/* "960 µs", "4.36 M rows/s"; NULL where there is no number. */
static const char *show(const struct json *number, const char *unit, char room[FIGURE_BYTES])
{
    double value = NAN;
    if (!json_double(number, &value) || !isfinite(value))
        return NULL;
    const char *space = unit[0] != '\0' ? " " : "";
    if (fabs(value) >= IN_MILLIONS)
        snprintf(room, FIGURE_BYTES, "%.2f M%s%s", value / 1e6, space, unit);
    else
        snprintf(
            room, FIGURE_BYTES, fabs(value) >= WITHOUT_CENT ? "%.0f%s%s" : "%.2f%s%s", value, space, unit);
    return room;
}

static int read_row(const struct json *row, struct result *result)
{
    char floor_room[FIGURE_BYTES];
    char measured_room[FIGURE_BYTES];
    char ratio_room[FIGURE_BYTES];
    const char *unit = json_get_string(row, "unit", "");
    const struct result_figure figure = {
        .what = json_get_string(row, "what", NULL),
        .floor = show(json_get(row, "floor"), unit, floor_room),
        .measured = show(json_get(row, "reference"), unit, measured_room),
        .ratio = show(json_get(row, "ratio"), "", ratio_room),
        .target = json_get_string(row, "target", NULL),
        .outcome = json_get_string(row, "verdict", NULL),
        .note = json_get_string(row, "note", NULL),
    };
    return result_append_figure(result, &figure);
}

static int read_rows(const struct json *rows, const char *name, struct result *result, char **ret_error)
{
    size_t count = 0;
    for (const struct json *row = json_first(rows); row != NULL; row = json_next(row)) {
        if (++count > FIGURES_ROWS_MAX)
            return refuse(ret_error, name, "more than %u rows", FIGURES_ROWS_MAX);
        if (json_get_string(row, "what", NULL) == NULL)
            return refuse(ret_error, name, "row %zu has no text \"what\"", count);
        int error = read_row(row, result);
        if (error < 0)
            return error;
    }
    return count > 0 ? 0 : refuse(ret_error, name, "there are no rows");
}

int figures_read(const char *text, size_t length, const char *name, struct result *result, char **ret_error)
{
    struct json *root = NULL;
    struct json_error problem = {0};
    *ret_error = NULL;
    if (json_parse(text, length, &root, &problem) < 0)
        return refuse(ret_error, name, "no JSON, at byte %zu: %s", problem.offset,
            problem.reason != NULL ? problem.reason : "");
    int error;
    if (strcmp(json_get_string(root, "schema", ""), FIGURES_SCHEMA) != 0)
        error = refuse(ret_error, name, "its schema is not \"%s\"", FIGURES_SCHEMA);
    else
        error = read_rows(json_get(root, "rows"), name, result, ret_error);
    json_free(root);
    return error;
}

int figures_read_file(const char *path, struct result *result, char **ret_error)
{
    *ret_error = NULL;
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return refuse(ret_error, path, "%s", strerror(errno));
    struct text text;
    text_init(&text);
    char bytes[65536];
    size_t count = 0;
    while (text.length <= FIGURES_BYTES_MAX && (count = fread(bytes, 1, sizeof(bytes), file)) > 0)
        text_append(&text, bytes, count);
    int error = 0;
    if (ferror(file) != 0)
        error = refuse(ret_error, path, "it cannot be read");
    else if (text.length > FIGURES_BYTES_MAX)
        error = refuse(ret_error, path, "more than %u bytes", FIGURES_BYTES_MAX);
    else
        error = figures_read(escape_string(&text), text.length, path, result, ret_error);
    fclose(file);
    text_release(&text);
    return error;
}
