#include "planning.h"

#include "answer.h"
#include "verbs.h"

static void read_module(struct sup_plan_module *module, struct arguments *arguments, struct wire_text object)
{
    module->module = arguments_string_required(arguments, object, "module");
    module->project_root = arguments_string(arguments, object, "project_root", "");
    module->package = arguments_string(arguments, object, "package", "");
    module->lib_name = arguments_string(arguments, object, "lib_name", "");
    module->source_root = arguments_string(arguments, object, "source_root", "");
    module->imports = arguments_strings(arguments, object, "imports", &module->import_count);
    module->profile = arguments_string(arguments, object, "profile", "");
    module->policy_class = arguments_string(arguments, object, "policy_class", "");
}

static void put_batch(struct line *line, const struct sup_plan_batch *batch)
{
    const struct sup_plan_module *key = batch->key;

    line_open_object(line, NULL);
    line_put_string(line, "project_root", key->project_root);
    line_put_string(line, "package", key->package);
    line_put_string(line, "lib_name", key->lib_name);
    line_put_string(line, "source_root", key->source_root);
    line_open_array(line, "imports");
    for (size_t i = 0; i < key->import_count; i++)
        line_put_string(line, NULL, key->imports[i]);
    line_close_array(line);
    line_put_string(line, "profile", key->profile);
    line_put_string(line, "policy_class", key->policy_class);
    line_open_array(line, "modules");
    for (size_t i = 0; i < batch->module_count; i++)
        line_put_string(line, NULL, batch->modules[i]->module);
    line_close_array(line);
    line_close_object(line);
}

void planning_run(struct call *call)
{
    struct arguments *arguments = &call->arguments;
    size_t count;
    size_t declared_count;
    const struct wire_text *objects = arguments_array(arguments, call->request, "modules", &count);
    const char *const *declared = arguments_strings(arguments, call->request, "declared", &declared_count);
    struct sup_plan_module *modules = arena_take(&arguments->arena, (count + 1) * sizeof *modules);
    struct sup_plan plan;
    struct sup_error error;

    for (size_t i = 0; i < count; i++)
        read_module(&modules[i], arguments, objects[i]);
    if (!arguments_good(arguments)) {
        call_refuse(call, "bad_request", arguments->problem);
        return;
    }
    sup_error_init(&error);
    if (sup_plan_make(modules, count, declared, declared_count, &plan, &error) < 0) {
        call_put_error(call, &error);
        sup_error_release(&error);
        return;
    }
    call_open_ok(call);
    line_open_array(&call->answer, "batches");
    for (size_t i = 0; i < plan.batch_count; i++)
        put_batch(&call->answer, &plan.batches[i]);
    line_close_array(&call->answer);
    call_close(call);
    sup_plan_release(&plan);
    sup_error_release(&error);
}
