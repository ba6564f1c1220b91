#include "runner/children.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "runner/connection.h"
#include "runner/phrase.h"
#include "runner/process.h"
#include "shared/memory.h"

static const char *const state_names[] = {
    [CHILD_STATE_ALIVE] = "alive",
    [CHILD_STATE_ZOMBIE] = "zombie",
    [CHILD_STATE_REAPED] = "reaped",
};

/* What a parent may hold of a child: the three pipes, and its pidfd. */
enum {
    HELD_PIPES = 3,
    HELD_PIDFD = HELD_PIPES,
    HELD_COUNT
};
static const char *const held_names[HELD_COUNT] = {"stdin", "stdout", "stderr", "pidfd"};

const char *child_state_name(enum child_state state)
{
    return state_names[state];
}

void strings_add(struct strings *strings, const char *text)
{
    strings->items = memory_for_one_more(strings->items, strings->count, sizeof strings->items[0]);
    strings->items[strings->count++] = phrase_copy(text);
}

void strings_release(struct strings *strings)
{
    for (size_t i = 0; i < strings->count; i++)
        free(strings->items[i]);
    free(strings->items);
    *strings = (struct strings){0};
}

static struct record_place place_of(const struct child *child)
{
    return (struct record_place){
        .worker = child->worker->name, .generation = child->generation, .pid = child->pid};
}

/* ---- what the kernel shows ---- */

static void see_reaped(struct child *child)
{
    struct record_place place = place_of(child);
    child->state = CHILD_STATE_REAPED;
    (void)recorder_add(child->children->recorder, TRACE_SOURCE_KERNEL, "reaped", &place, NULL);
    process_close_pipe(&child->pidfd);
}

static void see_exited(struct child *child)
{
    struct json *body = json_new_object();
    struct process_exit how;
    if (process_zombie_exit(child->pid, &how) == 0)
        json_set_int64(body, how.by_signal ? "signal" : "code", how.number);
    struct record_place place = place_of(child);
    child->state = CHILD_STATE_ZOMBIE;
    (void)recorder_add(child->children->recorder, TRACE_SOURCE_KERNEL, "exited", &place, body);
    /* the descriptor stays readable for ever: from now on only its reaping is of interest, and that is asked for */
    loop_watch_remove(child->children->loop, &child->exit_watch);
    child->exit_watch.fd = -1;
}

static void look_at_child(struct child *child)
{
    if (child->state == CHILD_STATE_ALIVE && process_has_ended(child->pidfd)) {
        /* what it said before it ended lies in its socket, all of it */
        connections_drain_child(child->children, child);
        see_exited(child);
    }
    if (child->state == CHILD_STATE_ZOMBIE && process_signal(child->pidfd, 0) == -ESRCH)
        see_reaped(child);
}

void children_look(struct children *children)
{
    for (size_t i = children->reaped_below; i < children->count; i++) {
        struct child *child = children->items[i];
        if (child->state != CHILD_STATE_REAPED)
            look_at_child(child);
        if (i == children->reaped_below && child->state == CHILD_STATE_REAPED)
            children->reaped_below++;
    }
}

void children_drain(struct children *children)
{
    connections_accept(children);
    connections_drain(children);
    children_look(children);
}

void children_record_states(struct children *children, const char *worker)
{
    struct json *body = json_new_object();
    bool any = false;
    for (size_t i = 0; i < children->count; i++) {
        const struct child *child = children->items[i];
        if (worker != NULL && strcmp(child->worker->name, worker) != 0)
            continue;
        char key[64];
        (void)snprintf(key, sizeof key, "%s/%d", child->worker->name, child->generation);
        json_set_string(body, key, state_names[child->state]);
        any = true;
    }
    if (!any) {
        json_free(body);
        return;
    }
    struct record_place place = {.worker = worker, .generation = TRACE_GENERATION_NONE};
    (void)recorder_add(children->recorder, TRACE_SOURCE_KERNEL, "state", &place, body);
}

