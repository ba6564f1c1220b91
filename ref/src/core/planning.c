#include "core/planning.h"

#include <stdbool.h>
#include <string.h>

static bool starts_component(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_';
}

static bool continues_component(char byte)
{
    return starts_component(byte) || (byte >= '0' && byte <= '9') || byte == '\'';
}

const char *module_name_fault(const char *name)
{
    if (!*name)
        return "the name is empty";
    bool first = true;
    for (; *name; name++) {
        if (*name == '.' && first)
            return "a component is empty";
        if (*name == '.') {
            first = true;
            continue;
        }
        if (first && !starts_component(*name))
            return "a component does not begin with a letter or `_`";
        if (!first && !continues_component(*name))
            return "a component has a byte other than letters, digits, `_` and `'`";
        first = false;
    }
    return first ? "a component is empty" : NULL;
}

static int imports_compare(const struct sup_plan_module *left, const struct sup_plan_module *right)
{
    for (size_t i = 0; i < left->import_count && i < right->import_count; i++) {
        int order = strcmp(left->imports[i], right->imports[i]);
        if (order != 0)
            return order;
    }
    return (left->import_count > right->import_count) - (left->import_count < right->import_count);
}

int module_key_compare(const struct sup_plan_module *left, const struct sup_plan_module *right)
{
    int order = strcmp(left->project_root, right->project_root);
    if (order == 0)
        order = strcmp(left->package, right->package);
    if (order == 0)
        order = strcmp(left->lib_name, right->lib_name);
    if (order == 0)
        order = strcmp(left->source_root, right->source_root);
    if (order == 0)
        order = imports_compare(left, right);
    if (order == 0)
        order = strcmp(left->profile, right->profile);
    return order != 0 ? order : strcmp(left->policy_class, right->policy_class);
}

int module_compare(const struct sup_plan_module *left, const struct sup_plan_module *right)
{
    int order = module_key_compare(left, right);
    return order != 0 ? order : strcmp(left->module, right->module);
}
