/* The private folder of a run, and in it one folder for each job and each worker.
 *
 *   ROOT/3/s              the job's socket, to which its fake children connect
 *   ROOT/3/a/fake-child   a link: what the supervisor under test is told to run
 *   ROOT/3/a/run.json     tells the fake child where it belongs
 */
#ifndef RUNNER_SCRATCH_H
#define RUNNER_SCRATCH_H

#include <stdbool.h>

#define SCRATCH_PATH_MAX 512

struct scratch {
    char root[SCRATCH_PATH_MAX]; /* empty: not made */
    int lock;                    /* of the root, where it is made: sweep.h */
};

/* Makes the root (mkdtemp, mode 0700) in $TMPDIR, or in /tmp where that is unset, relative, or too long for the path of a
   socket. First removes there what earlier harnesses left that were killed. Returns 0 or a negative errno. */
int scratch_open(struct scratch *scratch);
/* Removes the root with everything in it, following no link. Bounded by what the run made. */
void scratch_close(struct scratch *scratch);
/* Lets go of the root instead: it stays, and no later run removes it. */
void scratch_keep(struct scratch *scratch);

/* Removes the folder `path` with everything in it, following no link. Returns 0 or a negative errno. */
int scratch_remove(const char *path);

/* Makes ROOT/number. Returns 0, or a negative errno; *ret_path gets its path. */
int scratch_make_job(const struct scratch *scratch, unsigned number, char ret_path[SCRATCH_PATH_MAX]);

/* What a worker's fake child is told. */
struct scratch_worker {
    const char *job_path;
    const char *name;       /* letters, digits, '-' and '_' */
    const char *fake_child; /* absolute path of the program */
    const char *socket;
    const char *scenario; /* absolute path of the file whose `child` it plays */
    const char *token;
};

/* Makes the worker's folder with its link and its run.json. Returns 0 or a negative errno; ret_executable gets the
   link's path. */
int scratch_make_worker(const struct scratch_worker *worker, char ret_executable[SCRATCH_PATH_MAX]);

/* Writes `text` to a new file. Returns 0 or a negative errno. */
int scratch_write(const char *path, const char *text);

/* True for a name that may stand in a path and in a report: 1 to 32 letters, digits, '-', '_'. */
bool scratch_name_valid(const char *name);

#endif
