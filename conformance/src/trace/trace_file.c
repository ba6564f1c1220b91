/* The record as JSON lines: writing, and reading with errors that name their line. */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "shared/json.h"
#include "shared/text.h"
#include "trace/trace.h"

/* ---- writing ---- */

static int write_text(struct text *text, FILE *file)
{
    text_append_string(text, "\n");
    size_t written = fwrite(text->bytes, 1, text->length, file);
    int result = written == text->length ? 0 : -EIO;
    text_release(text);
    return result;
}

static void append_json(struct text *text, const struct json *value)
{
    size_t length = 0;
    char *printed = json_print(value, &length);
    text_append(text, printed, length);
    free(printed);
}

int trace_event_write(const struct trace_event *event, FILE *file)
{
    struct text line;
    text_init(&line);
    text_append_format(&line, "{\"n\":%llu,\"t\":%lld,\"src\":\"%s\",\"ev\":", (unsigned long long)event->n,
        (long long)event->t_ns, trace_source_name(event->source));
    text_append_json_string(&line, event->name, strlen(event->name));
    if (event->worker) {
        text_append_string(&line, ",\"worker\":");
        text_append_json_string(&line, event->worker, strlen(event->worker));
    }
    if (event->generation != TRACE_GENERATION_NONE)
        text_append_format(&line, ",\"gen\":%d", event->generation);
    if (event->pid)
        text_append_format(&line, ",\"pid\":%d", (int)event->pid);
    if (event->call)
        text_append_format(&line, ",\"call\":%llu", (unsigned long long)event->call);
    if (event->body) {
        text_append_string(&line, ",\"body\":");
        append_json(&line, event->body);
    }
    text_append_string(&line, "}");
    return write_text(&line, file);
}

int trace_write(const struct trace *trace, FILE *file)
{
    struct text line;
    text_init(&line);
    append_json(&line, trace_header(trace));
    int result = write_text(&line, file);
    for (size_t i = 0; result == 0 && i < trace_count(trace); i++)
        result = trace_event_write(trace_at(trace, i), file);
    if (result == 0 && fflush(file) != 0)
        result = -EIO;
    return result;
}

/* ---- reading ---- */

struct reader {
    struct trace *trace; /* NULL until the header was read */
    size_t line;
    struct text error; /* filled by fail() */
};

static int fail(struct reader *reader, const char *what, const char *advice)
{
    text_append_format(&reader->error, "line %zu: %s; %s", reader->line, what, advice);
    return -EINVAL;
}

static const char advice_file[] = "is this a trace that `childproof run` wrote?";

static int read_header(struct reader *reader, struct json *value)
{
    const char *schema = json_get_string(value, "trace", NULL);
    if (!schema || strcmp(schema, TRACE_SCHEMA) != 0) {
        json_free(value);
        return fail(reader, "expected a header object with \"trace\":\"" TRACE_SCHEMA "\"", advice_file);
    }
    return trace_new(value, &reader->trace);
}

static bool read_source(const struct json *value, enum trace_source *ret)
{
    const char *word = json_get_string(value, "src", "");
    for (int source = TRACE_SOURCE_DRIVER; source <= TRACE_SOURCE_HARNESS; source++) {
        if (strcmp(word, trace_source_name((enum trace_source)source)) == 0) {
            *ret = (enum trace_source)source;
            return true;
        }
    }
    return false;
}

/* An optional integer of an event. False if it is there and is no integer of [least, INT_MAX]. */
static bool read_small(const struct json *value, const char *key, int64_t least, int otherwise, int *ret)
{
    const struct json *field = json_get(value, key);
    int64_t number = otherwise;
    if (field && (!json_int64(field, &number) || number < least || number > INT_MAX))
        return false;
    *ret = (int)number;
    return true;
}

