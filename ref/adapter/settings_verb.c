#include "settings_verb.h"

#include "answer.h"
#include "verbs.h"

#include <stdio.h>
#include <string.h>

/* The member NAME of OBJECT as the text that stands in an environment or a file; NULL where it is absent. */
static const char *value_text(struct arguments *arguments, struct wire_text object, const char *name)
{
    struct wire_text value;

    if (!arguments_find(object, name, &value))
        return NULL;
    return value.data[0] == '"' ? arguments_text(arguments, value, name)
                                : arguments_json(arguments, object, name);
}

/* The name of KEY without the prefix: as the harness names it. */
static const char *bare_name(enum sup_config_key key)
{
    return sup_config_variable(key) + strlen(SUP_CONFIG_PREFIX);
}

/* NAME=VALUE entries, ended by NULL. */
static const char *const *read_environment(struct arguments *arguments, struct wire_text object)
{
    const char **entries = arena_take(&arguments->arena, (SUP_CONFIG_COUNT + 1) * sizeof *entries);
    size_t count = 0;

    for (int key = 0; key < SUP_CONFIG_COUNT; key++) {
        const char *variable = sup_config_variable((enum sup_config_key)key);
        const char *value = value_text(arguments, object, variable);
        size_t size = strlen(variable) + (value != NULL ? strlen(value) : 0) + 2;
        char *entry;

        if (value == NULL)
            continue;
        entry = arena_take(&arguments->arena, size);
        (void)snprintf(entry, size, "%s=%s", variable, value);
        entries[count++] = entry;
    }
    return entries;
}

/* A file of this library's own form that gives the same names the same values. */
static const char *read_file(struct arguments *arguments, struct wire_text object)
{
    size_t size = object.length + SUP_CONFIG_COUNT * 80;
    char *text = arena_take(&arguments->arena, size);
    size_t length = 0;

    for (int key = 0; key < SUP_CONFIG_COUNT; key++) {
        const char *value = value_text(arguments, object, bare_name((enum sup_config_key)key));

        if (value != NULL)
            length += (size_t)snprintf(
                text + length, size - length, "%s = %s\n", sup_config_name((enum sup_config_key)key), value);
    }
    return text;
}

void settings_run_resolve(struct call *call)
{
    struct arguments *arguments = &call->arguments;
    struct sup_config_input input = {.file_name = "configuration"};
    struct sup_config config;
    struct sup_error error;
    struct wire_text object;

    if (arguments_find(call->request, "environment", &object))
        input.environment = read_environment(arguments, object);
    if (arguments_find(call->request, "file", &object))
        input.file_text = read_file(arguments, object);
    if (!arguments_good(arguments)) {
        call_refuse(call, "bad_request", arguments->problem);
        return;
    }
    sup_error_init(&error);
    if (sup_config_resolve(&input, &config, &error) < 0) {
        call_put_error(call, &error);
        sup_error_release(&error);
        return;
    }
    call_open_ok(call);
    line_open_object(&call->answer, "values");
    for (int key = 0; key < SUP_CONFIG_COUNT; key++) {
        line_open_object(&call->answer, bare_name((enum sup_config_key)key));
        line_put_u64(&call->answer, "value", config.values[key].value);
        line_put_string(&call->answer, "source", sup_config_source_name(config.values[key].source));
        line_close_object(&call->answer);
    }
    line_close_object(&call->answer);
    call_close(call);
    sup_error_release(&error);
}
