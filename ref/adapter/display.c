#include "display.h"

#include <errno.h>
#include <string.h>
#include <sup/error.h>

static enum sup_error_kind read_kind(struct arguments *arguments, struct wire_text object)
{
    const char *name = arguments_string_required(arguments, object, "kind");

    for (int kind = SUP_ERROR_KIND_SPAWN; kind < SUP_ERROR_KIND_COUNT; kind++) {
        if (strcmp(name, sup_error_kind_name((enum sup_error_kind)kind)) == 0)
            return (enum sup_error_kind)kind;
    }
    arguments_refuse(arguments, "error.kind", "the kind of an error that this supervisor knows");
    return SUP_ERROR_KIND_NONE;
}

static void read_text(
    struct sup_text *text, struct arguments *arguments, struct wire_text object, const char *name)
{
    const char *value = arguments_string(arguments, object, name, NULL);

    if (value != NULL)
        (void)sup_text_assign(text, value, strlen(value));
}

static void read_exit(struct sup_exit *exit, struct arguments *arguments, struct wire_text object)
{
    struct wire_text value;

    if (!arguments_find(object, "exit", &value))
        return;
    exit->success = arguments_bool(arguments, value, "success");
    exit->code = (int)arguments_u64(arguments, value, "code", (uint64_t)-1);
    exit->signal = (int)arguments_u64(arguments, value, "signal", 0);
    read_text(&exit->status, arguments, value, "status");
    read_text(&exit->diagnostics, arguments, value, "diagnostics");
}

static void read_error(struct sup_error *error, struct arguments *arguments, struct wire_text object)
{
    error->kind = read_kind(arguments, object);
    error->operation = arguments_string(arguments, object, "operation", NULL);
    error->duration_ms = arguments_u64(arguments, object, "duration_ms", 0);
    error->current_kib = arguments_u64(arguments, object, "current_kib", 0);
    error->limit_kib = arguments_u64(arguments, object, "limit_kib", 0);
    error->restarts = arguments_u64(arguments, object, "restarts", 0);
    error->window_ms = arguments_u64(arguments, object, "window_ms", 0);
    error->sequence = arguments_u64(arguments, object, "sequence", 0);
    error->status_byte = (unsigned)arguments_u64(arguments, object, "status", 0);
    read_text(&error->message, arguments, object, "message");
    read_text(&error->code, arguments, object, "code");
    read_text(&error->executable, arguments, object, "executable");
    read_text(&error->description, arguments, object, "description");
    read_text(&error->export_name, arguments, object, "export");
    read_text(&error->stream, arguments, object, "stream");
    read_text(&error->path, arguments, object, "path");
    read_text(&error->reason, arguments, object, "reason");
    error->max_workers = arguments_u64(arguments, object, "max_workers", 0);
    error->waited_ms = arguments_u64(arguments, object, "waited_ms", 0);
    read_exit(&error->exit, arguments, object);
}

int display_render(struct sup_text *ret_text, struct arguments *arguments, struct wire_text request)
{
    struct wire_text object;
    struct sup_error error;

    if (!arguments_find(request, "error", &object) || object.data[0] != '{')
        arguments_refuse(arguments, "error", "an object");
    if (!arguments_good(arguments))
        return -EINVAL;
    sup_error_init(&error);
    read_error(&error, arguments, object);
    if (arguments_good(arguments) && sup_error_render(&error, ret_text) < 0)
        arguments_refuse(arguments, "error", "memory for its text");
    sup_error_release(&error);
    return arguments_good(arguments) ? 0 : -EINVAL;
}
