/*
 * Every form of report, rendered from one finished result, and how they reach the disk.
 *
 * Rendering is pure: the same result gives the same bytes. Everything foreign in a result is escaped for the
 * format. Files are replaced whole (written beside, then renamed) or left as they were.
 */
#ifndef CHILDPROOF_REPORT_REPORT_H
#define CHILDPROOF_REPORT_REPORT_H

#include "report/escape.h"
#include "report/result.h"

enum report_format {
    REPORT_FORMAT_JSON,     /* report.json: everything, schema "childproof.report/1" */
    REPORT_FORMAT_JUNIT,    /* junit.xml */
    REPORT_FORMAT_TAP,      /* report.tap: version 14 with YAML diagnostics */
    REPORT_FORMAT_MARKDOWN, /* summary.md: a CI job summary or a pull-request comment */
    REPORT_FORMAT_BADGE,    /* badge.json: an endpoint for shields */
    REPORT_FORMAT_TEXT,     /* report.txt: what the terminal shows at the end, without colours */
    REPORT_FORMAT_HTML,     /* index.html: one file without network */
    REPORT_FORMAT_COUNT
};

#define REPORT_FORMAT_BIT(format) (1u << (unsigned)(format))
#define REPORT_FORMATS_ALL        ((1u << (unsigned)REPORT_FORMAT_COUNT) - 1u)

/* "json", … as on the command line; "report.json", … as in a directory. */
const char *report_format_name(enum report_format format);
const char *report_format_file(enum report_format format);

/* 0, or -EINVAL: there is no such format. */
int report_format_parse(const char *name, enum report_format *ret_format);

/* Renders into `out` (appends). HTML also reads the traces that the result names, where they are readable. */
void report_render(const struct result *result, enum report_format format, struct text *out);

/* Replaces one file by `text`. 0 or a negative errno; *ret_error then says which file and why (free it). The old file, if any, is untouched on failure. */
int report_write_text(const char *path, const struct text *text, char **ret_error);

/* Renders and writes one file. As report_write_text. */
int report_write_file(
    const struct result *result, enum report_format format, const char *path, char **ret_error);

/* Renders and writes each format of `formats` (REPORT_FORMAT_BIT, or-ed) under its own name into a directory,
 * which is made if its parent exists. The first failure does not stop the others; *ret_error then names each
 * file that failed, why, and which ones were written. 0 or the first error. */
int report_write_directory(
    const struct result *result, unsigned formats, const char *directory, char **ret_error);

#endif
