#include "core/duration.h"

#include <inttypes.h>
#include <stdio.h>

#define MS_PER_S 1000

void duration_text(char text[DURATION_BYTES], uint64_t ms)
{
    unsigned fraction = (unsigned)(ms % MS_PER_S);
    int digits = 3;
    for (; digits > 0 && fraction % 10 == 0; digits--)
        fraction /= 10;
    if (ms < MS_PER_S)
        (void)snprintf(text, DURATION_BYTES, "%" PRIu64 "ms", ms);
    else if (digits == 0)
        (void)snprintf(text, DURATION_BYTES, "%" PRIu64 "s", ms / MS_PER_S);
    else
        (void)snprintf(text, DURATION_BYTES, "%" PRIu64 ".%0*us", ms / MS_PER_S, digits, fraction);
}
