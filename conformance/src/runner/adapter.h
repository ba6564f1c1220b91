/* One adapter process: lines to its stdin, lines from its stdout, its log, its end. What the lines mean is its owner's. */
#ifndef RUNNER_ADAPTER_H
#define RUNNER_ADAPTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "runner/loop.h"
#include "runner/process.h"
#include "runner/tail.h"
#include "shared/lines.h"

#define ADAPTER_UNREAD_BYTES_MAX (64U << 20) /* calls that the adapter has not taken from its stdin */
#define ADAPTER_READS_PER_TURN   16          /* so that one chatty adapter does not starve the other jobs */

/* What an owner does about it. No callback may release the adapter; it may ask its loop to call back later. */
struct adapter_owner {
    void *owner;
    /* Something is about to be handed over: all that happened before must be looked at first. */
    void (*before)(void *owner);
    void (*line)(void *owner, char *line, size_t length);
    /* The stream of lines is broken; no further line comes. `reason` is a whole sentence. */
    void (*broken)(void *owner, const char *reason);
    void (*closed)(void *owner); /* end of file on stdout */
    void (*ended)(void *owner, const struct process_exit *how);
    void (*after)(void *owner); /* a batch was handed over */
};

struct adapter {
    struct loop *loop;
    struct adapter_owner owner;
    struct process process;
    struct loop_watch in_watch;
    struct loop_watch out_watch;
    struct loop_watch err_watch;
    struct loop_watch exit_watch;
    struct lines lines;
    char *unsent;
    size_t unsent_length;
    bool in_watched;
    bool closing; /* stdin is to be closed once `unsent` is out */
    bool out_open;
    bool silenced; /* lines are no longer handed over */
    bool has_ended;
    struct process_exit exit;
    struct tail log;
};

/* Starts argv. Returns 0, or a negative errno of the exec. */
int adapter_start(struct adapter *adapter, struct loop *loop, const struct adapter_owner *owner,
    char *const argv[], char *const environment[]);
/* Queues one line (without its line feed). Returns 0, -EPIPE if stdin is closed, -ENOBUFS if it does not read. */
int adapter_send(struct adapter *adapter, const char *line, size_t length);
/* End of file on its stdin, after what is queued. */
void adapter_close_input(struct adapter *adapter);
/* Hands no further line over. */
void adapter_silence(struct adapter *adapter);
/* Takes what its log holds now. */
void adapter_drain_log(struct adapter *adapter);
/* Kills what is left of the process, reaps it, releases everything. Safe on all-zero memory that never started. */
void adapter_release(struct adapter *adapter);

#endif
