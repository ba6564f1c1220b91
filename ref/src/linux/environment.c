#include "linux/environment.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct sup_environment_entry FIXED[] = {
    {"LEAN_ABORT_ON_PANIC", "1"},
    {"LEAN_BACKTRACE", "0"},
    {"RUST_BACKTRACE", "0"},
};
#define FIXED_COUNT (sizeof(FIXED) / sizeof(FIXED[0]))

/* A list under construction: texts are either the parent's own or stand behind the pointers in the same block. */
struct list {
    char **variables;
    size_t count;
    char *text;
};

static bool same_name(const char *variable, const char *name, size_t name_bytes)
{
    return strncmp(variable, name, name_bytes) == 0 && variable[name_bytes] == '=';
}

static void list_set(struct list *list, const struct sup_environment_entry *entry)
{
    size_t name_bytes = strlen(entry->name);
    size_t value_bytes = strlen(entry->value);
    char *variable = list->text;
    memcpy(variable, entry->name, name_bytes);
    variable[name_bytes] = '=';
    memcpy(variable + name_bytes + 1, entry->value, value_bytes + 1);
    list->text += name_bytes + value_bytes + 2;

    for (size_t i = 0; i < list->count; i++) {
        if (same_name(list->variables[i], entry->name, name_bytes)) {
            list->variables[i] = variable;
            return;
        }
    }
    list->variables[list->count++] = variable;
}

static size_t entry_bytes(const struct sup_environment_entry *entry)
{
    return strlen(entry->name) + strlen(entry->value) + 2;
}

int environment_build(const struct sup_environment_entry *entries, size_t count, char ***ret_environment)
{
    size_t inherited = 0;
    while (environ && environ[inherited])
        inherited++;

    size_t text_bytes = 0;
    for (size_t i = 0; i < FIXED_COUNT; i++)
        text_bytes += entry_bytes(&FIXED[i]);
    for (size_t i = 0; i < count; i++) {
        if (entries[i].name[0] == '\0' || strchr(entries[i].name, '='))
            return -EINVAL;
        text_bytes += entry_bytes(&entries[i]);
    }

    size_t pointer_bytes = (inherited + FIXED_COUNT + count + 1) * sizeof(char *);
    char *block = malloc(pointer_bytes + text_bytes);
    if (!block)
        return -ENOMEM;
    struct list list = {(char **)(void *)block, 0, block + pointer_bytes};
    for (size_t i = 0; i < inherited; i++)
        list.variables[list.count++] = environ[i];
    for (size_t i = 0; i < FIXED_COUNT; i++)
        list_set(&list, &FIXED[i]);
    for (size_t i = 0; i < count; i++)
        list_set(&list, &entries[i]);
    list.variables[list.count] = NULL;
    *ret_environment = list.variables;
    return 0;
}
