/* What an actor reports, as values: made, copied, released. */
#ifndef SUP_ACTOR_REPORT_H
#define SUP_ACTOR_REPORT_H

#include <sup/actor.h>

/* Replaces TEXT by what FORMAT says; by no text without memory. */
void text_print(struct sup_text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Replaces TO by a copy of FROM; by no text without memory. */
void text_copy(const struct sup_text *from, struct sup_text *to);

/* The same for a text ended by NUL; NULL is the empty text. */
void text_set(struct sup_text *text, const char *from);

void restart_event_release(struct sup_restart_event *event);
/* RET must be initialised. */
void restart_event_copy(const struct sup_restart_event *event, struct sup_restart_event *ret);

void unavailable_init(struct sup_unavailable *unavailable);
void unavailable_release(struct sup_unavailable *unavailable);

#endif
