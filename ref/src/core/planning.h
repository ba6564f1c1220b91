/* The order of a plan, and what a module name is (PLAN-01, PLAN-02). Pure. */
#ifndef SUP_CORE_PLANNING_H
#define SUP_CORE_PLANNING_H

#include <sup/plan.h>

/* NULL where NAME is a module name; otherwise what is wrong with it. Static. */
const char *module_name_fault(const char *name);

/* By everything but the name: project_root, package, lib_name, source_root, imports, profile, policy_class. < 0, 0, > 0. */
int module_key_compare(const struct sup_plan_module *left, const struct sup_plan_module *right);

/* By key, then by name. */
int module_compare(const struct sup_plan_module *left, const struct sup_plan_module *right);

#endif
