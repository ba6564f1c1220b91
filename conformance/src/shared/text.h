#ifndef SHARED_TEXT_H
#define SHARED_TEXT_H
/* A growable text. Memory that cannot be had ends the process by abort(), as in json.h. */
#include <stddef.h>

struct text {
    char *bytes; /* ended by NUL once anything was appended; NULL before */
    size_t length;
    size_t capacity;
};

void text_init(struct text *text);
void text_release(struct text *text);
void text_clear(struct text *text); /* keeps the memory */

void text_append(struct text *text, const void *bytes, size_t length);
void text_append_string(struct text *text, const char *string);
void text_append_format(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A JSON string literal: quoted and escaped; what is not UTF-8, and NUL, becomes U+FFFD. */
void text_append_json_string(struct text *text, const char *bytes, size_t length);

/* The memory itself, ended by NUL, for free(); the text is empty afterwards. */
char *text_take(struct text *text, size_t *ret_length);

/* Length of the well-formed UTF-8 sequence at BYTES (1 to 4), 0 if there is none within LEFT bytes. */
size_t text_utf8_sequence(const char *bytes, size_t left);

/* A copy, for free(). */
char *text_duplicate(const char *string);

#endif
