/* Starting a child for one capability: found, started, asked for its health, given a session, and compared with what the
 * caller expects of it; or else not there at all (CAP-01…05). */
#ifndef SUP_CAPABILITY_H
#define SUP_CAPABILITY_H

#include <sup/options.h>
#include <sup/resolve.h>
#include <sup/session.h>
#include <sup/supervisor.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What a metadata export has to answer. All texts are JSON but `export_name`. Borrowed. */
struct sup_metadata_expectation {
    const char *export_name;
    const char *request_json; /* NULL: null */
    const char *
        expected_json; /* compared whole (CAP-02); NULL: any metadata will do, as long as it is well formed */
};

/* Asks EXPECTATION's export and compares its answer. Two answers are equal if they are the same JSON value: the order of
 * an object's members does not count, numbers are compared by value, and an optional member of the metadata that is null
 * is the same as one that is not there. RET_METADATA (JSON text; may be NULL) is replaced also where they differ.
 * Returns 0 or minus a kind: capability_metadata_mismatch {export, expected, actual}, capability_metadata_malformed, or
 * as sup_request. A difference leaves the child usable. */
int sup_metadata_validate(struct sup_supervisor *supervisor,
    const struct sup_metadata_expectation *expectation, const struct sup_cancel_token *token,
    struct sup_text *ret_metadata, struct sup_error *ret_error);
/* The same for the child of SESSION only. */
int sup_session_validate_metadata(struct sup_session *session,
    const struct sup_metadata_expectation *expectation, const struct sup_cancel_token *token,
    struct sup_text *ret_metadata, struct sup_error *ret_error);

/* Borrowed. */
struct sup_capability_options {
    /* `executable`, where it is set, names the program; otherwise `child` finds it. */
    struct sup_options worker;
    struct sup_resolve_options child;
    struct sup_session_options session;
    const struct sup_metadata_expectation *metadata; /* NULL: none is asked for */
};

/* An open capability. Owns what it holds; a member that the caller takes for itself is set to NULL. */
struct sup_capability {
    struct sup_supervisor *supervisor;
    struct sup_session *session;
    struct sup_text
        metadata; /* JSON text of the metadata export; no text where none was asked for (CAP-05) */
};

void sup_capability_init(struct sup_capability *capability);
/* Frees the session, then the supervisor, whose child is gone afterwards. */
void sup_capability_release(struct sup_capability *capability);

/* Static checks, resolution, start, health (request 1), session, metadata, in this order (CAP-01). RET_CAPABILITY must be
 * initialised; it is replaced on success only. TOKEN may be NULL.
 * Returns 0 or minus a kind: bootstrap, worker_child_unresolved, worker_child_not_executable, any of
 * sup_supervisor_open, sup_session_open and sup_metadata_validate. A failure at any step leaves no process. */
int sup_capability_open(const struct sup_capability_options *options, const struct sup_cancel_token *token,
    struct sup_capability *ret_capability, struct sup_error *ret_error);

/* The codes of findings (CAP-04). */
#define SUP_FINDING_CHILD_UNRESOLVED     "lean_rs.worker.bootstrap.child_unresolved"
#define SUP_FINDING_CHILD_NOT_EXECUTABLE "lean_rs.worker.bootstrap.child_not_executable"
#define SUP_FINDING_HANDSHAKE_FAILED     "lean_rs.worker.bootstrap.handshake_failed"
#define SUP_FINDING_METADATA_MISMATCH    "lean_rs.worker.bootstrap.metadata_mismatch"
#define SUP_FINDING_STARTUP_FAILED       "lean_rs.worker.bootstrap.startup_failed"

/* What a check found. Owns its message. */
struct sup_finding {
    bool found;              /* false: all is well, and the rest is empty */
    const char *code;        /* one of the above; static */
    const char *severity;    /* `error`; static */
    struct sup_text message; /* for people */
};

void sup_finding_init(struct sup_finding *finding);
void sup_finding_release(struct sup_finding *finding);

/* Does what sup_capability_open does, ends the child again, and says what was in the way instead of failing (CAP-04).
 * Each check needs the one before it, so there is one finding at most. Never asks the doctor (CAP-03).
 * RET_FINDING must be initialised. Returns 0, or -SUP_ERROR_KIND_SETUP without memory. */
int sup_capability_check(const struct sup_capability_options *options, struct sup_finding *ret_finding);

#ifdef __cplusplus
}
#endif

#endif
