#ifndef SHARED_LINES_H
#define SHARED_LINES_H
/* Lines out of a descriptor, bounded, for non-blocking and blocking descriptors alike. One owner, no thread safety.
 *
 *   while ((got = lines_read(&lines, fd)) > 0) { }                       take what is there
 *   while (lines_next(&lines, &line, &length) > 0) handle(line, length);  then look at it */
#include <stddef.h>
#include <sys/types.h>

struct lines {
    char *buffer;
    size_t begin;   /* first byte not handed out */
    size_t scanned; /* no line feed in [begin, scanned) */
    size_t end;     /* first free byte */
    size_t capacity;
    size_t limit; /* longest line, without its line feed */
};

/* LIMIT_BYTES: a longer line is an error. Nothing is allocated until the first read. */
void lines_init(struct lines *lines, size_t limit_bytes);
void lines_release(struct lines *lines);

/* One read(2) into the buffer. Bytes read; 0 at end of file; -EAGAIN when nothing is there; -ENOBUFS when the buffer holds
 * LIMIT_BYTES and more that lines_next has not handed out; another negative errno. Moves what lines_next returned. */
ssize_t lines_read(struct lines *lines, int fd);

/* 1: RET_LINE is the next complete line, its line feed replaced by NUL, valid until the next lines_read; 0: none is complete;
 * -EMSGSIZE: the line at hand is longer than the limit. RET_LENGTH counts without the NUL. */
int lines_next(struct lines *lines, char **ret_line, size_t *ret_length);

/* What is left without a line feed (after end of file): its length, 0 if nothing. RET_TEXT is not ended by NUL. */
size_t lines_rest(const struct lines *lines, const char **ret_text);

#endif
