/* One defect each, as it would show in a trace, and who must notice it. */
#include "oracle_corruptions.h"

const struct corruption corruptions[] = {
    /* ---- the machine: answers that no possible state explains ---- */
    {"life", "child a/0 send 2 -> remove", "REQ-02", "machine"},
    {"life", "answer 14 -> body = {'ok':{}}", "REQ-05", "machine"},
    {"life", "answer 17 -> body = {'ok':{}}", "STATE-01", "machine"},
    {"life", "answer 13 -> body = {'ok':{'state':'running'}}", "STATE-01", "machine"},
    {"life",
        "answer 12 -> body.ok.outcome = 'already_exited'\nkernel a/1 exited 1 -> remove\nkernel a/1 reaped 1 "
        "-> remove\nstate 12 -> body.a/1 = 'alive'",
        "SHUT-01", "machine"},
    {"life", "answer 9 -> body = {'error':{'kind':'shutdown_in_progress','operation':'worker_request'}}",
        "REQ-02", "machine"},
    {"life", "answer 9 -> body = {'error':{'kind':'my_own_kind'}}", "REQ-02", "machine"},
    {"life",
        "answer 9 -> body = "
        "{'error':{'kind':'child_panic_or_abort','exit':{'success':false,'signal':6,'status':'signal: 6 "
        "(SIGABRT)'}}}",
        "REQ-08", "machine"},
    {"life", "answer 8 -> body = {'error':{'kind':'shutdown_in_progress','operation':'worker_request'}}",
        "RESTART-01", "machine"},
    {"exhausted", "answer 7 -> body = {'ok':{}}", "RESTART-09", "machine"},
    {"exhausted",
        "answer 7 -> body = {'error':{'kind':'child_exited','exit':{'success':true,'code':0,'status':'exit "
        "status: 0'}}}",
        "RESTART-09", "machine"},
    {"exhausted", "answer 8 -> body.ok.state = 'running'", "RESTART-09", "machine"},
    {"exhausted", "answer 9 -> body = {'ok':{}}", "FIX-12", "machine"},
    {"exhausted", "answer 10 -> body.ok.outcome = 'graceful'", "RESTART-09", "machine"},
    {"cancel", "call 3 -> body.token = 'another'", "CANCEL-01", "machine"},
    {"cancel", "call 6 -> body.sink = {}", "CANCEL-03", "machine"},
    {"timeout",
        "kernel a/0 exited 1 -> remove\nkernel a/0 reaped 1 -> remove\nchild a/1 hello 1 -> remove\nchild "
        "a/1 send 1 -> remove\nchild a/1 recv 1 -> remove",
        "TIMEOUT-02", "machine"},
    {"crash", "answer 4 -> body = {'error':{'kind':'shutdown_in_progress','operation':'worker_request'}}",
        "REQ-05", "machine"},
    {"crash", "answer 4 -> body = {'error':{'kind':'protocol'}}", "REQ-05", "machine"},
    {"crash", "answer 5 -> body = {'ok':{'state':'running'}}", "STATE-01", "machine"},
    {"crash", "answer 11 -> body.ok.outcome = 'kill_only'", "SHUT-01", "machine"},
    {"sink", "answer 4 -> body = {'ok':{'state':'running'}}", "STATE-01", "machine"},
    {"starts", "answer 2 -> body = {'ok':{}}\nchild a/0 hello 1 -> remove", "SPAWN-04", "machine"},
    {"shutdowns", "answer 9 -> body = {'ok':{'state':'running'}}", "STATE-01", "machine"},
    {"crash",
        "child a/1 hello 1 -> before call 4\nchild a/1 send 1 -> before call 4\nchild a/1 recv 1 -> before "
        "call 4",
        "STATE-01", "machine"},

    /* ---- processes ---- */
    {"life", "kernel a/0 state 0 -> body.a/0 = 'zombie'", "RESTART-01", "invariant one-child"},
    {"life", "kernel a/0 state 0 -> body.a/0 = 'alive'", "RESTART-01", "invariant one-child"},
    {"life", "state 8 -> body.a/0 = 'zombie'", "RESTART-08", "invariant reaped"},
    {"life", "state 12 -> body.a/1 = 'zombie'", "SHUT-05", "invariant reaped"},
    {"life", "state 16 -> body.a/1 = 'alive'", "SHUT-03", "invariant reaped"},
    {"timeout", "state 3 -> body.a/0 = 'zombie'", "TIMEOUT-02", "invariant reaped"},
    {"cancel", "state 6 -> body.a/0 = 'alive'", "CANCEL-03", "invariant reaped"},
    {"memory", "state 3 -> body.a/0 = 'zombie'", "RSS-03", "invariant reaped"},
    {"typed", "state 3 -> body.a/0 = 'zombie'", "STREAM-07", "invariant reaped"},
    {"absorbed", "state 3 -> body.a/0 = 'zombie'", "REQ-09", "invariant reaped"},
    {"crash", "state 3 -> body.a/0 = 'zombie'", "REQ-08", "invariant reaped"},
    {"sink", "state 3 -> body.a/0 = 'alive'", "FIX-01", "invariant reaped"},
    {"sink", "state 7 -> body.a/1 = 'alive'", "FIX-01", "invariant offence"},
    {"exhausted", "state 5 -> body.a/1 = 'alive'", "RESTART-09", "invariant reaped"},
    {"starts", "state 2 -> body.a/0 = 'alive'", "SPAWN-06", "invariant reaped"},
    {"starts", "state 3 -> body.b/0 = 'zombie'", "SPAWN-05", "invariant reaped"},
    {"sink", "answer 7 -> body = {'ok':{}}", "STREAM-02", "invariant offence"},
    {"life",
        "child a/0 hello 1 -> body.env = ['LEAN_ABORT_ON_PANIC=1','LEAN_BACKTRACE=0','RUST_BACKTRACE=0']",
        "SPAWN-01", "invariant environment"},
    {"life",
        "child a/1 hello 1 -> body.env = "
        "['LEAN_ABORT_ON_PANIC=1','LEAN_BACKTRACE=1','RUST_BACKTRACE=0','COLOUR=red']",
        "SPAWN-01", "invariant environment"},
    {"life", "child a/0 hello 1 -> body.fds = [{'fd':0},{'fd':1},{'fd':2},{'fd':5,'target':'pipe:[7]'}]",
        "SPAWN-02", "invariant inherited-descriptors"},
    {"life", "child a/0 recv 1 -> body.body.max_frame_bytes = 65536", "WIRE-07", "invariant configured-cap"},
    {"life", "kernel a/1 descriptors 1 -> body.open = ['stdout']", "SHUT-05", "invariant descriptors"},
    {"life", "kernel a/0 descriptors 1 -> body.open = ['stderr']", "RESTART-08", "invariant descriptors"},
    {"life",
        "kernel a/1 reaped 1 -> remove\nend -> insert "
        "{'src':'kernel','ev':'orphan','worker':'a','gen':1,'pid':102,'body':{'pid':102,'comm':'fake-child','"
        "state':'alive'}}",
        "SHUT-03", "invariant orphans"},

    /* ---- requests ---- */
    {"life", "child a/0 recv 2 -> again before child a/0 send 2", "REQ-02", "invariant frames-asked-for"},
    {"life", "child a/0 recv 3 -> before child a/0 send 2", "REQ-03", "invariant one-outstanding"},
    {"cancel", "answer 4 -> body = {'ok':{}}", "CANCEL-01", "invariant cancelled-before"},
    {"sink", "answer 9 -> body = {'ok':{}}", "REQ-07", "invariant response"},
    {"stream", "answer 5 -> body = {'ok':{}}", "REQ-06", "invariant response"},
    {"stream", "child a/0 send 8 -> body.status = 'health_ok'", "REQ-07", "invariant response"},
    {"stream", "child a/0 send 10 -> body.status = 'health_ok'", "REQ-06", "invariant response"},
    {"stream", "answer 3 -> body = {'error':{'kind':'stream_export_failed','status':1}}", "STREAM-08",
        "invariant response"},
    {"life", "answer 4 -> body.ok.value = 41", "REQ-02", "invariant values"},
    {"stream", "answer 3 -> body.ok.total_rows = 2", "REQ-02", "invariant values"},
    {"sink",
        "call 10 -> insert {'src':'driver','ev':'call','worker':'a','call':99,'body':{'do':'status'}}\ncall "
        "10 -> insert {'src':'kernel','ev':'state','worker':'a','body':{'a/2':'alive'}}\ncall 10 -> insert "
        "{'src':'driver','ev':'answer','worker':'a','call':99,'body':{'ok':{'state':'exited'}}}",
        "STATE-01", "invariant status-truth"},
    {"timeout",
        "kernel a/0 exited 1 -> insert "
        "{'src':'child','ev':'recv','worker':'a','gen':0,'pid':100,'body':{'type':'request','op':'terminate'}"
        "}",
        "RESTART-02", "invariant terminate"},
    {"shutdowns",
        "kernel a/0 exited 1 -> insert "
        "{'src':'child','ev':'recv','worker':'a','gen':0,'pid':100,'body':{'type':'request','op':'terminate'}"
        "}",
        "SHUT-01", "invariant terminate"},

    /* ---- rows and the other channels ---- */
    {"stream", "row 3 2 -> remove", "STREAM-01", "invariant rows"},
    {"stream", "row 3 3 -> remove", "STREAM-01", "invariant rows"},
    {"stream", "row 3 2 -> again before row 3 3", "STREAM-01", "invariant rows"},
    {"stream", "row 3 2 -> before row 3 1", "STREAM-01", "invariant rows"},
    {"stream", "row 3 3 -> body.payload = '{\\\"a\\\":1}'", "WIRE-11", "invariant rows"},
    {"stream", "row 3 3 -> body.stream = 'rows'", "STREAM-01", "invariant rows"},
    {"stale", "row 7 1 -> body.payload = '{\\\"ordinal\\\":7}'\nrow 7 1 -> body.sequence = 1", "RESTART-08",
        "invariant rows"},
    {"crash", "row 3 2 -> body.sequence = 2", "STREAM-01", "invariant rows"},
    {"stream", "answer 4 -> body.ok.delivered.rows = 19", "STREAM-01", "invariant digest"},
    {"stream", "answer 4 -> body.ok.delivered.fnv1a = '0123456789abcdef'", "WIRE-11", "invariant digest"},
    {"stream", "answer 4 -> body.ok.delivered.bytes = 1279", "WIRE-11", "invariant digest"},
    {"stream", "progress 3 2 -> before progress 3 1", "STREAM-09", "invariant channels"},
    {"stream", "progress 3 2 -> again before answer 3", "STREAM-09", "invariant channels"},
    {"cancel", "row 6 3 -> again before answer 6", "CANCEL-03", "invariant rows-after-cancel"},
    {"sink",
        "answer 3 -> insert "
        "{'src':'driver','ev':'row','worker':'a','call':3,'body':{'stream':'rows','sequence':1,'payload':'{"
        "\\\"ordinal\\\":1}'}}",
        "STREAM-03", "invariant rows-after-failure"},
    {"typed",
        "answer 3 -> insert "
        "{'src':'driver','ev':'row','worker':'a','call':3,'body':{'stream':'rows','sequence':1,'payload':'{"
        "\\\"ordinal\\\":0}'}}",
        "STREAM-07", "invariant rows-after-undecoded"},

    /* ---- errors and exits ---- */
    {"timeout", "answer 3 -> body.error.resource = null", "FACTS-01", "invariant error-fields"},
    {"timeout", "answer 3 -> body.error.duration_ms = null", "TIMEOUT-02", "invariant error-fields"},
    {"crash", "answer 3 -> body.error.exit = null", "EXIT-01", "invariant error-fields"},
    {"exhausted", "answer 5 -> body.error.window_ms = null", "RESTART-04", "invariant error-fields"},
    {"stream", "answer 5 -> body.error.code = null", "REQ-06", "invariant error-fields"},
    {"typed", "answer 3 -> body.error.sequence = null", "STREAM-07", "invariant error-fields"},
    {"timeout", "answer 3 -> body.error.operation = 'health'", "FACTS-01", "invariant error-operation"},
    {"exhausted", "answer 7 -> body.error.operation = 'health'", "REQ-04", "invariant error-operation"},
    {"timeout", "answer 3 -> body.error.resource.cause = 'timeout'", "FACTS-01", "invariant resource-facts"},
    {"cancel", "answer 6 -> body.error.resource.restart_reason = 'timeout'", "FACTS-01",
        "invariant resource-facts"},
    {"timeout", "answer 3 -> body.error.resource.work_entered_child = false", "FACTS-01",
        "invariant resource-facts"},
    {"crash", "answer 3 -> body.error.exit.status = 'exit status: 6'", "EXIT-01", "invariant exit-shape"},
    {"crash", "answer 3 -> body.error.exit.success = true", "EXIT-01", "invariant exit-shape"},
    {"crash", "answer 8 -> body.error.kind = 'child_exited'", "EXIT-01", "invariant exit-shape"},
    {"crash", "answer 8 -> body.error.exit.code = 4\nanswer 8 -> body.error.exit.status = 'exit status: 4'",
        "EXIT-01", "invariant exit-truth"},
    {"crash",
        "answer 3 -> body.error.exit.signal = 11\nanswer 3 -> body.error.exit.status = 'signal: 11 "
        "(SIGSEGV)'",
        "EXIT-01", "invariant exit-truth"},
    {"crash", "answer 3 -> body.error.exit.diagnostics = ''", "EXIT-03", "invariant diagnostics"},
    {"starts", "answer 3 -> body.error.exit.diagnostics = ''", "EXIT-03", "invariant diagnostics"},

    /* ---- restarts ---- */
    {"life",
        "call 2 -> body.config.restart_limit = {'max':1,'window_ms':60000}\nchild a/1 hello 1 -> again "
        "before call 12\nchild a/1 hello 2 -> gen = 2",
        "RESTART-04", "invariant restart-window"},
    {"exhausted", "call 2 -> body.config.restart_limit.max = 3", "RESTART-04", "invariant restart-refusal"},
    {"exhausted", "answer 5 -> body.error.window_ms = 1000", "RESTART-04", "invariant restart-refusal"},
    {"policy", "call 2 -> body.config.policy = null", "POLICY-03", "invariant restart-cause"},
    {"life", "answer 11 -> body.ok.worker_generation = 0", "FIX-11", "invariant generation"},
    {"life", "answer 7 -> body.ok.worker_generation = 1", "FIX-11", "invariant generation"},
    {"timeout", "answer 3 -> body.error.resource.worker_generation = 0", "FIX-11", "invariant generation"},
    {"timeout", "answer 5 -> body.ok.last_restart_reason = 'explicit'", "RESTART-01",
        "invariant restart-reason"},
    {"timeout", "answer 5 -> body.ok.last_restart_reason = 'it was slow'", "RESTART-06",
        "invariant restart-reason"},
    {"absorbed", "answer 5 -> body.ok.last_restart_reason = 'explicit'", "RESTART-01",
        "invariant restart-reason"},
    {"life", "answer 10 -> body.ok.last_replacement.replacement_budget_status = 'overlapping'", "RESTART-07",
        "invariant restart-reason"},

    /* ---- shutdown ---- */
    {"shutdowns", "answer 7 -> body.ok.outcome = 'kill_only'", "SHUT-01", "invariant shutdown-mode"},
    {"shutdowns", "answer 6 -> body.ok.outcome = 'graceful'", "SHUT-01", "invariant shutdown-mode"},
    {"shutdowns", "answer 6 -> body.ok.kill_elapsed_ms = null", "SHUT-01", "invariant shutdown-report"},
    {"life", "answer 12 -> body.ok.kill_elapsed_ms = 1", "SHUT-01", "invariant shutdown-report"},
    {"life", "answer 12 -> body.ok.exit = null", "SHUT-01", "invariant shutdown-report"},
    {"shutdowns", "answer 8 -> body.ok.outcome = 'graceful_protocol_failed_killed'", "SHUT-01",
        "invariant shutdown-protocol-failure"},
    {"shutdowns", "answer 8 -> body.ok.outcome = 'graceful'\nanswer 8 -> body.ok.kill_elapsed_ms = null",
        "SHUT-01", "invariant shutdown-graceful"},

    /* ---- counters ---- */
    {"life", "answer 6 -> body.ok.requests = 3", "STATS-01", "invariant counters"},
    {"life", "answer 6 -> body.ok.imports = 0", "STATS-01", "invariant counters"},
    {"life", "answer 6 -> body.ok.import_like_admission_attempts = 2", "STATS-01", "invariant counters"},
    {"life", "answer 10 -> body.ok.explicit_cycles = 0", "STATS-01", "invariant counters"},
    {"life", "answer 15 -> body.ok.requests = 4", "STATS-01", "invariant counters"},
    {"life", "answer 15 -> body.ok.exits = 1", "STATS-01", "invariant counters"},
    {"life", "answer 11 -> body.ok.exits = 0", "STATS-01", "invariant counters"},
    {"life", "answer 10 -> body.ok.replacement_budget_admitted = 0", "RESTART-01", "invariant counters"},
    {"cancel", "answer 5 -> body.ok.requests = 1", "STATS-01", "invariant counters"},
    {"cancel", "answer 7 -> body.ok.cancelled_restarts = 0", "STATS-01", "invariant counters"},
    {"cancel", "answer 7 -> body.ok.stream_failures = 0", "STREAM-04", "invariant counters"},
    {"cancel", "answer 7 -> body.ok.data_rows_delivered = 2", "STREAM-03", "invariant counters"},
    {"cancel", "answer 7 -> body.ok.data_row_payload_bytes = 40", "STATS-01", "invariant counters"},
    {"timeout", "answer 4 -> body.ok.timeout_restarts = 2", "STATS-01", "invariant counters"},
    {"timeout", "answer 4 -> body.ok.stream_successes = 1", "STREAM-04", "invariant counters"},
    {"stream", "answer 6 -> body.ok.stream_requests = 3", "STATS-01", "invariant counters"},
    {"stream", "answer 6 -> body.ok.data_rows_delivered = 22", "STREAM-03", "invariant counters"},
    {"crash", "answer 6 -> body.ok.exits = 0", "STATS-01", "invariant counters"},
    {"exhausted", "answer 6 -> body.ok.replacement_budget_skipped = 0", "RESTART-03", "invariant counters"},
    {"exhausted", "answer 6 -> body.ok.replacement_failures = 0", "RESTART-03", "invariant counters"},
    {"policy", "answer 6 -> body.ok.max_request_restarts = 0", "STATS-01", "invariant counters"},
    {"absorbed", "answer 4 -> body.ok.explicit_cycles = 1", "STATS-01", "invariant counters"},
    {"starts", "answer 6 -> body.ok.exits = 1", "STATS-01", "invariant counters"},
    {"memory", "answer 4 -> body.ok.rss_restarts = 0", "STATS-01", "invariant counters"},
    {"life", "answer 10 -> body.ok.requests = 1", "STATS-01", "invariant counters"},
    {"life", "answer 15 -> body.ok.imports = null", "STATS-01", "invariant counters"},

    {"life", "answer 15 -> body.ok.requests = 2", "RESTART-05", "invariant counters-grow"},

    /* ---- time ---- */
    {"timeout", "answer 3 -> t = 20000000", "TIMEOUT-01", "timed not-early"},
    {"shutdowns", "call 8 -> t = 900000000000\nanswer 8 -> t = 900100000000", "SHUT-01", "timed not-early"},
    {"starts", "call 2 -> t = 0\nanswer 2 -> t = 100000000", "SPAWN-06", "timed not-early"},
    {"timeout", "answer 3 -> t = 60000000000", "TIMEOUT-01", "timed not-late"},
    {"life", "answer 9 -> t = 60000000000", "TIMEOUT-01", "timed not-late"},
    {"shutdowns", "answer 7 -> t = 60000000000", "SHUT-04", "timed not-late"},
    {"life", "answer 16 -> t = 60000000000", "SHUT-03", "timed not-late"},
    {"life",
        "answer 17 -> remove\nend -> insert "
        "{'t':60000000000,'src':'harness','ev':'timeout','body':{'planned_ms':10000,'ran_ms':10000,'waiting_"
        "for':'an answer'}}",
        "REQ-02", "timed not-late"},

    /* ---- what the scenario itself found ---- */
    {"life",
        "end -> insert {'src':'driver','ev':'check','body':{'ok':false,'text':'it is "
        "red','clause':'REQ-01','file':'x.lua','line':3}}",
        "REQ-01", "check"},
    {"life",
        "end -> insert {'src':'child','ev':'check','worker':'a','gen':0,'body':{'ok':false,'text':'it is "
        "blue'}}",
        "STATE-01", "check"},
};
const size_t corruption_count = sizeof corruptions / sizeof corruptions[0];
