#ifndef FAKE_CHILD_TESTS_FIXTURE_H
#define FAKE_CHILD_TESTS_FIXTURE_H
/* The real program between our pipes, with or without a harness that we play. Every wait is bounded; a test that fails ends in
 * ck_abort, and the program then sees its stdin close. */
#include <check.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "shared/frame.h"
#include "shared/json.h"
#include "shared/lines.h"

#define PLAYER_WAIT_MS 10000

struct player {
    char folder[64]; /* private; holds script.lua, run.json, the socket, the link fake-child */
    pid_t pid;
    int in;  /* its stdin */
    int out; /* its stdout */
    int err; /* its stderr */
    int listener;
    int control; /* -1 until player_welcome */
    struct lines lines;
    struct frame_reader frames;
    const char *preload; /* LD_PRELOAD for the program, with FAKETIME; NULL: none */
};

void player_init(struct player *player);
void player_release(struct player *player);

/* Starts the program by hand. CHILD: the text of a scenario's child function, NULL for none; ARGUMENTS ends with NULL. */
void player_start(struct player *player, const char *child, const char *const *arguments);
/* The same through a link with a run.json beside it, and a harness that waits for `hello`. */
void player_start_with_harness(struct player *player, const char *child, const char *const *arguments);
/* Takes the connection, reads `hello` (for json_free) and answers it. */
struct json *player_welcome(struct player *player, int generation);

/* The protocol's parent side. */
void player_send(struct player *player, const char *type, const char *body);
void player_request(struct player *player, const char *body);
void player_handshake(struct player *player);
/* The next frame's text must be exactly that of TYPE and BODY. */
void player_expect(struct player *player, const char *type, const char *body);
void player_expect_frame(struct player *player, const char *text);
/* What comes on FD until its end, ended by NUL, for free(). */
char *player_read_all(int fd, size_t *ret_length);

/* The harness's side: the next event must be NAME; for json_free. */
struct json *player_event(struct player *player, const char *name);
void player_tell(struct player *player, const char *line);

/* Waits for its end: the status of waitpid. player_end closes its stdin first. */
int player_wait(struct player *player);
int player_end(struct player *player);

/* STATUS is that of waitpid. */
void assert_exited(int status, int code);
void assert_signalled(int status, int signal);

/* Runs SUITE, which it takes; the program's exit status. */
int check_run(Suite *suite);

#endif
