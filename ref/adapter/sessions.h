/* The verbs of the profile session, and what a lease shares with them. */
#ifndef ADAPTER_SESSIONS_H
#define ADAPTER_SESSIONS_H

#include "adapter.h"
#include "target.h"

void sessions_run_open(struct call *call);
void sessions_run_status(struct call *call);
void sessions_run_json_command(struct call *call);
void sessions_run_metadata(struct call *call);
void sessions_run_doctor(struct call *call);
void sessions_run_stream(struct call *call);

/* The same for a target that is known: each answers the call. */
void sessions_json_command(struct call *call, const struct target *target);
void sessions_metadata(struct call *call, const struct target *target);
void sessions_doctor(struct call *call, const struct target *target);
void sessions_stream(struct call *call, const struct target *target);

/* Keeps SESSION, opened on the worker that the call has pinned, under NAME; a session of that name gives way. */
void sessions_keep(struct call *call, const char *name, struct sup_session *session);

/* Puts the members of a capability's metadata, given as JSON text. */
void sessions_put_metadata(struct line *line, const struct sup_text *metadata);

#endif
