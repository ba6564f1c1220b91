/* What a harness leaves that was killed before it could tidy up: its private folder, and children that were stopped by a signal and
 * so could not notice. A later run ends and removes them. */
#ifndef RUNNER_SWEEP_H
#define RUNNER_SWEEP_H

#include <stddef.h>

/* Of the form of mkdtemp: "childproof-" and six letters. */
#define SWEEP_FOLDER_PREFIX "childproof-"
/* In each folder of a run; its harness holds a lock on it for as long as it lives, whatever pid it has and in whatever container. */
#define SWEEP_LOCK_NAME "harness"
/* A folder whose lock file is younger may be one that is just being made. */
#define SWEEP_AGE_S 60
/* Folders looked at in one sweep. */
#define SWEEP_FOLDERS_MAX 1024

/* Makes FOLDER/harness and locks it. Returns the descriptor, close-on-exec, that keeps the lock; or a negative errno. */
int sweep_lock(const char *folder);

/* Removes, in `base`, the folders of this user's runs whose harness is gone, after ending what still runs from them: programs whose path
 * begins with the folder's, which nobody else can have. Everything else stays. Returns how many folders were removed. */
size_t sweep_dead(const char *base);

#endif
