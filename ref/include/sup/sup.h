/* The reference supervisor of childproof: everything at once. */
#ifndef SUP_SUP_H
#define SUP_SUP_H

#include <sup/actor.h>
#include <sup/capability.h>
#include <sup/command.h>
#include <sup/config.h>
#include <sup/error.h>
#include <sup/options.h>
#include <sup/plan.h>
#include <sup/pool.h>
#include <sup/request.h>
#include <sup/resolve.h>
#include <sup/session.h>
#include <sup/stats.h>
#include <sup/supervisor.h>
#include <sup/types.h>

#endif