/* True where a pidfd means a process that is reaped: /proc gives it the pid -1 then. */
static bool pidfd_is_of_the_past(pid_t holder, const char *fd)
{
    char path[64];
    char text[512];
    (void)snprintf(path, sizeof path, "/proc/%ld/fdinfo/%.12s", (long)holder, fd);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t length = file < 0 ? -1 : read(file, text, sizeof text - 1);
    if (file >= 0)
        (void)close(file);
    if (length <= 0)
        return false;
    text[length] = '\0';
    return strstr(text, "\nPid:\t-1\n") != NULL;
}

/* Marks in `ret_open` what the process `parent` holds of the child. Whose a pidfd was cannot be told afterwards: it is the
   child's only where there is one worker. */
static bool scan_descriptors(const struct child *child, bool ret_open[HELD_COUNT])
{
    bool alone = child->children->worker_count == 1;
    char path[64];
    (void)snprintf(path, sizeof path, "/proc/%ld/fd", (long)child->parent);
    DIR *folder = opendir(path);
    if (folder == NULL)
        return false;
    struct dirent *entry;
    while ((entry = readdir(folder)) != NULL) {
        char target[64];
        ssize_t length = readlinkat(dirfd(folder), entry->d_name, target, sizeof target - 1);
        if (length <= 0)
            continue;
        target[length] = '\0';
        if (alone && (strcmp(target, "anon_inode:[pidfd]") == 0 || strncmp(target, "pidfd:", 6) == 0))
            ret_open[HELD_PIDFD] |= pidfd_is_of_the_past(child->parent, entry->d_name);
        const char *bracket = strchr(target, '[');
        if (bracket == NULL || (strncmp(target, "pipe:", 5) != 0 && strncmp(target, "socket:", 7) != 0))
            continue;
        uint64_t inode = strtoull(bracket + 1, NULL, 10);
        for (int i = 0; i < HELD_PIPES; i++)
            ret_open[i] |= child->pipes[i] != 0 && child->pipes[i] == inode;
    }
    closedir(folder);
    return true;
}

static void record_descriptors(struct child *child)
{
    bool open[HELD_COUNT] = {false};
    if (!scan_descriptors(child, open)) {
        child->descriptors_clean = true; /* the parent is gone, and what it held with it */
        return;
    }
    struct json *list = json_new_array();
    child->descriptors_clean = true;
    for (int i = 0; i < HELD_COUNT; i++) {
        if (open[i])
            json_append_string(list, held_names[i]);
        child->descriptors_clean = child->descriptors_clean && !open[i];
    }
    struct json *body = json_new_object();
    json_set_int64(body, "parent", child->parent);
    json_set(body, "open", list);
    struct record_place place = place_of(child);
    (void)recorder_add(child->children->recorder, TRACE_SOURCE_KERNEL, "descriptors", &place, body);
}

void children_record_descriptors(struct children *children, const char *worker)
{
    for (size_t i = 0; i < children->count; i++) {
        struct child *child = children->items[i];
        if (child->state != CHILD_STATE_ALIVE && !child->descriptors_clean &&
            (worker == NULL || strcmp(child->worker->name, worker) == 0))
            record_descriptors(child);
    }
}

/* ---- who is who ---- */

int children_add_worker(struct children *children, const struct worker *worker, struct worker **ret_worker)
{
    if (children->worker_count == CHILDREN_WORKERS_MAX)
        return -ENOSPC;
    struct worker *copy = memory_allocate(sizeof *copy);
    *copy = *worker;
    children->workers[children->worker_count++] = copy;
    *ret_worker = copy;
    return 0;
}

struct worker *children_worker(const struct children *children, const char *name)
{
    for (size_t i = 0; i < children->worker_count; i++) {
        if (strcmp(children->workers[i]->name, name) == 0)
            return children->workers[i];
    }
    return NULL;
}

