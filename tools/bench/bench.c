/*
 * bench: the reference supervisor against the floor, row by row, sampled in turns in one sitting. It measures and
 * says; it asserts nothing, and its exit status does not depend on the figures.
 */
#include "rows.h"

#include <inttypes.h>
#include <math.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define EXIT_USAGE    64
#define PATH_BYTES    4096u
#define ROWS_MAX      32u
#define PERCENT_QUICK 10u
#define NAME_COLUMNS  42
#define VALUE_BIG     10000.0
#define VALUE_MEDIUM  100.0

enum bench_format {
    BENCH_FORMAT_TEXT,
    BENCH_FORMAT_MARKDOWN,
    BENCH_FORMAT_JSON,
};

struct arguments {
    enum bench_format format;
    unsigned percent;
    const char *child;
    const char *only[ROWS_MAX];
    size_t only_count;
    const char *memory_rows; /* with memory_bytes: the inner run of a memory row */
    const char *memory_bytes;
};

static const char usage[] =
    "usage: bench [--quick] [--format text|markdown|json] [--child PATH] [--list] [ROW…]\n"
    "Measures the reference supervisor against a bare C loop with the same child. ROW: only these rows.\n";

static _Noreturn void usage_error(const char *problem, const char *word)
{
    fprintf(stderr, "bench: %s%s%s\n%s", problem, word != NULL ? ": " : "", word != NULL ? word : "", usage);
    exit(EXIT_USAGE);
}

static const struct bench_row *row_find(const char *name)
{
    size_t count = 0;
    const struct bench_row *rows = bench_rows(&count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(rows[i].name, name) == 0)
            return &rows[i];
    }
    return NULL;
}

static void list_rows(void)
{
    size_t count = 0;
    const struct bench_row *rows = bench_rows(&count);
    for (size_t i = 0; i < count; i++)
        printf("%-14s %s, %s\n", rows[i].name, rows[i].what, rows[i].target_text);
}

static const char *value_of(char **words, int *index)
{
    if (words[*index + 1] == NULL)
        usage_error("a value is missing after", words[*index]);
    return words[++*index];
}

static enum bench_format format_of(const char *word)
{
    if (strcmp(word, "text") == 0)
        return BENCH_FORMAT_TEXT;
    if (strcmp(word, "markdown") == 0)
        return BENCH_FORMAT_MARKDOWN;
    if (strcmp(word, "json") == 0)
        return BENCH_FORMAT_JSON;
    usage_error("no such format", word);
}

static void parse(char **words, struct arguments *ret_arguments)
{
    *ret_arguments = (struct arguments){.percent = 100};
    for (int i = 1; words[i] != NULL; i++) {
        if (strcmp(words[i], "--quick") == 0) {
            ret_arguments->percent = PERCENT_QUICK;
        } else if (strcmp(words[i], "--format") == 0) {
            ret_arguments->format = format_of(value_of(words, &i));
        } else if (strcmp(words[i], "--child") == 0) {
            ret_arguments->child = value_of(words, &i);
        } else if (strcmp(words[i], "--memory") == 0) {
            ret_arguments->memory_rows = value_of(words, &i);
            ret_arguments->memory_bytes = value_of(words, &i);
        } else if (strcmp(words[i], "--list") == 0) {
            list_rows();
            exit(EXIT_SUCCESS);
        } else if (strcmp(words[i], "--help") == 0) {
            fputs(usage, stdout);
            exit(EXIT_SUCCESS);
        } else if (words[i][0] == '-') {
            usage_error("no such option", words[i]);
        } else if (row_find(words[i]) == NULL) {
            usage_error("no such row (see --list)", words[i]);
        } else if (ret_arguments->only_count == ROWS_MAX) {
            usage_error("too many rows", NULL);
        } else {
            ret_arguments->only[ret_arguments->only_count++] = words[i];
        }
    }
}

static bool row_is_wanted(const struct arguments *arguments, const struct bench_row *row)
{
    for (size_t i = 0; i < arguments->only_count; i++) {
        if (strcmp(arguments->only[i], row->name) == 0)
            return true;
    }
    return arguments->only_count == 0;
}

static void find_cpus(struct bench_setup *setup)
{
    cpu_set_t set;
    setup->first_cpu = -1;
    setup->second_cpu = -1;
    if (sched_getaffinity(0, sizeof(set), &set) < 0)
        return;
    for (int cpu = 0; cpu < CPU_SETSIZE; cpu++) {
        if (!CPU_ISSET((size_t)cpu, &set))
            continue;
        if (setup->first_cpu < 0)
            setup->first_cpu = cpu;
        else if (setup->second_cpu < 0)
            setup->second_cpu = cpu;
    }
}

/* "1.23 M rows/s", "43.10 µs": as many digits as mean something. */
static const char *figure(char *room, size_t size, double value, const char *unit)
{
    if (isnan(value))
        return "–";
    if (value >= VALUE_BIG)
        snprintf(room, size, "%.2f M %s", value / 1e6, unit);
    else
        snprintf(room, size, value >= VALUE_MEDIUM ? "%.0f %s" : "%.2f %s", value, unit);
    return room;
}

static const char *verdict(const struct bench_row *row, const struct measurement *measurement)
{
    if (measurement->skipped)
        return "skipped";
    return measurement_is_met(row, measurement) ? "met" : "missed";
}

/* printf counts bytes; the figures hold signs that are wider in bytes than on the screen. */
static void print_padded(const char *words, int columns)
{
    int width = 0;
    for (const char *at = words; *at != '\0'; at++)
        width += ((unsigned char)*at & 0xC0u) != 0x80u;
    printf("%s%*s", words, columns > width ? columns - width : 0, "");
}

