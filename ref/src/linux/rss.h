/* A process's resident memory, from /proc (RSS-01). */
#ifndef SUP_LINUX_RSS_H
#define SUP_LINUX_RSS_H

#include <stdint.h>
#include <sys/types.h>

/* VmRSS of PID in KiB. PID must not have been reaped. -ENODATA where the kernel gives none: a zombie, or a process that
 * is gone. */
int rss_sample(pid_t pid, uint64_t *ret_kib);

#endif
