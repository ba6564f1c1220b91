#ifndef FAKE_CHILD_CHILD_H
#define FAKE_CHILD_CHILD_H
/* One life of the fake child: its pipes, its line to the harness, the script that says what it does. */
#include <stdbool.h>
#include <stddef.h>

#include "acts.h"
#include "control.h"
#include "pipes.h"
#include "shared/text.h"

#define CHILD_EXIT_BROKEN_PIPE  1 /* its output cannot be written any more (CHILD-03) */
#define CHILD_EXIT_USAGE        64
#define CHILD_EXIT_BAD_PARENT   65 /* the parent sent what no parent may send */
#define CHILD_EXIT_SCRIPT_ERROR 70
#define CHILD_EXIT_SET_UP       78 /* run.json, socket, hello */

struct child {
    struct control control;
    struct pipes pipes;
    struct leader leader;
    struct ballast ballast;
    bool hidden; /* the leader has ended alone */
    int generation;
    const char *worker;   /* the harness's name for the supervisor */
    const char *scenario; /* the file; NULL: no script, serve as a good child does */
    char *const *arguments;
    struct text body;    /* scratch: the JSON of the message at hand */
    struct text payload; /* scratch: of the row at hand */
    struct text frame;   /* scratch: what goes out */
};

/* The arguments are kept, not copied. */
void child_init(struct child *child, int trace_fd);
void child_release(struct child *child);

/* Lives the life that the script says. Returns the exit status; often the process ends inside. */
int child_live(struct child *child);

/* Tells the harness and ends the process. */
_Noreturn void child_leave(struct child *child, int code);

#endif
