#include "runner/adapter.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "runner/phrase.h"
#include "runner/protocol.h"

static void stop_watching(struct adapter *adapter, struct loop_watch *watch, int *fd)
{
    loop_watch_remove(adapter->loop, watch);
    watch->fd = -1;
    process_close_pipe(fd);
}

static void close_stdin_now(struct adapter *adapter)
{
    if (adapter->in_watched)
        loop_watch_remove(adapter->loop, &adapter->in_watch);
    adapter->in_watched = false;
    adapter->in_watch.fd = -1;
    process_close_pipe(&adapter->process.in);
    adapter->unsent_length = 0;
}

static void write_unsent(struct adapter *adapter)
{
    size_t sent = 0;
    while (sent < adapter->unsent_length) {
        ssize_t wrote = write(adapter->process.in, adapter->unsent + sent, adapter->unsent_length - sent);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote < 0 && errno != EAGAIN) {
            close_stdin_now(adapter); /* its end of file or its exit tells the rest */
            return;
        }
        if (wrote < 0)
            break;
        sent += (size_t)wrote;
    }
    memmove(adapter->unsent, adapter->unsent + sent, adapter->unsent_length - sent);
    adapter->unsent_length -= sent;
    bool more = adapter->unsent_length > 0;
    if (!more && adapter->closing) {
        close_stdin_now(adapter);
        return;
    }
    if (more && !adapter->in_watched)
        adapter->in_watched = loop_watch_add(adapter->loop, &adapter->in_watch, EPOLLOUT) == 0;
    else if (!more && adapter->in_watched) {
        loop_watch_remove(adapter->loop, &adapter->in_watch);
        adapter->in_watched = false;
    }
}

static void on_writable(void *owner, uint32_t events)
{
    (void)events;
    write_unsent(owner);
}

int adapter_send(struct adapter *adapter, const char *line, size_t length)
{
    if (adapter->process.in < 0 || adapter->closing)
        return -EPIPE;
    if (adapter->unsent_length + length + 1 > ADAPTER_UNREAD_BYTES_MAX)
        return -ENOBUFS;
    char *unsent = realloc(adapter->unsent, adapter->unsent_length + length + 1);
    if (unsent == NULL)
        return -ENOMEM;
    memcpy(unsent + adapter->unsent_length, line, length);
    unsent[adapter->unsent_length + length] = '\n';
    adapter->unsent = unsent;
    adapter->unsent_length += length + 1;
    write_unsent(adapter);
    return 0;
}

void adapter_close_input(struct adapter *adapter)
{
    if (adapter->process.in < 0)
        return;
    adapter->closing = true;
    write_unsent(adapter);
}

void adapter_silence(struct adapter *adapter)
{
    adapter->silenced = true;
}

void adapter_drain_log(struct adapter *adapter)
{
    char bytes[8192];
    ssize_t got;
    for (int reads = 0; reads < ADAPTER_READS_PER_TURN && adapter->process.err >= 0; reads++) {
        got = read(adapter->process.err, bytes, sizeof bytes);
        if (got > 0)
            tail_add(&adapter->log, bytes, (size_t)got);
        else if (got == 0 || (errno != EAGAIN && errno != EINTR))
            stop_watching(adapter, &adapter->err_watch, &adapter->process.err);
        else
            break;
    }
}

static void on_log(void *owner, uint32_t events)
{
    (void)events;
    adapter_drain_log(owner);
}

static void hand_over_lines(struct adapter *adapter)
{
    char *line;
    size_t length;
    int found = 0;
    while (!adapter->silenced && (found = lines_next(&adapter->lines, &line, &length)) > 0)
        adapter->owner.line(adapter->owner.owner, line, length);
    if (found < 0 && !adapter->silenced) {
        adapter->silenced = true;
        adapter->owner.broken(adapter->owner.owner, "a line on stdout is longer than 8 MiB");
    }
}

