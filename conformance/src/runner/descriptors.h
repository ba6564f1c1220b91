/* Room for descriptors: how many scenarios can run at a time within what the system allows this process. */
#ifndef RUNNER_DESCRIPTORS_H
#define RUNNER_DESCRIPTORS_H

/* Raises the soft limit of open descriptors as far as `jobs` scenarios at a time need it and the hard limit allows; the
   processes that are started inherit it. Returns how many of the `jobs` have room: at least 1. Call it before the first
   scenario starts, from one thread. */
unsigned descriptors_make_room(unsigned jobs);

#endif
