/* A thread of the library's own. */
#ifndef SUP_LINUX_THREAD_H
#define SUP_LINUX_THREAD_H

#include <pthread.h>

/* Starts a thread that no signal is delivered to. 0 or a negative errno. */
int thread_start(pthread_t *ret_thread, void *(*run)(void *), void *argument);

#endif