static const char *read_fields(const struct json *value, uint64_t n, struct trace_event *ret)
{
    *ret = (struct trace_event){.generation = TRACE_GENERATION_NONE};
    uint64_t number = 0;
    int pid = 0;
    if (!json_uint64(json_get(value, "n"), &number) || number != n)
        return "expected \"n\" to count the events from 1";
    if (!json_int64(json_get(value, "t"), &ret->t_ns))
        return "expected \"t\", the time in ns, as an integer";
    if (!read_source(value, &ret->source))
        return "expected \"src\" to be driver, child, kernel or harness";
    ret->name = json_get_string(value, "ev", NULL);
    if (!ret->name || !ret->name[0] || strlen(ret->name) > TRACE_NAME_BYTES_MAX)
        return "expected \"ev\", the name of the event, as a short text";
    ret->worker = json_get_string(value, "worker", NULL);
    if ((json_get(value, "worker") && !ret->worker) ||
        (ret->worker && strlen(ret->worker) > TRACE_NAME_BYTES_MAX))
        return "expected \"worker\" to be a short text";
    if (!read_small(value, "gen", 0, TRACE_GENERATION_NONE, &ret->generation))
        return "expected \"gen\" to be a generation, from 0";
    if (!read_small(value, "pid", 1, 0, &pid))
        return "expected \"pid\" to be a process id";
    ret->pid = pid;
    if (json_get(value, "call") && !json_uint64(json_get(value, "call"), &ret->call))
        return "expected \"call\" to be the id of a call";
    if (json_get(value, "body") && json_type_of(json_get(value, "body")) != JSON_TYPE_OBJECT)
        return "expected \"body\" to be an object";
    return NULL;
}

static int read_event(struct reader *reader, struct json *value)
{
    struct trace_event fields;
    const char *problem = read_fields(value, trace_count(reader->trace) + 1, &fields);
    int result = 0;
    if (problem) {
        result = fail(reader, problem, "the line was changed by hand, or lines are missing");
    } else {
        const struct json *body = json_get(value, "body");
        result = trace_append(reader->trace, &fields, body ? json_copy(body) : NULL, NULL);
        if (result == -ENOBUFS)
            text_append_format(&reader->error, "line %zu: more than %u events; cut the trace", reader->line,
                TRACE_EVENTS_MAX);
    }
    json_free(value);
    return result;
}

static int read_line(struct reader *reader, const char *line, size_t length)
{
    while (length > 0 && strchr("\r \t", line[length - 1]))
        length--;
    if (length == 0)
        return 0;
    struct json *value = NULL;
    struct json_error error;
    if (json_parse(line, length, &value, &error) < 0) {
        text_append_format(&reader->error, "line %zu, byte %zu: not JSON: %s; %s", reader->line,
            error.offset + 1, error.reason, advice_file);
        return -EINVAL;
    }
    if (json_type_of(value) != JSON_TYPE_OBJECT) {
        json_free(value);
        return fail(reader, "expected an object", advice_file);
    }
    return reader->trace ? read_event(reader, value) : read_header(reader, value);
}

/* Reads one line into `line` without its line feed: 1 for a line, 0 at the end, -ENOBUFS where it is too long. */
static int next_line(FILE *file, struct text *line)
{
    char chunk[4096];
    size_t used = 0;
    text_clear(line);
    for (int byte = getc_unlocked(file); byte != EOF; byte = getc_unlocked(file)) {
        if (byte == '\n') {
            text_append(line, chunk, used);
            return 1;
        }
        chunk[used++] = (char)byte;
        if (used == sizeof chunk) {
            text_append(line, chunk, used);
            used = 0;
        }
        if (line->length > TRACE_LINE_BYTES_MAX)
            return -ENOBUFS;
    }
    text_append(line, chunk, used);
    return line->length > 0;
}

static int read_lines(struct reader *reader, FILE *file)
{
    struct text line;
    text_init(&line);
    int result = next_line(file, &line);
    while (result == 1) {
        reader->line++;
        result = read_line(reader, line.bytes, line.length);
        if (result == 0)
            result = next_line(file, &line);
        else
            goto out;
    }
    if (result == -ENOBUFS) {
        reader->line++;
        text_append_format(&reader->error, "line %zu: longer than %u bytes; %s", reader->line,
            TRACE_LINE_BYTES_MAX, advice_file);
    }
out:
    text_release(&line);
    return result;
}

int trace_read(FILE *file, struct trace **ret, char **ret_error)
{
    struct reader reader = {0};
    text_init(&reader.error);
    int result = read_lines(&reader, file);
    if (result == 0 && ferror(file))
        result = -EIO;
    if (result == 0 && !reader.trace) {
        reader.line++;
        result = fail(&reader, "expected a header, found nothing", advice_file);
    }
    if (result == 0) {
        *ret = reader.trace;
        text_release(&reader.error);
        return 0;
    }
    trace_free(reader.trace);
    *ret_error = text_take(&reader.error, NULL);
    return result;
}
