/* The reference supervisor of childproof: everything at once. */
#ifndef SUP_SUP_H
#define SUP_SUP_H

#include <sup/error.h>
#include <sup/options.h>
#include <sup/request.h>
#include <sup/stats.h>
#include <sup/supervisor.h>
#include <sup/types.h>

#endif
