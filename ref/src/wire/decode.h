/* The part of the decoder that its own tests look at. */
#ifndef SUP_WIRE_DECODE_H
#define SUP_WIRE_DECODE_H

#include "wire/wire.h"

/* As `wire_decode`, but never by a short way: all must give the same for every input. */
int wire_decode_general(
    char *frame, size_t length, struct wire_message *ret_message, struct wire_error *error);

#endif
