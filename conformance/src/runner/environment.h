/* The environment of an adapter: ours, with some entries replaced. */
#ifndef RUNNER_ENVIRONMENT_H
#define RUNNER_ENVIRONMENT_H

#include <stddef.h>

struct json;

#define ENVIRONMENT_CHANGES_MAX 16

struct environment {
    char **entries; /* "NAME=VALUE", ended by NULL */
};

/* A copy of the process's environment without what belongs to another run of ours. */
void environment_init(struct environment *environment);
/* Sets NAME to VALUE. */
void environment_set(struct environment *environment, const char *name, const char *value);
/* Adds a library to those that are loaded first. */
void environment_preload(struct environment *environment, const char *library);
/* NULL where it is not set. */
const char *environment_get(const struct environment *environment, const char *name);
void environment_release(struct environment *environment);

/*
 * Keeps secrets out of what is written down: of the array `env` of a child's HELLO the entries that are ours,
 * unchanged, go; their names stay, in the array `env_inherited`.
 */
void environment_withhold(struct json *hello);

#endif