static void end_of_output(struct adapter *adapter)
{
    const char *rest;
    size_t length = lines_rest(&adapter->lines, &rest);
    stop_watching(adapter, &adapter->out_watch, &adapter->process.out);
    adapter->out_open = false;
    if (length > 0 && !adapter->silenced) {
        char *quoted = protocol_quote(rest, length);
        char *reason =
            phrase_print("stdout ended within a line: %s; end each line with a line feed and flush", quoted);
        adapter->silenced = true;
        adapter->owner.broken(adapter->owner.owner, reason);
        free(reason);
        free(quoted);
    }
    adapter->owner.closed(adapter->owner.owner);
}

/* Reads first, then lets the owner look at everything else that happened, and only then hands the lines over: what caused a
   line is known before the line. */
static void read_lines(struct adapter *adapter, int reads_max)
{
    ssize_t got = -EAGAIN;
    for (int reads = 0; reads < reads_max && adapter->out_open; reads++) {
        got = lines_read(&adapter->lines, adapter->process.out);
        if (got <= 0)
            break;
        if (adapter->silenced) {
            lines_release(&adapter->lines);
            lines_init(&adapter->lines, PROTOCOL_LINE_BYTES_MAX);
        }
    }
    adapter->owner.before(adapter->owner.owner);
    hand_over_lines(adapter);
    if (adapter->out_open && got <= 0 && got != -EAGAIN && got != -EINTR && got != -ENOBUFS)
        end_of_output(adapter);
}

static void on_readable(void *owner, uint32_t events)
{
    (void)events;
    struct adapter *adapter = owner;
    read_lines(adapter, ADAPTER_READS_PER_TURN);
    adapter->owner.after(adapter->owner.owner);
}

static void on_exit_seen(void *owner, uint32_t events)
{
    (void)events;
    struct adapter *adapter = owner;
    /* what it wrote before it ended comes before its end; someone else may still hold the pipe, so do not wait for EOF */
    if (adapter->out_open)
        read_lines(adapter, 1 << 20);
    adapter_drain_log(adapter);
    if (process_reap(&adapter->process, &adapter->exit) != 1)
        return;
    adapter->has_ended = true;
    loop_watch_remove(adapter->loop, &adapter->exit_watch);
    adapter->exit_watch.fd = -1;
    close_stdin_now(adapter);
    adapter->owner.ended(adapter->owner.owner, &adapter->exit);
    adapter->owner.after(adapter->owner.owner);
}

int adapter_start(struct adapter *adapter, struct loop *loop, const struct adapter_owner *owner,
    char *const argv[], char *const environment[])
{
    *adapter = (struct adapter){.loop = loop, .owner = *owner, .out_open = true};
    process_init(&adapter->process);
    lines_init(&adapter->lines, PROTOCOL_LINE_BYTES_MAX);
    int result = process_start(argv, environment, &adapter->process);
    if (result < 0) {
        adapter->in_watch.fd = adapter->out_watch.fd = adapter->err_watch.fd = adapter->exit_watch.fd = -1;
        return result;
    }
    struct process *process = &adapter->process;
    adapter->in_watch = (struct loop_watch){process->in, on_writable, adapter};
    adapter->out_watch = (struct loop_watch){process->out, on_readable, adapter};
    adapter->err_watch = (struct loop_watch){process->err, on_log, adapter};
    adapter->exit_watch = (struct loop_watch){process->pidfd, on_exit_seen, adapter};
    result = loop_watch_add(loop, &adapter->out_watch, EPOLLIN);
    if (result == 0)
        result = loop_watch_add(loop, &adapter->err_watch, EPOLLIN);
    if (result == 0)
        result = loop_watch_add(loop, &adapter->exit_watch, EPOLLIN);
    return result;
}

void adapter_release(struct adapter *adapter)
{
    if (adapter->loop == NULL)
        return;
    if (adapter->in_watched)
        loop_watch_remove(adapter->loop, &adapter->in_watch);
    loop_watch_remove(adapter->loop, &adapter->out_watch);
    loop_watch_remove(adapter->loop, &adapter->err_watch);
    loop_watch_remove(adapter->loop, &adapter->exit_watch);
    process_release(&adapter->process);
    lines_release(&adapter->lines);
    tail_release(&adapter->log);
    free(adapter->unsent);
    *adapter = (struct adapter){0};
}
