/*
 * A growing text, and the ways in which foreign text may enter a report.
 *
 * Whatever a subject, an adapter or a script said is hostile: it may hold escape sequences, control characters,
 * direction overrides, invalid UTF-8, markup. Every text_add_… below except text_add, text_add_bytes and
 * text_printf makes it harmless for its format: what has no harmless form is shown as `\x1b` or `\u{202e}`.
 *
 * Errors stick: after an allocation failed every call does nothing, and text_error says so at the end.
 */
#ifndef CHILDPROOF_REPORT_TEXT_H
#define CHILDPROOF_REPORT_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text {
    char *data; /* ended by NUL; NULL while empty */
    size_t length;
    size_t room;
    int error; /* 0 or -ENOMEM */
};

void text_init(struct text *text);
void text_release(struct text *text);

/* 0 or -ENOMEM: something was lost. */
int text_error(const struct text *text);

/* The text so far, never NULL. */
const char *text_string(const struct text *text);

/* As they are: for our own words only. */
void text_add(struct text *text, const char *words);
void text_add_bytes(struct text *text, const char *bytes, size_t count);
void text_printf(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Foreign text. NULL counts as empty. */
void text_add_line(struct text *text, const char *foreign);  /* one line: a line feed is shown as `\n` */
void text_add_block(struct text *text, const char *foreign); /* line feeds and tabs stay */
void text_add_indented(struct text *text, const char *indent, const char *foreign); /* after each line feed */
void text_add_json(struct text *text, const char *foreign);       /* a quoted JSON string; NULL gives null */
void text_add_xml(struct text *text, const char *foreign);        /* content and attributes, XML and HTML */
void text_add_tap(struct text *text, const char *foreign);        /* a TAP description: `#` and `\` escaped */
void text_add_markdown(struct text *text, const char *foreign);   /* inline text, fit for table cells */
void text_add_code_block(struct text *text, const char *foreign); /* a fence longer than any inside */

/* Like text_add_json, but harmless inside an HTML <script> element too. */
void text_add_script_json(struct text *text, const char *foreign);

/* Decodes one code point at *cursor (not at NUL) and moves it on. False: the byte there starts no valid
 * UTF-8 sequence; *ret_rune is that byte and the cursor moves by one. */
bool text_next_rune(const char **cursor, uint32_t *ret_rune);

#endif
