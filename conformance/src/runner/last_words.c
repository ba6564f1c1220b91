#include "runner/last_words.h"

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "shared/memory.h"

/* What tells of a crash begins with one of these and goes on with a trace, so the last line says least. */
static const char *const crash_openings[] = {
    "panic: ",              /* Go */
    "fatal error: ",        /* Go's runtime */
    "thread '",             /* Rust */
    "Exception in thread ", /* Java */
    "Unhandled exception",  /* .NET */
    "terminate called ",    /* C++ */
};

/* So does a name that ends with one of these: `TypeError: `, `==7==ERROR: AddressSanitizer: `. */
static const char *const crash_names[] = {
    "Error: ", /* JavaScript, Python */
    "ERROR: AddressSanitizer: ",
    "WARNING: ThreadSanitizer: ",
};

#define NAME_CHARACTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.="

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool opens_a_crash(const char *line, size_t length)
{
    for (size_t i = 0; i < COUNT(crash_openings); i++)
        if (strncmp(line, crash_openings[i], strlen(crash_openings[i])) == 0)
            return true;
    for (size_t i = 0; i < COUNT(crash_names); i++) {
        const char *end = memmem(line, length, crash_names[i], strlen(crash_names[i]));
        if (end != NULL && line + strspn(line, NAME_CHARACTERS) >= end)
            return true;
    }
    return false;
}

static bool is_blank(const char *line, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!isspace((unsigned char)line[i]))
            return false;
    return true;
}

static const char *find_first_word(const char *log)
{
    const char *last = "", *crash = NULL;
    for (const char *line = log; *line != '\0';) {
        size_t length = strcspn(line, "\n");
        if (!is_blank(line, length))
            last = line;
        if (opens_a_crash(line, length))
            crash = line;
        line += length + (line[length] == '\n' ? 1 : 0);
    }
    return crash != NULL ? crash : last;
}

static bool is_in_a_character(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

char *last_words(const char *log)
{
    char *words = memory_allocate(LAST_WORDS_BYTES_MAX + 1);
    size_t length = 0;
    const char *from = find_first_word(log);
    for (; *from != '\0' && length < LAST_WORDS_BYTES_MAX; from++) {
        if (!isspace((unsigned char)*from))
            words[length++] = *from;
        else if (length > 0 && words[length - 1] != ' ')
            words[length++] = ' ';
    }
    while (length > 0 && is_in_a_character(*from)) /* cut within a character: none of it */
        from = &words[--length];
    while (length > 0 && words[length - 1] == ' ')
        length--;
    words[length] = '\0';
    return words;
}
