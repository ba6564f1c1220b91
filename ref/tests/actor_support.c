#include "actor_support.h"

void stage_prepare(struct stage *stage, const char *const *script)
{
    *stage = (struct stage){.actor = NULL};
    bench_prepare(&stage->bench, script);
    sup_actor_reply_init(&stage->reply);
    sup_actor_facts_init(&stage->facts);
    sup_actor_options_init(&stage->options);
    const struct sup_options *worker = &stage->bench.options;
    stage->options.project_root = "/project";
    stage->options.project_hash = "abc";
    stage->options.session_id = "s-1";
    stage->options.toolchain = "v4";
    stage->options.worker.executable = worker->executable;
    stage->options.worker.arguments = worker->arguments;
    stage->options.worker.argument_count = worker->argument_count;
    stage->options.worker.environment = worker->environment;
    stage->options.worker.environment_count = worker->environment_count;
}

void stage_open(struct stage *stage)
{
    int r = sup_actor_open(&stage->options, &stage->actor, &stage->reply);
    ck_assert_msg(r == 0, "the actor did not open: %s", stage_reason(stage));
}

void stage_start(struct stage *stage, const char *const *script)
{
    stage_prepare(stage, script);
    stage_open(stage);
}

void stage_finish(struct stage *stage)
{
    sup_actor_free(stage->actor);
    sup_actor_reply_release(&stage->reply);
    sup_actor_facts_release(&stage->facts);
    bench_finish(&stage->bench);
}

int stage_submit(struct stage *stage, const char *import)
{
    const char *const imports[] = {import};
    const struct sup_actor_job job = {
        .imports = imports,
        .import_count = 1,
        .request = {.operation = SUP_OPERATION_HEALTH},
    };
    return sup_actor_submit(stage->actor, &job, &stage->reply);
}

int stage_ask(struct stage *stage, enum sup_operation operation)
{
    static const char *const NAMES[] = {"a.b"};
    const struct sup_actor_job job = {
        .request =
            {
                .operation = operation,
                .export_name = "demo",
                .request_json = "{}",
                .names = NAMES,
                .name_count = 1,
            },
    };
    return sup_actor_submit(stage->actor, &job, &stage->reply);
}

const struct sup_actor_facts *stage_facts(struct stage *stage)
{
    sup_actor_facts(stage->actor, &stage->facts);
    return &stage->facts;
}

const char *stage_reason(const struct stage *stage)
{
    const struct sup_text *reason = &stage->reply.unavailable.reason;
    return reason->data ? reason->data : "";
}
