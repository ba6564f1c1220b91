#include "runner/connection.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "runner/environment.h"
#include "runner/phrase.h"
#include "runner/process.h"
#include "shared/memory.h"

struct connection {
    struct children *children;
    struct child *child; /* NULL before its hello */
    int fd;
    pid_t peer;
    struct lines lines;
    struct loop_watch watch;
    bool closed;
};

static void on_child_stirs(void *owner, uint32_t events)
{
    (void)events;
    struct children *children = owner;
    children->stirred(children->owner);
}

void connection_send(struct child *child, const struct json *line)
{
    if (child->socket < 0)
        return;
    char *text = json_print(line, NULL);
    char *with_feed = phrase_print("%s\n", text);
    (void)send(child->socket, with_feed, strlen(with_feed), MSG_NOSIGNAL | MSG_DONTWAIT);
    free(with_feed);
    free(text);
}

/* ---- hello ---- */

static struct worker *worker_of_token(const struct children *children, const char *token)
{
    for (size_t i = 0; token != NULL && i < children->worker_count; i++) {
        if (strcmp(children->workers[i]->token, token) == 0)
            return children->workers[i];
    }
    return NULL;
}

static void welcome(struct child *child)
{
    struct json *line = json_new_object();
    json_set_bool(line, "welcome", true);
    json_set_int64(line, "generation", child->generation);
    json_set_bool(line, "trace", true);
    connection_send(child, line);
    json_free(line);
}

static void watch_exit(struct child *child)
{
    child->pidfd = process_open(child->pid);
    if (child->pidfd < 0) {
        /* it was ended and reaped before it had been welcomed */
        struct record_place place = {child->worker->name, child->generation, child->pid, 0, 0};
        child->state = CHILD_STATE_REAPED;
        (void)recorder_add(child->children->recorder, TRACE_SOURCE_KERNEL, "exited", &place, NULL);
        (void)recorder_add(child->children->recorder, TRACE_SOURCE_KERNEL, "reaped", &place, NULL);
        return;
    }
    child->exit_watch = (struct loop_watch){child->pidfd, on_child_stirs, child->children};
    (void)loop_watch_add(child->children->loop, &child->exit_watch, EPOLLIN);
}

/* Takes `hello` where it returns the child. */
static struct child *admit(struct connection *connection, struct json *hello, int64_t at_ns)
{
    struct children *children = connection->children;
    struct worker *worker = worker_of_token(children, json_get_string(hello, "run", NULL));
    if (worker == NULL || children->count == CHILDREN_MAX) {
        recorder_note(children->recorder, worker == NULL
                                              ? "a process connected that is no child of this scenario"
                                              : "more children than a scenario may have");
        return NULL;
    }
    children_look(children);
    children_record_states(children, worker->name);
    struct child *child = memory_zeroed(1, sizeof *child);
    child->children = children;
    child->worker = worker;
    child->generation = worker->spawned++;
    child->pid = connection->peer;
    child->parent = (pid_t)json_get_int64(hello, "ppid", 0);
    child->pidfd = -1;
    child->exit_watch.fd = -1;
    child->socket = connection->fd;
    child->hello = json_copy(hello);
    const struct json *pipes = json_get(hello, "pipes");
    static const char *const names[] = {"stdin", "stdout", "stderr"};
    for (int i = 0; i < 3; i++)
        child->pipes[i] = json_get_uint64(pipes, names[i], 0);
    children->items[children->count++] = child;
    struct record_place place = {worker->name, child->generation, child->pid, 0, at_ns};
    environment_withhold(hello);
    (void)recorder_add(children->recorder, TRACE_SOURCE_CHILD, "hello", &place, hello);
    watch_exit(child);
    welcome(child);
    return child;
}

/* ---- events ---- */

/* The child names the scenario's file by its whole path; people know it by the name they gave. */
static void show_file(const struct children *children, struct json *body)
{
    const char *file = json_get_string(body, "file", NULL);
    if (file != NULL && children->file != NULL && strcmp(file, children->file) == 0)
        json_set_string(body, "file", children->shown_file);
}

static void file_grandchild(struct children *children, const struct json *body)
{
    pid_t pid = (pid_t)json_get_int64(body, "pid", 0);
    if (pid <= 1 || children->grandchild_count == CHILDREN_WORKERS_MAX)
        return;
    int pidfd = process_open(pid);
    if (pidfd >= 0)
        children->grandchildren[children->grandchild_count++] = (struct grandchild){pid, pidfd};
}

static void file_script_error(struct children *children, const struct json *body)
{
    if (children->script_error == NULL)
        children->script_error = phrase_print("%s:%" PRId64 ": %s", json_get_string(body, "file", "?"),
            json_get_int64(body, "line", 0), json_get_string(body, "message", "?"));
}

