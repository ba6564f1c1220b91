#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check_run.h"
#include "runner/discover.h"
#include "runner/scratch.h"

static struct scratch folder;

static void write_scenario(const char *name, const char *clause, const char *tag)
{
    char path[SCRATCH_PATH_MAX + 64];
    char text[512];
    (void)snprintf(path, sizeof path, "%s/%s.lua", folder.root, name);
    (void)snprintf(text, sizeof text,
        "return scenario { summary = 's', clauses = { '%s' }, profile = 'supervisor', tags = { '%s' }, drive "
        "= function(sup) end }",
        clause, tag);
    ck_assert_int_eq(scratch_write(path, text), 0);
}

static void make_folder(void)
{
    char path[SCRATCH_PATH_MAX + 64];
    ck_assert_int_eq(scratch_open(&folder), 0);
    (void)snprintf(path, sizeof path, "%s/stream", folder.root);
    ck_assert_int_eq(mkdir(path, 0700), 0);
    (void)snprintf(path, sizeof path, "%s/rss", folder.root);
    ck_assert_int_eq(mkdir(path, 0700), 0);
    write_scenario("stream/one", "STREAM-01", "x");
    write_scenario("stream/two", "STREAM-02", "y");
    write_scenario("rss/spike", "RSS-01", "y");
    (void)snprintf(path, sizeof path, "%s/README.md", folder.root);
    ck_assert_int_eq(scratch_write(path, "no scenario"), 0);
}

static void remove_folder(void)
{
    scratch_close(&folder);
}

static struct scenario_set load(void)
{
    struct scenario_set set;
    char *error = NULL;
    ck_assert_int_eq(discover_all(folder.root, &set, &error), 0);
    return set;
}

START_TEST(every_lua_file_is_a_scenario_named_by_its_path)
{
    struct scenario_set set = load();
    ck_assert_uint_eq(set.count, 3);
    ck_assert_str_eq(set.items[0].id, "rss/spike");
    ck_assert_str_eq(set.items[1].id, "stream/one");
    ck_assert_str_eq(set.items[2].id, "stream/two");
    scenario_set_release(&set);
}
END_TEST

/* What is left after a selection, as ids in one text. */
static void selects(struct selection selection, const char *expected)
{
    struct scenario_set set = load();
    char *error = NULL;
    char names[256] = "";
    if (select_scenarios(&set, &selection, &error) < 0)
        (void)snprintf(names, sizeof names, "!");
    else
        for (size_t i = 0; i < set.count; i++)
            (void)snprintf(names + strlen(names), sizeof names - strlen(names), "%s ", set.items[i].id);
    ck_assert_str_eq(names, expected);
    free(error);
    scenario_set_release(&set);
}

START_TEST(globs_folders_clauses_and_tags_select)
{
    char *star[] = {(char[]){"stream/*"}};
    char *area[] = {(char[]){"stream"}};
    char *two[] = {(char[]){"rss/"}, (char[]){"*one"}};
    selects((struct selection){0}, "rss/spike stream/one stream/two ");
    selects((struct selection){.globs = star, .glob_count = 1}, "stream/one stream/two ");
    selects((struct selection){.globs = area, .glob_count = 1}, "stream/one stream/two ");
    selects((struct selection){.globs = two, .glob_count = 2}, "rss/spike stream/one ");
    selects((struct selection){.clause = "STREAM-02"}, "stream/two ");
    selects((struct selection){.tag = "y"}, "rss/spike stream/two ");
    selects((struct selection){.tag = "y", .globs = star, .glob_count = 1}, "stream/two ");
}
END_TEST

START_TEST(what_selects_nothing_is_an_error)
{
    char *none[] = {(char[]){"stream/*"}, (char[]){"pool/*"}};
    char *part[] = {(char[]){"strea"}};
    selects((struct selection){.globs = none, .glob_count = 2}, "!");
    selects((struct selection){.globs = part, .glob_count = 1}, "!");
    selects((struct selection){.clause = "POOL-01"}, "!");
    selects((struct selection){.shard = 4, .shard_count = 4}, "!");
}
END_TEST

START_TEST(shards_part_the_whole_without_overlap)
{
    selects((struct selection){.shard = 1, .shard_count = 2}, "rss/spike stream/two ");
    selects((struct selection){.shard = 2, .shard_count = 2}, "stream/one ");
}
END_TEST

START_TEST(an_order_depends_on_the_seed_alone)
{
    struct scenario_set first = load();
    struct scenario_set second = load();
    shuffle_scenarios(&first, 42);
    shuffle_scenarios(&second, 42);
    for (size_t i = 0; i < first.count; i++)
        ck_assert_str_eq(first.items[i].id, second.items[i].id);
    bool differs = false;
    for (unsigned long long seed = 0; seed < 20 && !differs; seed++) {
        shuffle_scenarios(&second, seed);
        differs = strcmp(first.items[0].id, second.items[0].id) != 0;
    }
    ck_assert(differs);
    scenario_set_release(&first);
    scenario_set_release(&second);
}
END_TEST

START_TEST(a_file_that_cannot_be_loaded_is_kept_with_its_error)
{
    char path[SCRATCH_PATH_MAX + 64];
    (void)snprintf(path, sizeof path, "%s/rss/broken.lua", folder.root);
    ck_assert_int_eq(scratch_write(path, "return scenario { sumary = 's' }"), 0);
    struct scenario_set set = load();
    ck_assert_str_eq(set.items[0].id, "rss/broken");
    ck_assert_ptr_nonnull(set.items[0].error);
    struct selection by_clause = {.clause = "STREAM-01"};
    char *error = NULL;
    ck_assert_int_eq(select_scenarios(&set, &by_clause, &error), 0);
    ck_assert_uint_eq(set.count, 2); /* the broken one is not passed over in silence */
    scenario_set_release(&set);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("select");
    TCase *all = tcase_create("all");
    tcase_add_checked_fixture(all, make_folder, remove_folder);
    tcase_add_test(all, every_lua_file_is_a_scenario_named_by_its_path);
    tcase_add_test(all, globs_folders_clauses_and_tags_select);
    tcase_add_test(all, what_selects_nothing_is_an_error);
    tcase_add_test(all, shards_part_the_whole_without_overlap);
    tcase_add_test(all, an_order_depends_on_the_seed_alone);
    tcase_add_test(all, a_file_that_cannot_be_loaded_is_kept_with_its_error);
    suite_add_tcase(suite, all);
    return check_run(suite);
}
