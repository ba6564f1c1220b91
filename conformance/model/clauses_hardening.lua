-- Where implementations of this design broke promises of their own. Fields of a clause: see README.md.
return {
    area = "hardening",
    profile = "supervisor",
    clauses = {
        {
            id = "FIX-01", level = "MUST",
            text = "After a read that failed, a sink that failed, a row without a sink or a message that is not allowed, the child is killed and reaped before the call returns. The next request then gets the exit error, status tells the truth, cycle works, shutdown works, and nothing is leaked.",
            why = "Otherwise the reader is lost while the state says Idle: the next request is written and counted but nobody reads its answer, cycle and shutdown fail, and the child stays as a zombie or an orphan.",
            related = "REQ-11 STREAM-02 STREAM-03", checked = "machine invariant scenario",
        },
        {
            id = "FIX-02", level = "MUST",
            text = "A deadline that has passed fires in every case: where it passed while a sink was running, where the RSS sample interval is tiny, and where rows or ticks without end keep the parent busy. A timeout of 0 fires at once or is rejected.",
            why = "The remaining time is computed by subtraction; where an elapsed deadline yields no value, no value must not be read as no deadline.",
            related = "TIMEOUT-01", checked = "timed scenario",
        },
        {
            id = "FIX-03", level = "MUST",
            text = "Bytes that wait in the pipe while the worker is Idle are stale output. Where they are found before a request is written they are a protocol failure, and the generation ends. A late duplicate of a response never answers the next request. One race remains that no parent can see, described under Residual race.",
            related = "REQ-12", checked = "scenario invariant",
            partly = "the residual race, which has no verdict",
        },
        {
            id = "FIX-04", level = "MUST",
            text = "A child that closes its stdout and lives on does not hold up the parent: it waits for a bounded time and then kills.",
            checked = "timed scenario",
        },
        {
            id = "FIX-05", level = "MUST",
            text = "stderr is drained all the time, between requests too, and only a bounded tail of at least 64 KiB is kept. A child that writes megabytes to stderr is not blocked by it, nor is one that writes a little with each of a thousand healthy requests, and the parent's memory does not grow with it.",
            related = "EXIT-03", checked = "scenario",
        },
        {
            id = "FIX-06", level = "MUST",
            text = "A grandchild that holds stdout or stderr open delays nothing: each call returns within its own bound.",
            related = "SHUT-04", checked = "timed scenario",
        },
        {
            id = "FIX-07", level = "MUST",
            text = "Diagnostics that are not UTF-8 are decoded lossily and are not dropped.",
            related = "EXIT-03", checked = "scenario invariant",
        },
        {
            id = "FIX-08", level = "MUST",
            text = "The request's deadline covers the writing of the request too: a child that does not read gives timeout. One that has closed its end of the pipe gives its exit error or kind protocol, and never a SIGPIPE in the parent.",
            related = "TIMEOUT-01", checked = "timed scenario",
        },
        {
            id = "FIX-09", level = "MUST",
            text = "Idle time is measured from the end of the last request, not from its beginning.",
            related = "POLICY-04", checked = "scenario",
        },
        {
            id = "FIX-10", level = "MUST",
            text = "A configure_frame_limit that cannot be written ends in kill and reap: a child that leaves right after its handshake leaves no zombie, not after 200 times either.",
            related = "SPAWN-07", checked = "scenario invariant",
        },
        {
            id = "FIX-11", level = "MUST",
            text = "The generation grows by one with each replacement that succeeds, with nothing else, and in every report of it alike.",
            related = "STATS-02", checked = "invariant scenario",
        },
        {
            id = "FIX-12", level = "MUST",
            text = "status does not change RestartExhausted, and cycle does not revive it: it takes a new supervisor.",
            related = "RESTART-09", checked = "machine scenario",
        },
        {
            id = "FIX-13", level = "SHOULD",
            text = "The error of a failed handshake says what was wrong with it, so that a version mismatch does not look like a plain SIGKILL.",
            related = "SPAWN-05", checked = "scenario",
        },
        {
            id = "FIX-22", level = "MUST",
            text = "A sample of RSS that is unavailable passes at every limit and is counted.",
            related = "RSS-02", checked = "scenario",
        },
    },
}
