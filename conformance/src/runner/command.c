#include "runner/command.h"

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct splitter {
    const char *at;
    char *word;
    size_t length;
    bool in_word;
    const char *error;
};

static void add(struct splitter *s, char c)
{
    s->word[s->length++] = c;
    s->in_word = true;
}

static bool take_quoted(struct splitter *s, char quote)
{
    s->in_word = true; /* '' is a word, an empty one */
    for (s->at++; *s->at != quote; s->at++) {
        if (*s->at == '\0') {
            s->error = quote == '"' ? "a double quote is not closed" : "a single quote is not closed";
            return false;
        }
        if (quote == '"' && *s->at == '\\' &&
            (s->at[1] == '"' || s->at[1] == '\\' || s->at[1] == '$' || s->at[1] == '`'))
            s->at++;
        add(s, *s->at);
    }
    s->at++;
    return true;
}

/* Takes the next word into s->word; false at the end or with s->error. */
static bool take_word(struct splitter *s)
{
    s->length = 0;
    s->in_word = false;
    while (*s->at != '\0') {
        char c = *s->at;
        if (c == ' ' || c == '\t' || c == '\n') {
            s->at++;
            if (s->in_word)
                break;
        } else if (c == '\'' || c == '"') {
            if (!take_quoted(s, c))
                return false;
        } else if (c == '\\') {
            if (s->at[1] == '\0') {
                s->error = "a backslash stands at the end";
                return false;
            }
            add(s, s->at[1]);
            s->at += 2;
        } else {
            add(s, c);
            s->at++;
        }
    }
    return s->in_word;
}

int command_split(const char *text, char ***ret_words, const char **ret_error)
{
    struct splitter s = {.at = text, .word = malloc(strlen(text) + 1)};
    char **words = calloc(COMMAND_WORDS_MAX + 1, sizeof(char *));
    size_t count = 0;
    int result = -ENOMEM;
    *ret_error = "out of memory";
    if (s.word == NULL || words == NULL)
        goto out;
    while (take_word(&s)) {
        if (count == COMMAND_WORDS_MAX) {
            s.error = "too many words";
            break;
        }
        words[count] = strndup(s.word, s.length);
        if (words[count] == NULL)
            goto out;
        count++;
    }
    if (s.error == NULL && (count == 0 || words[0][0] == '\0'))
        s.error = "it names no program";
    if (s.error != NULL) {
        *ret_error = s.error;
        result = -EINVAL;
        goto out;
    }
    *ret_words = words;
    words = NULL;
    result = 0;
out:
    free(s.word);
    command_free(words);
    return result;
}

void command_free(char **words)
{
    if (words == NULL)
        return;
    for (size_t i = 0; words[i] != NULL; i++)
        free(words[i]);
    free(words);
}

static int check_program(const char *path)
{
    struct stat status;
    if (stat(path, &status) < 0)
        return -errno;
    if (S_ISDIR(status.st_mode))
        return -EACCES;
    return access(path, X_OK) < 0 ? -errno : 0;
}

int command_find(const char *name, char **ret_path)
{
    int result = -ENOENT;
    if (strchr(name, '/') != NULL) {
        result = check_program(name);
        if (result < 0)
            return result;
        /* kept as it is: a program may look at the name it was called by, and links may matter to it */
        *ret_path = strdup(name);
        return *ret_path == NULL ? -ENOMEM : 0;
    }
    const char *folders = getenv("PATH");
    if (folders == NULL)
        folders = "/usr/local/bin:/usr/bin:/bin";
    while (*folders != '\0') {
        size_t length = strcspn(folders, ":");
        char path[PATH_MAX];
        int size = snprintf(
            path, sizeof path, "%.*s/%s", length == 0 ? 1 : (int)length, length == 0 ? "." : folders, name);
        if (size > 0 && (size_t)size < sizeof path) {
            int checked = check_program(path);
            if (checked == 0) {
                *ret_path = strdup(path);
                return *ret_path == NULL ? -ENOMEM : 0;
            }
            if (checked == -EACCES)
                result = -EACCES;
        }
        folders += length;
        if (*folders == ':')
            folders++;
    }
    return result;
}
