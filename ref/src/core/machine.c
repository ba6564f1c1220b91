#include "core/machine.h"

#include <stddef.h>

/* A state that a start leads back to when it fails: Absent, or Exited in a replacement. */
#define BEFORE_START SUP_STATE_COUNT

struct transition {
    bool possible;
    enum sup_state next;
    int actions;
};

#define TO(state, wanted)                                                                                    \
    {                                                                                                        \
        .possible = true, .next = (state), .actions = (wanted)                                               \
    }

static const struct transition TABLE[SUP_STATE_COUNT][SUP_EVENT_COUNT] =
    {
        [SUP_STATE_ABSENT] =
            {
                [SUP_EVENT_SPAWN] = TO(SUP_STATE_STARTING, SUP_ACTION_START_CHILD),
            },
        [SUP_STATE_STARTING] =
            {
                [SUP_EVENT_EXEC_FAILED] = TO(BEFORE_START, 0),
                [SUP_EVENT_HANDSHAKE_ACCEPTED] = TO(SUP_STATE_IDLE, 0),
                [SUP_EVENT_START_FAILED] = TO(SUP_STATE_KILLING, SUP_ACTION_KILL_CHILD),
                [SUP_EVENT_DIED] = TO(SUP_STATE_REAPING, SUP_ACTION_REAP_CHILD),
            },
        [SUP_STATE_IDLE] =
            {
                [SUP_EVENT_REQUEST_WRITTEN] = TO(SUP_STATE_BUSY, SUP_ACTION_COUNT_REQUEST),
                /* a deadline can pass while the request is being written (FIX-08) */
                [SUP_EVENT_ABANDONED] = TO(SUP_STATE_KILLING, SUP_ACTION_KILL_CHILD),
                [SUP_EVENT_BROKEN] = TO(SUP_STATE_KILLING, SUP_ACTION_KILL_CHILD),
                [SUP_EVENT_OUTPUT_ENDED] = TO(SUP_STATE_CRASHED, SUP_ACTION_AWAIT_DEATH),
                [SUP_EVENT_ASKED] = TO(SUP_STATE_STOPPING, SUP_ACTION_ASK_CHILD),
                [SUP_EVENT_KILL] = TO(SUP_STATE_KILLING, SUP_ACTION_KILL_CHILD),
                [SUP_EVENT_DIED] = TO(SUP_STATE_REAPING, SUP_ACTION_REAP_CHILD),
            },
        [SUP_STATE_BUSY] =
            {
                [SUP_EVENT_DELIVERED] = TO(SUP_STATE_STREAMING, 0),
                [SUP_EVENT_ANSWERED] = TO(SUP_STATE_IDLE, 0),
                [SUP_EVENT_ABANDONED] = TO(SUP_STATE_KILLING, SUP_ACTION_KILL_CHILD),
                [SUP_EVENT_BROKEN] = TO(SUP_STATE_KILLING, SUP_ACTION_KILL_CHILD),
                [SUP_EVENT_OUTPUT_ENDED] = TO(SUP_STATE_CRASHED, SUP_ACTION_AWAIT_DEATH),
            },
        [SUP_STATE_STREAMING] =
            {
                [SUP_EVENT_DELIVERED] = TO(SUP_STATE_STREAMING, 0),
                [SUP_EVENT_ANSWERED] = TO(SUP_STATE_IDLE, 0),
                [SUP_EVENT_ABANDONED] = TO(SUP_STATE_KILLING, SUP_ACTION_KILL_CHILD),
                [SUP_EVENT_BROKEN] = TO(SUP_STATE_KILLING, SUP_ACTION_KILL_CHILD),
                [SUP_EVENT_OUTPUT_ENDED] = TO(SUP_STATE_CRASHED, SUP_ACTION_AWAIT_DEATH),
            },
        [SUP_STATE_STOPPING] =
            {
                [SUP_EVENT_KILL] = TO(SUP_STATE_KILLING, SUP_ACTION_KILL_CHILD),
                [SUP_EVENT_DIED] = TO(SUP_STATE_REAPING, SUP_ACTION_REAP_CHILD),
            },
        [SUP_STATE_KILLING] =
            {
                [SUP_EVENT_KILL] = TO(SUP_STATE_KILLING, SUP_ACTION_KILL_CHILD),
                [SUP_EVENT_DIED] = TO(SUP_STATE_REAPING, SUP_ACTION_REAP_CHILD),
            },
        [SUP_STATE_REAPING] =
            {
                [SUP_EVENT_REAPED] = TO(BEFORE_START, 0),
            },
        [SUP_STATE_CRASHED] =
            {
                [SUP_EVENT_KILL] = TO(SUP_STATE_KILLING, SUP_ACTION_KILL_CHILD),
                [SUP_EVENT_DIED] = TO(SUP_STATE_REAPING, SUP_ACTION_REAP_CHILD),
            },
        [SUP_STATE_EXITED] =
            {
                [SUP_EVENT_SPAWN] = TO(SUP_STATE_STARTING, SUP_ACTION_START_CHILD),
                [SUP_EVENT_REFUSED] = TO(SUP_STATE_RESTART_EXHAUSTED, 0),
            },
        /* [SUP_STATE_RESTART_EXHAUSTED]: nothing leaves it (FIX-12) */
};