struct child *children_find(const struct children *children, const char *worker, int generation)
{
    for (size_t i = 0; i < children->count; i++) {
        struct child *child = children->items[i];
        if (child->generation == generation && strcmp(child->worker->name, worker) == 0)
            return child;
    }
    return NULL;
}

struct child *children_meeting(const struct children *children, const char *worker, const char *name)
{
    for (size_t i = 0; i < children->count; i++) {
        struct child *child = children->items[i];
        if (child->meeting != NULL && strcmp(child->meeting, name) == 0 &&
            strcmp(child->worker->name, worker) == 0)
            return child;
    }
    return NULL;
}

bool children_take_mark(struct children *children, const char *worker, const char *name)
{
    for (size_t i = 0; i < children->count; i++) {
        struct child *child = children->items[i];
        if (strcmp(child->worker->name, worker) != 0)
            continue;
        for (size_t k = child->marks_asked; k < child->marks.count; k++) {
            if (strcmp(child->marks.items[k], name) == 0) {
                child->marks_asked = k + 1;
                return true;
            }
        }
    }
    return false;
}

bool children_any_alive(const struct children *children, const char *worker)
{
    for (size_t i = children->reaped_below; i < children->count; i++) {
        const struct child *child = children->items[i];
        if (child->state == CHILD_STATE_ALIVE && strcmp(child->worker->name, worker) == 0)
            return true;
    }
    return false;
}

void child_let_go(struct child *child)
{
    if (child->meeting == NULL)
        return;
    struct json *let = json_new_object();
    json_set_string(let, "let", child->meeting);
    connection_send(child, let);
    json_free(let);
    struct json *body = json_new_object();
    json_set_string(body, "name", child->meeting);
    struct record_place place = place_of(child);
    (void)recorder_add(child->children->recorder, TRACE_SOURCE_HARNESS, "let", &place, body);
    free(child->meeting);
    child->meeting = NULL;
}

void child_kill(struct child *child)
{
    if (child->state != CHILD_STATE_REAPED && child->pidfd >= 0)
        (void)process_signal(child->pidfd, SIGKILL);
}

/* ---- life ---- */

static void on_listener(void *owner, uint32_t events)
{
    (void)events;
    struct children *children = owner;
    children->stirred(children->owner);
}

int children_init(struct children *children, struct loop *loop, struct recorder *recorder, const char *path)
{
    children->loop = loop;
    children->recorder = recorder;
    children->listener = -1;
    children->listen_watch.fd = -1;
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path)
        return -ENAMETOOLONG;
    memcpy(address.sun_path, path, strlen(path) + 1);
    (void)snprintf(children->socket_path, sizeof children->socket_path, "%s", path);
    children->listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (children->listener < 0)
        return -errno;
    if (bind(children->listener, (const struct sockaddr *)&address, sizeof address) < 0 ||
        listen(children->listener, SOMAXCONN) < 0)
        return -errno;
    children->listen_watch = (struct loop_watch){children->listener, on_listener, children};
    return loop_watch_add(loop, &children->listen_watch, EPOLLIN);
}

static void child_free(struct child *child)
{
    loop_watch_remove(child->children->loop, &child->exit_watch);
    process_close_pipe(&child->pidfd);
    json_free(child->hello);
    strings_release(&child->received);
    strings_release(&child->marks);
    free(child->meeting);
    free(child);
}

void children_release(struct children *children)
{
    if (children->loop == NULL)
        return;
    loop_watch_remove(children->loop, &children->listen_watch);
    process_close_pipe(&children->listener);
    connections_release(children);
    for (size_t i = 0; i < children->count; i++)
        child_free(children->items[i]);
    for (size_t i = 0; i < children->worker_count; i++)
        free(children->workers[i]);
    for (size_t i = 0; i < children->grandchild_count; i++)
        process_close_pipe(&children->grandchildren[i].pidfd);
    free(children->script_error);
    children->count = children->worker_count = children->grandchild_count = 0;
    children->loop = NULL;
}
