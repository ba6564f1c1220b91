#include "runner/phrase.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *phrase_vprint(const char *format, va_list arguments)
{
    char *text;
    if (vasprintf(&text, format, arguments) < 0)
        abort();
    return text;
}

char *phrase_print(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = phrase_vprint(format, arguments);
    va_end(arguments);
    return text;
}

char *phrase_copy(const char *text)
{
    if (text == NULL)
        return NULL;
    char *copy = strdup(text);
    if (copy == NULL)
        abort();
    return copy;
}
