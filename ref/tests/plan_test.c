/* Import planning: grouping, order, mistakes. */
#include <sup/plan.h>

#include "core/planning.h"
#include "suite.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

static const char *const DECLARED[] = {"L", "M"};
static const char *const IMPORTS[] = {"Init", "Std"};

static struct sup_plan_module module_of(const char *name, const char *lib_name, size_t import_count)
{
    return (struct sup_plan_module){
        .module = name,
        .project_root = "/p",
        .package = "pkg",
        .lib_name = lib_name,
        .source_root = "/p/src",
        .imports = IMPORTS,
        .import_count = import_count,
        .profile = "private",
        .policy_class = "default",
    };
}

START_TEST(names_are_dotted_components)
{
    static const char *const GOOD[] = {"A", "_", "A.B", "a1.b'", "_x.y_2'"};
    static const char *const BAD[] = {
        "", ".", "A.", ".A", "A..B", "1A", "A.1", "A-B", "A B", "'A", "A.\xc3\xa4", "A/B"};
    for (size_t i = 0; i < sizeof(GOOD) / sizeof(GOOD[0]); i++)
        ck_assert_msg(!module_name_fault(GOOD[i]), "%s", GOOD[i]);
    for (size_t i = 0; i < sizeof(BAD) / sizeof(BAD[0]); i++)
        ck_assert_msg(module_name_fault(BAD[i]) != NULL, "%s", BAD[i]);
}
END_TEST

START_TEST(any_order_of_input_gives_the_same_plan)
{
    struct sup_plan_module modules[] = {module_of("B", "L", 2), module_of("A", "M", 2),
        module_of("C", "L", 1), module_of("A", "L", 2), module_of("A", "L", 2)};
    const size_t count = sizeof(modules) / sizeof(modules[0]);
    for (unsigned round = 0; round < 50; round++) {
        for (size_t i = count - 1; i > 0; i--) {
            size_t j = (size_t)rand() % (i + 1);
            struct sup_plan_module swapped = modules[i];
            modules[i] = modules[j];
            modules[j] = swapped;
        }
        struct sup_plan plan;
        ck_assert_int_eq(sup_plan_make(modules, count, DECLARED, 2, &plan, NULL), 0);
        ck_assert_uint_eq(plan.batch_count, 3);
        ck_assert_str_eq(plan.batches[0].modules[0]->module, "C");
        ck_assert_uint_eq(plan.batches[1].module_count, 2);
        ck_assert_str_eq(plan.batches[1].modules[0]->module, "A");
        ck_assert_str_eq(plan.batches[1].modules[1]->module, "B");
        ck_assert_str_eq(plan.batches[2].key->lib_name, "M");
        sup_plan_release(&plan);
    }
}
END_TEST

START_TEST(nothing_is_planned_for_nothing)
{
    struct sup_plan plan;
    ck_assert_int_eq(sup_plan_make(NULL, 0, NULL, 0, &plan, NULL), 0);
    ck_assert_uint_eq(plan.batch_count, 0);
    sup_plan_release(&plan);
}
END_TEST

START_TEST(mistakes_are_the_same_in_any_order)
{
    const struct sup_plan_module one[] = {
        module_of("z-", "L", 1), module_of("a-", "X", 1), module_of("B", "Y", 1)};
    const struct sup_plan_module two[] = {one[2], one[1], one[0]};
    struct sup_plan plan;
    struct sup_error error;
    sup_error_init(&error);
    ck_assert_int_eq(sup_plan_make(one, 3, DECLARED, 2, &plan, &error), -SUP_ERROR_KIND_INVALID_MODULE_NAME);
    ck_assert_str_eq(error.code.data, "a-");
    ck_assert_int_eq(sup_plan_make(two, 3, DECLARED, 2, &plan, &error), -SUP_ERROR_KIND_INVALID_MODULE_NAME);
    ck_assert_str_eq(error.code.data, "a-");
    ck_assert_int_eq(
        sup_plan_make(two, 1, DECLARED, 2, &plan, &error), -SUP_ERROR_KIND_UNRESOLVED_CAPABILITY_TARGET);
    ck_assert_str_eq(error.code.data, "Y");
    sup_error_release(&error);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("plan");
    TCase *plans = tcase_create("plans");
    tcase_add_test(plans, names_are_dotted_components);
    tcase_add_test(plans, any_order_of_input_gives_the_same_plan);
    tcase_add_test(plans, nothing_is_planned_for_nothing);
    tcase_add_test(plans, mistakes_are_the_same_in_any_order);
    suite_add_tcase(suite, plans);
    return suite_run(suite);
}
