/*
 * The arguments of one request line, read from its text. Values that are passed on as JSON keep their exact text, and
 * integers are exact to 2^64 - 1, which is why no tree of numbers as doubles stands in between.
 */
#ifndef ADAPTER_ARGUMENTS_H
#define ADAPTER_ARGUMENTS_H

#include "arena.h"
#include "wire/wire.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ARGUMENTS_PROBLEM_BYTES 200

/* The first thing that was wrong with the arguments is kept in `problem`; later reads go on harmlessly. */
struct arguments {
    struct arena arena; /* owns every text handed out */
    char problem[ARGUMENTS_PROBLEM_BYTES];
};

void arguments_release(struct arguments *arguments);
/* True while nothing was wrong. */
bool arguments_good(const struct arguments *arguments);
/* Says that the argument NAME is wrong: `argument NAME: EXPECTED expected`. */
void arguments_refuse(struct arguments *arguments, const char *name, const char *expected);

/* The member NAME of the object OBJECT; false where it is absent or null, or OBJECT is not an object. */
bool arguments_find(struct wire_text object, const char *name, struct wire_text *ret_value);

/* Each gives the member NAME of OBJECT converted, or its fallback where it is absent or null. */

/* A string without NUL inside, ended by one. The fallback may be NULL. */
const char *arguments_string(
    struct arguments *arguments, struct wire_text object, const char *name, const char *fallback);
/* The same, where its absence is wrong; "" then. */
const char *arguments_string_required(struct arguments *arguments, struct wire_text object, const char *name);
/* An unsigned integer: a number, or a string of decimal digits. */
uint64_t arguments_u64(
    struct arguments *arguments, struct wire_text object, const char *name, uint64_t fallback);
/* The same, where its absence is wrong; 0 then. */
uint64_t arguments_u64_required(struct arguments *arguments, struct wire_text object, const char *name);
bool arguments_bool(struct arguments *arguments, struct wire_text object, const char *name);
/* Any value as its exact text, ended by NUL; NULL where absent or null. */
const char *arguments_json(struct arguments *arguments, struct wire_text object, const char *name);
/* An array of strings; NULL and 0 where absent. */
const char *const *arguments_strings(
    struct arguments *arguments, struct wire_text object, const char *name, size_t *ret_count);
/* The elements of an array as texts; NULL and 0 where absent. */
const struct wire_text *arguments_array(
    struct arguments *arguments, struct wire_text object, const char *name, size_t *ret_count);
/* The elements of an array that is not a member of anything; NULL and 0 where it is no array. */
const struct wire_text *arguments_elements(
    struct arguments *arguments, struct wire_text array, const char *name, size_t *ret_count);
/* A string value that is not a member of anything. */
const char *arguments_text(struct arguments *arguments, struct wire_text value, const char *name);

#endif
