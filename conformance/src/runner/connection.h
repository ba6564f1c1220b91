/* The control connections of a scenario's fake children: lines of JSON in, welcomes and permissions out. */
#ifndef RUNNER_CONNECTION_H
#define RUNNER_CONNECTION_H

#include "runner/children.h"

/* Accepts every connection that waits. */
void connections_accept(struct children *children);
/* Reads what every connection has now and files it. */
void connections_drain(struct children *children);
/* Reads the rest of what one ended child said. */
void connections_drain_child(struct children *children, struct child *child);
/* Sends one line to a child. A child that is gone is no error. */
void connection_send(struct child *child, const struct json *line);
void connections_release(struct children *children);

#endif
