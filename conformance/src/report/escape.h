/*
 * The ways in which foreign text may enter a report.
 *
 * Whatever a subject, an adapter or a script said is hostile: it may hold escape sequences, control characters,
 * direction overrides, invalid UTF-8, markup. Each function appends it in a form that is harmless in its format;
 * what has none is shown as `\x1b` or `\u{202e}`. NULL counts as empty where nothing else is said.
 */
#ifndef CHILDPROOF_REPORT_ESCAPE_H
#define CHILDPROOF_REPORT_ESCAPE_H

#include "shared/text.h"

#include <stdbool.h>
#include <stdint.h>

void escape_line(struct text *text, const char *foreign);  /* one line: a line feed is shown as `\n` */
void escape_block(struct text *text, const char *foreign); /* line feeds and tabs stay */
void escape_indented(struct text *text, const char *indent, const char *foreign); /* after each line feed */
void escape_json(struct text *text, const char *foreign);       /* a quoted JSON string; NULL gives null */
void escape_xml(struct text *text, const char *foreign);        /* content and attributes, XML and HTML */
void escape_tap(struct text *text, const char *foreign);        /* a TAP description: `#` and `\` escaped */
void escape_markdown(struct text *text, const char *foreign);   /* inline text, fit for table cells */
void escape_code_block(struct text *text, const char *foreign); /* a fence longer than any inside */

/* Like escape_json, but harmless inside an HTML <script> element too. */
void escape_script_json(struct text *text, const char *foreign);

/* The text so far, never NULL. */
const char *escape_string(const struct text *text);

/* Decodes one code point at *cursor (not at NUL) and moves it on. False: the byte there starts no valid
 * UTF-8 sequence; *ret_rune is that byte and the cursor moves by one. */
bool escape_next_rune(const char **cursor, uint32_t *ret_rune);

#endif
