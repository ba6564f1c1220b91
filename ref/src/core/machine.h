/* The life of one supervisor as a table: state × event → state, actions. Pure: time is an argument, actions are asked
 * for and not done. The states and their names are the specification's. */
#ifndef SUP_CORE_MACHINE_H
#define SUP_CORE_MACHINE_H

#include <stdbool.h>
#include <stdint.h>

enum sup_state {
    SUP_STATE_ABSENT = 0, /* no child was ever Idle */
    SUP_STATE_STARTING,
    SUP_STATE_IDLE,
    SUP_STATE_BUSY,
    SUP_STATE_STREAMING,
    SUP_STATE_STOPPING, /* asked to leave */
    SUP_STATE_KILLING,  /* killed; stays here where the kernel does not give the child back in time */
    SUP_STATE_REAPING,
    SUP_STATE_CRASHED, /* its output ended before an answer */
    SUP_STATE_RESTART_EXHAUSTED,
    SUP_STATE_EXITED,
    SUP_STATE_COUNT,
};

enum sup_event {
    SUP_EVENT_SPAWN = 0,          /* a child is wanted */
    SUP_EVENT_EXEC_FAILED,        /* no process came of it */
    SUP_EVENT_HANDSHAKE_ACCEPTED, /* and the frame cap was written */
    SUP_EVENT_START_FAILED,       /* early death, bad handshake, startup timeout */
    SUP_EVENT_REQUEST_WRITTEN,
    SUP_EVENT_DELIVERED,    /* a row, a diagnostic or a progress tick came */
    SUP_EVENT_ANSWERED,     /* a terminal response came */
    SUP_EVENT_ABANDONED,    /* deadline, cancellation, hard RSS limit */
    SUP_EVENT_BROKEN,       /* bad frame, forbidden message, sink failure, stale output */
    SUP_EVENT_OUTPUT_ENDED, /* end of file where an answer was due */
    SUP_EVENT_ASKED,        /* a graceful stop begins */
    SUP_EVENT_KILL,         /* patience ended */
    SUP_EVENT_DIED,         /* the process is dead and not yet reaped */
    SUP_EVENT_REAPED,
    SUP_EVENT_REFUSED, /* the restart window is full */
    SUP_EVENT_COUNT,
};

/* What the caller has to do, or-ed together. */
enum sup_action {
    SUP_ACTION_START_CHILD = 1 << 0,
    SUP_ACTION_KILL_CHILD = 1 << 1,
    SUP_ACTION_AWAIT_DEATH = 1 << 2, /* briefly, then SUP_EVENT_KILL */
    SUP_ACTION_ASK_CHILD = 1 << 3,   /* write the terminate request */
    SUP_ACTION_REAP_CHILD = 1 << 4,
    SUP_ACTION_RECORD_EXIT = 1 << 5,   /* it had been Idle once: its exit counts */
    SUP_ACTION_COUNT_REQUEST = 1 << 6, /* REQ-01: after the write */
};

struct machine {
    enum sup_state state;
    bool born;    /* a child has been Idle: a failed start now leads to Exited, not Absent */
    bool serving; /* the present child has been Idle */
    uint64_t generation;
    uint64_t request_id;      /* of the present or last request; meaningful once `requested` */
    bool requested;           /* in this generation */
    uint64_t next_request_id; /* survives replacements (RESTART-05) */
    int64_t last_activity_ns; /* FIX-09: when the last request ended, or the child became Idle */
};

void machine_init(struct machine *machine);

/* Moves MACHINE. Returns the actions (≥ 0), or -1 where the event is impossible in this state; MACHINE is then
 * unchanged. */
int machine_step(struct machine *machine, enum sup_event event, int64_t now_ns);

/* REQ-04: a request in this state is refused with shutdown_in_progress. */
bool machine_refuses(enum sup_state state);

/* True while there is a process that has not been reaped. */
bool machine_has_child(enum sup_state state);

/* `Idle`, `RestartExhausted`, …: static. */
const char *machine_state_name(enum sup_state state);

#endif
