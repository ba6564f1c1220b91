/* Why a program ended, as far as what it wrote on stderr tells. Pure. */
#ifndef RUNNER_LAST_WORDS_H
#define RUNNER_LAST_WORDS_H

/* The most of a log that is quoted. */
#define LAST_WORDS_BYTES_MAX 300

/* One line about the end of LOG: from the last line on with which a language's runtime begins to tell of a crash, else its last line; white
 * space and line breaks become single spaces, and it is cut at LAST_WORDS_BYTES_MAX bytes, between characters. "" where the log is blank.
 * The caller frees. */
char *last_words(const char *log);

#endif