void machine_init(struct machine *machine)
{
    *machine = (struct machine){.state = SUP_STATE_ABSENT};
}

static void generation_begin(struct machine *machine, int64_t now_ns)
{
    /* FIX-11: + 1 with each successful replacement, and only then */
    machine->generation += machine->born ? 1 : 0;
    machine->born = true;
    machine->serving = true;
    machine->requested = false;
    machine->last_activity_ns = now_ns;
}

int machine_step(struct machine *machine, enum sup_event event, int64_t now_ns)
{
    const struct transition *found = &TABLE[machine->state][event];
    if (!found->possible)
        return -1;

    int actions = found->actions;
    machine->state = found->next;
    if (found->next == BEFORE_START)
        machine->state = machine->born ? SUP_STATE_EXITED : SUP_STATE_ABSENT;

    if (event == SUP_EVENT_SPAWN) {
        machine->serving = false;
    } else if (event == SUP_EVENT_HANDSHAKE_ACCEPTED) {
        generation_begin(machine, now_ns);
    } else if (event == SUP_EVENT_REQUEST_WRITTEN) {
        machine->request_id = machine->next_request_id++;
        machine->requested = true;
    } else if (event == SUP_EVENT_ANSWERED) {
        machine->last_activity_ns = now_ns;
    } else if (event == SUP_EVENT_REAPED && machine->serving) {
        machine->serving = false;
        actions |= SUP_ACTION_RECORD_EXIT;
    }
    return actions;
}

/* What the states mean to a caller. */
static const struct {
    const char *name;
    bool refuses;
    bool has_child;
} MEANING[SUP_STATE_COUNT] = {
    [SUP_STATE_ABSENT] = {"Absent", false, false},
    [SUP_STATE_STARTING] = {"Starting", false, true},
    [SUP_STATE_IDLE] = {"Idle", false, true},
    [SUP_STATE_BUSY] = {"Busy", false, true},
    [SUP_STATE_STREAMING] = {"Streaming", false, true},
    [SUP_STATE_STOPPING] = {"Stopping", true, true},
    [SUP_STATE_KILLING] = {"Killing", true, true},
    [SUP_STATE_REAPING] = {"Reaping", true, true},
    [SUP_STATE_CRASHED] = {"Crashed", false, true},
    [SUP_STATE_RESTART_EXHAUSTED] = {"RestartExhausted", true, false},
    [SUP_STATE_EXITED] = {"Exited", false, false},
};

bool machine_refuses(enum sup_state state)
{
    return MEANING[state].refuses;
}

bool machine_has_child(enum sup_state state)
{
    return MEANING[state].has_child;
}

const char *machine_state_name(enum sup_state state)
{
    return MEANING[state].name;
}
