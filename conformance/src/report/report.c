#include "report/report.h"

#include "report/terminal.h"
#include "report/writers.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATH_BYTES_MAX 4096u

static void render_text(const struct result *result, struct text *out)
{
    terminal_render(result, TERMINAL_COLOUR_NONE, out);
}

static const struct {
    const char *name;
    const char *file;
    void (*render)(const struct result *result, struct text *out);
} formats_known[REPORT_FORMAT_COUNT] = {
    [REPORT_FORMAT_JSON] = {"json", "report.json", report_json_render},
    [REPORT_FORMAT_JUNIT] = {"junit", "junit.xml", report_junit_render},
    [REPORT_FORMAT_TAP] = {"tap", "report.tap", report_tap_render},
    [REPORT_FORMAT_MARKDOWN] = {"markdown", "summary.md", report_markdown_render},
    [REPORT_FORMAT_BADGE] = {"badge", "badge.json", report_badge_render},
    [REPORT_FORMAT_TEXT] = {"text", "report.txt", render_text},
    [REPORT_FORMAT_HTML] = {"html", "index.html", report_html_render},
};

const char *report_format_name(enum report_format format)
{
    return formats_known[format].name;
}

const char *report_format_file(enum report_format format)
{
    return formats_known[format].file;
}

int report_format_parse(const char *name, enum report_format *ret_format)
{
    for (unsigned i = 0; i < REPORT_FORMAT_COUNT; i++) {
        if (strcmp(name, formats_known[i].name) == 0) {
            *ret_format = (enum report_format)i;
            return 0;
        }
    }
    return -EINVAL;
}

void report_render(const struct result *result, enum report_format format, struct text *out)
{
    formats_known[format].render(result, out);
}

static int write_failed(const char *path, int error, char **ret_error)
{
    struct text text;
    text_init(&text);
    text_append_string(&text, "cannot write ");
    escape_line(&text, path);
    text_append_format(&text, ": %s", strerror(-error));
    *ret_error = text_take(&text, NULL);
    return error;
}

static int write_all(int fd, const struct text *text)
{
    for (size_t done = 0; done < text->length;) {
        ssize_t written = write(fd, text->bytes + done, text->length - done);
        if (written < 0 && errno != EINTR)
            return -errno;
        if (written > 0)
            done += (size_t)written;
    }
    return 0;
}

/* Some file systems tell of a full disk only when the file is closed. */
static int write_temporary(int fd, const struct text *text)
{
    mode_t mask = umask(0);
    umask(mask);
    int error = write_all(fd, text);
    if (error == 0 && fchmod(fd, 0666 & ~mask) < 0)
        error = -errno;
    if (close(fd) < 0 && error == 0)
        error = -errno;
    return error;
}

/* A FIFO, a terminal or /dev/null cannot be renamed over: those are written in place. */
static int write_in_place(const char *path, const struct text *text)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return -errno;
    int error = write_all(fd, text);
    if (close(fd) < 0 && error == 0)
        error = -errno;
    return error;
}

int report_write_text(const char *path, const struct text *text, char **ret_error)
{
    *ret_error = NULL;
    struct stat status;
    if (stat(path, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode)) {
        int error = write_in_place(path, text);
        return error < 0 ? write_failed(path, error, ret_error) : 0;
    }
    char temporary[PATH_BYTES_MAX];
    int length = snprintf(temporary, sizeof(temporary), "%s.XXXXXX", path);
    if (length < 0 || (size_t)length >= sizeof(temporary))
        return write_failed(path, -ENAMETOOLONG, ret_error);
    int fd = mkostemp(temporary, O_CLOEXEC);
    if (fd < 0)
        return write_failed(path, -errno, ret_error);
    int error = write_temporary(fd, text);
    if (error == 0 && rename(temporary, path) < 0)
        error = -errno;
    if (error < 0) {
        unlink(temporary);
        return write_failed(path, error, ret_error);
    }
    return 0;
}

int report_write_file(
    const struct result *result, enum report_format format, const char *path, char **ret_error)
{
    struct text text;
    text_init(&text);
    report_render(result, format, &text);
    int error = report_write_text(path, &text, ret_error);
    text_release(&text);
    return error;
}

/* "kept: report.json, summary.md": what a reader may rely on after a failure. */
static void add_written(struct text *problems, unsigned written)
{
    text_append_string(problems, "; written: ");
    const char *separator = "";
    for (unsigned i = 0; i < REPORT_FORMAT_COUNT; i++) {
        if ((written & REPORT_FORMAT_BIT(i)) == 0)
            continue;
        text_append_format(problems, "%s%s", separator, formats_known[i].file);
        separator = ", ";
    }
    if (written == 0)
        text_append_string(problems, "nothing");
}

int report_write_directory(
    const struct result *result, unsigned formats, const char *directory, char **ret_error)
{
    *ret_error = NULL;
    if (mkdir(directory, 0777) < 0 && errno != EEXIST)
        return write_failed(directory, -errno, ret_error);
    struct text problems;
    text_init(&problems);
    unsigned written = 0;
    int first_error = 0;
    for (unsigned i = 0; i < REPORT_FORMAT_COUNT; i++) {
        if ((formats & REPORT_FORMAT_BIT(i)) == 0)
            continue;
        char path[PATH_BYTES_MAX];
        char *problem = NULL;
        int length = snprintf(path, sizeof(path), "%s/%s", directory, formats_known[i].file);
        int error = length < 0 || (size_t)length >= sizeof(path)
                        ? write_failed(directory, -ENAMETOOLONG, &problem)
                        : report_write_file(result, (enum report_format)i, path, &problem);
        if (error == 0) {
            written |= REPORT_FORMAT_BIT(i);
        } else {
            text_append_format(&problems, "%s%s", problems.length > 0 ? "; " : "", problem);
            first_error = first_error == 0 ? error : first_error;
        }
        free(problem);
    }
    if (first_error != 0) {
        add_written(&problems, written);
        *ret_error = text_take(&problems, NULL);
    }
    text_release(&problems);
    return first_error;
}
