/* Lines of JSON for stdout: built in memory, written in one piece. */
#ifndef ADAPTER_LINE_H
#define ADAPTER_LINE_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The protocol's bound on a line, its line feed included. */
#define LINE_BYTES_MAX 8388608u
/* Integers above this one are written as decimal strings. */
#define LINE_INTEGER_MAX UINT64_C(9007199254740991)

/* A line under construction. Commas are put where they belong. Zero it before its first use. */
struct line {
    char *bytes;
    size_t length;
    size_t capacity;
};

void line_release(struct line *line);
/* Empties the line, keeps its memory. */
void line_clear(struct line *line);

/* `name` is the key in an object, or NULL in an array. */
void line_open_object(struct line *line, const char *name);
void line_close_object(struct line *line);
void line_open_array(struct line *line, const char *name);
void line_close_array(struct line *line);
/* TEXT is UTF-8; a byte that is not becomes U+FFFD. */
void line_put_bytes(struct line *line, const char *name, const char *text, size_t length);
/* The same for a text ended by NUL; NULL becomes null. */
void line_put_string(struct line *line, const char *name, const char *text);
void line_put_u64(struct line *line, const char *name, uint64_t value);
/* A member whose key came from a child and has to be escaped. */
void line_put_key_u64(struct line *line, const char *key, size_t key_length, uint64_t value);
void line_put_int(struct line *line, const char *name, int value);
void line_put_bool(struct line *line, const char *name, bool value);
void line_put_null(struct line *line, const char *name);
/* Valid JSON text, copied; line breaks between its tokens become spaces. */
void line_put_json(struct line *line, const char *name, const char *text, size_t length);

/* Where lines go. Every function may be called from any thread. */
struct writer {
    pthread_mutex_t lock;
    int descriptor;
    bool broken; /* the reader is gone: nothing more is written */
};

void writer_init(struct writer *writer, int descriptor);
void writer_release(struct writer *writer);
/* Ends the line and writes it in one piece. 0, -EMSGSIZE (over LINE_BYTES_MAX: nothing was written), -EPIPE. */
int writer_put(struct writer *writer, struct line *line);

#endif
