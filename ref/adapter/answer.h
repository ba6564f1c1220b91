/* What the supervisor says, in the adapter protocol's words: each function adds one part to a line. */
#ifndef ADAPTER_ANSWER_H
#define ADAPTER_ANSWER_H

#include "line.h"

#include <sup/sup.h>

/* Each puts its members into the object that is open. */
void answer_put_error(struct line *line, const struct sup_error *error);
void answer_put_metadata(struct line *line, const struct sup_metadata *metadata);
void answer_put_import_stats(struct line *line, const struct sup_import_stats *stats);
void answer_put_pool_snapshot(struct line *line, const struct sup_pool_snapshot *snapshot);
void answer_put_summary(struct line *line, const struct sup_stream_summary *summary);
void answer_put_response(struct line *line, const struct sup_response *response);
void answer_put_shutdown(struct line *line, const struct sup_shutdown_report *report);
void answer_put_snapshot(struct line *line, const struct sup_snapshot *snapshot);
void answer_put_stats(struct line *line, const struct sup_stats *stats);
void answer_put_status(struct line *line, bool running, const struct sup_exit *exit);

#endif
