#include "fixture.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "shared/clock.h"
#include "shared/text.h"

#define ARGUMENTS_MAX 16

void player_init(struct player *player)
{
    *player = (struct player){.in = -1, .out = -1, .err = -1, .listener = -1, .control = -1};
    (void)snprintf(player->folder, sizeof(player->folder), "/tmp/fake-child-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(player->folder));
    lines_init(&player->lines, 1U << 20);
    frame_reader_init(&player->frames);
    player->frames.cap = FRAME_CAP_MAX_BYTES;
    (void)signal(SIGPIPE, SIG_IGN);
}

static void path_of(const struct player *player, const char *name, char *ret, size_t size)
{
    (void)snprintf(ret, size, "%s/%s", player->folder, name);
}

static void close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

void player_release(struct player *player)
{
    static const char *const names[] = {"script.lua", "run.json", "socket", "fake-child", "trace"};
    if (player->pid > 0) {
        (void)kill(player->pid, SIGKILL);
        (void)waitpid(player->pid, NULL, 0);
    }
    close_fd(&player->in);
    close_fd(&player->out);
    close_fd(&player->err);
    close_fd(&player->listener);
    close_fd(&player->control);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        char path[128];
        path_of(player, names[i], path, sizeof(path));
        (void)unlink(path);
    }
    (void)rmdir(player->folder);
    lines_release(&player->lines);
    frame_reader_release(&player->frames);
}

static void write_file(const struct player *player, const char *name, const char *text)
{
    char path[128];
    path_of(player, name, path, sizeof(path));
    FILE *file = fopen(path, "we");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_ge(fputs(text, file), 0);
    ck_assert_int_eq(fclose(file), 0);
}

static void write_script(const struct player *player, const char *child)
{
    struct text text;
    text_init(&text);
    text_append_format(&text,
        "return scenario { summary = 's', clauses = { 'REQ-01' }, profile = 'stream', drive = function() "
        "end,\n"
        "child = function(worker)\n%s\nend }",
        child);
    write_file(player, "script.lua", text.bytes);
    text_release(&text);
}

static void spawn(struct player *player, const char *program, char *const *arguments)
{
    int in[2];
    int out[2];
    int err[2];
    posix_spawn_file_actions_t actions;
    ck_assert_int_eq(pipe2(in, O_CLOEXEC), 0);
    ck_assert_int_eq(pipe2(out, O_CLOEXEC), 0);
    ck_assert_int_eq(pipe2(err, O_CLOEXEC), 0);
    ck_assert_int_eq(posix_spawn_file_actions_init(&actions), 0);
    ck_assert_int_eq(posix_spawn_file_actions_adddup2(&actions, in[0], 0), 0);
    ck_assert_int_eq(posix_spawn_file_actions_adddup2(&actions, out[1], 1), 0);
    ck_assert_int_eq(posix_spawn_file_actions_adddup2(&actions, err[1], 2), 0);
    char preload[256];
    (void)snprintf(preload, sizeof(preload), "LD_PRELOAD=%s", player->preload ? player->preload : "");
    char speed[] = "FAKETIME=+0 x60";
    char asan[] = "ASAN_OPTIONS=verify_asan_link_order=0";
    char *environment[] = {preload, speed, asan, NULL};
    ck_assert_int_eq(posix_spawn(&player->pid, program, &actions, NULL, arguments, environment), 0);
    posix_spawn_file_actions_destroy(&actions);
    close(in[0]);
    close(out[1]);
    close(err[1]);
    player->in = in[1];
    player->out = out[0];
    player->err = err[0];
}

void player_start(struct player *player, const char *child, const char *const *arguments)
{
    char script[128];
    char *list[ARGUMENTS_MAX + 4] = {(char *)FAKE_CHILD_PROGRAM};
    size_t count = 1;
    if (child) {
        write_script(player, child);
        path_of(player, "script.lua", script, sizeof(script));
        list[count++] = (char *)"--script";
        list[count++] = script;
    }
    for (size_t i = 0; arguments && arguments[i] && i < ARGUMENTS_MAX; i++)
        list[count++] = (char *)arguments[i];
    spawn(player, FAKE_CHILD_PROGRAM, list);
}

static void listen_in_folder(struct player *player)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    path_of(player, "socket", address.sun_path, sizeof(address.sun_path));
    player->listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ck_assert_int_ge(player->listener, 0);
    ck_assert_int_eq(bind(player->listener, (const struct sockaddr *)&address, sizeof(address)), 0);
    ck_assert_int_eq(listen(player->listener, 4), 0);
}

void player_start_with_harness(struct player *player, const char *child, const char *const *arguments)
{
    char program[128];
    struct text run;
    listen_in_folder(player);
    path_of(player, "fake-child", program, sizeof(program));
    ck_assert_int_eq(symlink(FAKE_CHILD_PROGRAM, program), 0);
    text_init(&run);
    text_append_format(&run, "{\"socket\":\"%s/socket\",\"worker\":\"b\",\"run\":\"token\"", player->folder);
    if (child) {
        write_script(player, child);
        text_append_format(&run, ",\"scenario\":\"%s/script.lua\"", player->folder);
    }
    text_append_string(&run, "}");
    write_file(player, "run.json", run.bytes);
    text_release(&run);
    char *list[ARGUMENTS_MAX + 2] = {program};
    for (size_t i = 0; arguments && arguments[i] && i < ARGUMENTS_MAX; i++)
        list[i + 1] = (char *)arguments[i];
    spawn(player, program, list);
}