static void file_event(struct child *child, const char *name, const struct json *body)
{
    struct children *children = child->children;
    if (strcmp(name, "recv") == 0) {
        if (strcmp(json_get_string(body, "type", ""), "request") == 0)
            strings_add(&child->received, json_get_string(body, "op", "?"));
    } else if (strcmp(name, "mark") == 0) {
        strings_add(&child->marks, json_get_string(body, "name", ""));
    } else if (strcmp(name, "meet") == 0) {
        free(child->meeting);
        child->meeting = phrase_copy(json_get_string(body, "name", ""));
    } else if (strcmp(name, "grandchild") == 0) {
        file_grandchild(children, body);
    } else if (strcmp(name, "exiting") == 0) {
        child->done = true;
    } else if (strcmp(name, "check") == 0) {
        children->check_failed |= !json_get_bool(body, "ok", true);
    } else if (strcmp(name, "script_error") == 0) {
        file_script_error(children, body);
    }
}

static void take_line(struct connection *connection, const char *line, size_t length)
{
    struct children *children = connection->children;
    struct json *event;
    if (json_parse(line, length, &event, NULL) < 0) {
        recorder_note(children->recorder, "a fake child sent a line that is no JSON");
        return;
    }
    const char *found = json_get_string(event, "ev", NULL);
    if (found == NULL) {
        json_free(event);
        return;
    }
    children->events++;
    char *name = phrase_copy(found);
    int64_t at_ns = json_get_int64(event, "t", 0);
    json_remove(event, "ev");
    json_remove(event, "t");
    if (connection->child == NULL && strcmp(name, "hello") == 0) {
        connection->child = admit(connection, event, at_ns);
        if (connection->child == NULL) {
            json_free(event);
            connection->closed = true;
        }
    } else if (connection->child != NULL) {
        struct child *child = connection->child;
        show_file(children, event);
        file_event(child, name, event);
        struct record_place place = {child->worker->name, child->generation, child->pid, 0, at_ns};
        (void)recorder_add(children->recorder, TRACE_SOURCE_CHILD, name, &place, event);
    } else {
        json_free(event);
        connection->closed = true;
    }
    free(name);
}

static void take_lines(struct connection *connection)
{
    char *line;
    size_t length;
    int found = 0;
    while (!connection->closed && (found = lines_next(&connection->lines, &line, &length)) > 0)
        take_line(connection, line, length);
    if (found < 0) {
        recorder_note(connection->children->recorder, "a fake child sent a line over 1 MiB");
        connection->closed = true;
    }
}

static void read_connection(struct connection *connection)
{
    ssize_t got;
    while (!connection->closed && (got = lines_read(&connection->lines, connection->fd)) != -EAGAIN) {
        take_lines(connection);
        if (got <= 0 && got != -ENOBUFS && got != -EINTR)
            connection->closed = true;
    }
    take_lines(connection);
}

static void connection_close(struct connection *connection)
{
    loop_watch_remove(connection->children->loop, &connection->watch);
    if (connection->child != NULL)
        connection->child->socket = -1;
    close(connection->fd);
    lines_release(&connection->lines);
    free(connection);
}

void connections_drain(struct children *children)
{
    for (size_t i = 0; i < children->connection_count;) {
        struct connection *connection = children->connections[i];
        read_connection(connection);
        if (connection->closed) {
            connection_close(connection);
            children->connections[i] = children->connections[--children->connection_count];
        } else {
            i++;
        }
    }
}

void connections_drain_child(struct children *children, struct child *child)
{
    for (size_t i = 0; i < children->connection_count; i++) {
        if (children->connections[i]->child == child)
            read_connection(children->connections[i]);
    }
}

/* ---- connecting ---- */

static void admit_connection(struct children *children, int fd)
{
    struct ucred peer;
    socklen_t size = sizeof peer;
    struct connection *connection = memory_zeroed(1, sizeof *connection);
    if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) < 0 ||
        children->connection_count == CHILDREN_MAX) {
        close(fd);
        free(connection);
        return;
    }
    connection->children = children;
    connection->fd = fd;
    connection->peer = peer.pid;
    connection->watch = (struct loop_watch){fd, on_child_stirs, children};
    lines_init(&connection->lines, CHILDREN_LINE_BYTES_MAX);
    children->connections[children->connection_count++] = connection;
    (void)loop_watch_add(children->loop, &connection->watch, EPOLLIN);
}

void connections_accept(struct children *children)
{
    int fd;
    struct sockaddr_un peer; /* without a name, but asked for */
    socklen_t size = sizeof peer;
    while ((fd = accept4(
                children->listener, (struct sockaddr *)&peer, &size, SOCK_CLOEXEC | SOCK_NONBLOCK)) >= 0)
        admit_connection(children, fd);
}

void connections_release(struct children *children)
{
    for (size_t i = 0; i < children->connection_count; i++)
        connection_close(children->connections[i]);
    children->connection_count = 0;
}
