/* Import planning (PLAN-01…03). */
#include <sup/plan.h>

#include "core/planning.h"
#include "report.h"

#include <stdlib.h>
#include <string.h>

static int by_key_and_name(const void *left, const void *right)
{
    const struct sup_plan_module *const *left_module = left;
    const struct sup_plan_module *const *right_module = right;
    return module_compare(*left_module, *right_module);
}

static bool is_declared(const char *lib_name, const char *const *declared, size_t declared_count)
{
    for (size_t i = 0; i < declared_count; i++)
        if (strcmp(declared[i], lib_name) == 0)
            return true;
    return false;
}

/* The faulty module that sorts first: what is reported does not depend on the order of the input either. */
static int names_check(const struct sup_plan_module *modules, size_t count, struct sup_error *error)
{
    const char *first = NULL;
    for (size_t i = 0; i < count; i++)
        if (module_name_fault(modules[i].module) && (!first || strcmp(modules[i].module, first) < 0))
            first = modules[i].module;
    if (!first)
        return 0;
    const char *fault = module_name_fault(first);
    int r = report(error, SUP_ERROR_KIND_INVALID_MODULE_NAME, "`%s`: %s", first, fault);
    (void)sup_text_assign(&error->code, first, strlen(first));
    (void)sup_text_assign(&error->reason, fault, strlen(fault));
    return r;
}

static int targets_check(const struct sup_plan_module *modules, size_t count, const char *const *declared,
    size_t declared_count, struct sup_error *error)
{
    const struct sup_plan_module *first = NULL;
    for (size_t i = 0; i < count; i++) {
        if (is_declared(modules[i].lib_name, declared, declared_count))
            continue;
        int order = first ? strcmp(modules[i].module, first->module) : -1;
        if (order == 0)
            order = strcmp(modules[i].lib_name, first->lib_name);
        if (order < 0)
            first = &modules[i];
    }
    if (!first)
        return 0;
    int r = report(error, SUP_ERROR_KIND_UNRESOLVED_CAPABILITY_TARGET,
        "`%s`, of module `%s`, is not declared", first->lib_name, first->module);
    (void)sup_text_assign(&error->code, first->lib_name, strlen(first->lib_name));
    return r;
}

/* One allocation: room for the batches, behind them the modules to be sorted. */
struct plan_memory {
    struct sup_plan_batch *batches;
    const struct sup_plan_module **modules;
};

#define MODULE_PLACE_BYTES sizeof(const void *)

/* The modules in the order of the plan. False without memory. */
static bool memory_fill(struct plan_memory *memory, const struct sup_plan_module *modules, size_t count)
{
    memory->batches = calloc(count + 1, sizeof(*memory->batches) + MODULE_PLACE_BYTES);
    if (!memory->batches)
        return false;
    memory->modules = (const struct sup_plan_module **)(memory->batches + count + 1);
    for (size_t i = 0; i < count; i++)
        memory->modules[i] = &modules[i];
    if (count > 0)
        qsort(memory->modules, count, MODULE_PLACE_BYTES, by_key_and_name);
    return true;
}

static void group(const struct plan_memory *memory, size_t count, struct sup_plan *plan)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        const struct sup_plan_module *module = memory->modules[i];
        if (kept > 0 && module_compare(memory->modules[kept - 1], module) == 0)
            continue;
        bool same_batch = kept > 0 && module_key_compare(memory->modules[kept - 1], module) == 0;
        memory->modules[kept] = module;
        if (!same_batch)
            memory->batches[plan->batch_count++] =
                (struct sup_plan_batch){.key = module, .modules = &memory->modules[kept]};
        memory->batches[plan->batch_count - 1].module_count++;
        kept++;
    }
}

int sup_plan_make(const struct sup_plan_module *modules, size_t module_count, const char *const *declared,
    size_t declared_count, struct sup_plan *ret_plan, struct sup_error *ret_error)
{
    struct report_place place;
    struct sup_error *error = report_begin(&place, ret_error);
    int r = names_check(modules, module_count, error);
    if (r == 0)
        r = targets_check(modules, module_count, declared, declared_count, error);
    struct plan_memory memory = {NULL, NULL};
    if (r == 0 && !memory_fill(&memory, modules, module_count))
        r = report_memory(error);
    if (r == 0 && memory.modules) {
        struct sup_plan plan = {.batches = memory.batches, .memory = memory.batches};
        group(&memory, module_count, &plan);
        *ret_plan = plan;
    }
    report_end(&place);
    return r;
}

void sup_plan_release(struct sup_plan *plan)
{
    free(plan->memory);
    *plan = (struct sup_plan){.batches = NULL};
}