static void print_row(
    enum bench_format format, const struct bench_row *row, const struct measurement *measurement)
{
    char floor_room[48];
    char reference_room[48];
    char ratio[16] = "–";
    const char *floor = figure(floor_room, sizeof(floor_room), measurement->floor, row->unit);
    const char *reference = figure(reference_room, sizeof(reference_room), measurement->reference, row->unit);
    if (measurement->skipped)
        floor = reference = "–";
    else if (!isnan(measurement->floor))
        snprintf(ratio, sizeof(ratio), "%.2f", measurement->reference / measurement->floor);
    if (format == BENCH_FORMAT_MARKDOWN) {
        printf("| %s | %s | %s | %s | %s | %s | %s |\n", row->what, floor, reference, ratio, row->target_text,
            verdict(row, measurement), measurement->note);
        return;
    }
    const char *const cells[] = {row->what, floor, reference, ratio, row->target_text};
    static const int columns[] = {NAME_COLUMNS, 15, 15, 7, 28};
    for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++)
        print_padded(cells[i], columns[i]);
    printf(
        "%s%s%s\n", verdict(row, measurement), measurement->note[0] != '\0' ? "; " : "", measurement->note);
}

static void print_json_number(const char *key, double value)
{
    if (isnan(value))
        printf("\"%s\": null, ", key);
    else
        printf("\"%s\": %.6g, ", key, value);
}

/* None of the texts here holds a character that JSON would have escaped. */
static void print_json(const struct bench_row *row, const struct measurement *measurement, bool first)
{
    printf("%s\n    {\"row\": \"%s\", \"what\": \"%s\", \"unit\": \"%s\", ", first ? "" : ",", row->name,
        row->what, row->unit);
    print_json_number("floor", measurement->skipped ? (double)NAN : measurement->floor);
    print_json_number("reference", measurement->skipped ? (double)NAN : measurement->reference);
    print_json_number(
        "ratio", measurement->skipped ? (double)NAN : measurement->reference / measurement->floor);
    printf("\"samples\": %zu, \"target\": \"%s\", \"verdict\": \"%s\", \"note\": \"%s\"}",
        measurement->samples, row->target_text, verdict(row, measurement), measurement->note);
}

static void print_heading(enum bench_format format)
{
    static const char *const headings[] = {"what (median)", "floor", "reference", "ratio", "target"};
    static const int columns[] = {NAME_COLUMNS, 15, 15, 7, 28};
    switch (format) {
    case BENCH_FORMAT_JSON: printf("{\n  \"schema\": \"childproof.bench/1\",\n  \"rows\": ["); break;
    case BENCH_FORMAT_MARKDOWN:
        printf("| what (median) | floor | reference | ratio | target | | note |\n"
               "| --- | ---: | ---: | ---: | --- | --- | --- |\n");
        break;
    case BENCH_FORMAT_TEXT:
        for (size_t i = 0; i < sizeof(headings) / sizeof(headings[0]); i++)
            print_padded(headings[i], columns[i]);
        printf("\n");
        break;
    }
}

static void measure_all(const struct arguments *arguments, const struct bench_setup *setup)
{
    size_t count = 0;
    const struct bench_row *rows = bench_rows(&count);
    size_t met = 0;
    size_t measured = 0;
    print_heading(arguments->format);
    for (size_t i = 0; i < count; i++) {
        if (!row_is_wanted(arguments, &rows[i]))
            continue;
        struct measurement measurement = {0};
        rows[i].measure(setup, &rows[i], &measurement);
        if (arguments->format == BENCH_FORMAT_JSON)
            print_json(&rows[i], &measurement, measured == 0);
        else
            print_row(arguments->format, &rows[i], &measurement);
        fflush(stdout);
        measured++;
        met += !measurement.skipped && measurement_is_met(&rows[i], &measurement);
    }
    if (arguments->format == BENCH_FORMAT_JSON)
        printf("\n  ],\n  \"measured\": %zu,\n  \"met\": %zu\n}\n", measured, met);
    else
        printf("\n%zu of %zu targets met%s\n", met, measured,
            arguments->percent < 100 ? " (few samples: --quick)" : "");
}

/* `name` beside this program. */
static void path_beside(const char *program, const char *name, char *path, size_t size)
{
    const char *slash = strrchr(program, '/');
    int length = snprintf(path, size, "%.*s/%s", (int)(slash != NULL ? slash - program : 1),
        slash != NULL ? program : ".", name);
    if (length < 0 || (size_t)length >= size)
        usage_error("the path of this program is too long", NULL);
}

int main(int count, char **words)
{
    struct arguments arguments;
    struct bench_setup setup = {0};
    char program[PATH_BYTES];
    char child[PATH_BYTES];
    (void)count;
    parse(words, &arguments);
    ssize_t length = readlink("/proc/self/exe", program, sizeof(program) - 1);
    if (length < 0)
        usage_error("this program cannot find itself", NULL);
    program[length] = '\0';
    path_beside(program, "bench-child", child, sizeof(child));
    setup.program = program;
    setup.child = arguments.child != NULL ? arguments.child : child;
    setup.percent = arguments.percent;
    if (access(setup.child, X_OK) < 0)
        usage_error("the child cannot be run; build it or name it with --child", setup.child);
    if (arguments.memory_rows != NULL) {
        rows_measure_memory(setup.child, strtoull(arguments.memory_rows, NULL, 10),
            strtoull(arguments.memory_bytes, NULL, 10));
        return EXIT_SUCCESS;
    }
    find_cpus(&setup);
    measure_all(&arguments, &setup);
    return EXIT_SUCCESS;
}