static void await(int fd, short events)
{
    ck_assert_msg(clock_wait_fd(fd, events, PLAYER_WAIT_MS * CLOCK_NS_PER_MS) > 0, "nothing came in %d ms",
        PLAYER_WAIT_MS);
}

struct json *player_welcome(struct player *player, int generation)
{
    char answer[80];
    await(player->listener, POLLIN);
    // cppcheck-suppress nullPointer ; accept4 takes no address where none is wanted
    player->control = accept4(player->listener, NULL, NULL, SOCK_CLOEXEC);
    ck_assert_int_ge(player->control, 0);
    struct json *hello = player_event(player, "hello");
    (void)snprintf(answer, sizeof(answer), "{\"welcome\":true,\"generation\":%d,\"trace\":true}", generation);
    player_tell(player, answer);
    return hello;
}

struct json *player_event(struct player *player, const char *name)
{
    char *line = NULL;
    size_t length = 0;
    struct json *event = NULL;
    int got;
    while ((got = lines_next(&player->lines, &line, &length)) == 0) {
        await(player->control, POLLIN);
        ck_assert_msg(lines_read(&player->lines, player->control) > 0, "it hung up before %s", name);
    }
    ck_assert_int_eq(got, 1);
    ck_assert_msg(json_parse(line, length, &event, NULL) == 0, "%s", line);
    ck_assert_msg(strcmp(json_get_string(event, "ev", ""), name) == 0, "expected %s, got %s", name, line);
    ck_assert_int_gt(json_get_int64(event, "t", 0), 0);
    return event;
}

void player_tell(struct player *player, const char *line)
{
    char text[256];
    int length = snprintf(text, sizeof(text), "%s\n", line);
    ck_assert_int_eq(send(player->control, text, (size_t)length, MSG_NOSIGNAL), length);
}

void player_send(struct player *player, const char *type, const char *body)
{
    struct text text;
    uint8_t header[FRAME_HEADER_BYTES];
    text_init(&text);
    text_append_format(&text, "{\"version\":10,\"message\":{\"type\":\"%s\",\"body\":%s}}", type, body);
    frame_header_write(header, (uint32_t)text.length);
    ck_assert_int_eq(write(player->in, header, sizeof(header)), (ssize_t)sizeof(header));
    ck_assert_int_eq(write(player->in, text.bytes, text.length), (ssize_t)text.length);
    text_release(&text);
}

void player_request(struct player *player, const char *body)
{
    player_send(player, "request", body);
}

void player_handshake(struct player *player)
{
    player_expect(player, "handshake", "{\"protocol_version\":10,\"worker_version\":\"fake-child/1\"}");
    player_send(player, "configure_frame_limit", "{\"max_frame_bytes\":1048576}");
}

void player_expect_frame(struct player *player, const char *text)
{
    const char *got = NULL;
    size_t length = 0;
    int result;
    while ((result = frame_reader_next(&player->frames, &got, &length)) == 0) {
        await(player->out, POLLIN);
        ck_assert_msg(
            frame_reader_fill(&player->frames, player->out) > 0, "end of output, expected %s", text);
    }
    ck_assert_int_eq(result, 1);
    ck_assert_msg(length == strlen(text) && memcmp(got, text, length) == 0, "expected %s\ngot %.*s", text,
        (int)(length < 2000 ? length : 2000), got);
}

void player_expect(struct player *player, const char *type, const char *body)
{
    struct text text;
    text_init(&text);
    text_append_format(&text, "{\"version\":10,\"message\":{\"type\":\"%s\",\"body\":%s}}", type, body);
    player_expect_frame(player, text.bytes);
    text_release(&text);
}

char *player_read_all(int fd, size_t *ret_length)
{
    struct text text;
    char chunk[4096];
    ssize_t got;
    text_init(&text);
    do {
        await(fd, POLLIN);
        got = read(fd, chunk, sizeof(chunk));
        ck_assert_int_ge(got, 0);
        text_append(&text, chunk, (size_t)got);
    } while (got > 0);
    return text_take(&text, ret_length);
}

int player_wait(struct player *player)
{
    int status = 0;
    int pidfd = (int)syscall(SYS_pidfd_open, player->pid, 0);
    ck_assert_msg(pidfd >= 0, "pidfd_open: %s", strerror(errno));
    await(pidfd, POLLIN);
    close(pidfd);
    ck_assert_int_eq(waitpid(player->pid, &status, 0), player->pid);
    player->pid = 0;
    return status;
}

int player_end(struct player *player)
{
    close_fd(&player->in);
    return player_wait(player);
}

void assert_exited(int status, int code)
{
    ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == code, "wait status %#x", (unsigned)status);
}

void assert_signalled(int status, int signal)
{
    ck_assert_msg(WIFSIGNALED(status) && WTERMSIG(status) == signal, "wait status %#x", (unsigned)status);
}

int check_run(Suite *suite)
{
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
