/*
 * Bodies as data: a record lists the fields of one kind of object of the protocol, and one function decodes any of
 * them by the rules of WIRE-04. The records themselves are in messages.c.
 */
#ifndef SUP_WIRE_RECORD_H
#define SUP_WIRE_RECORD_H

#include "wire/scan.h"
#include "wire/wire.h"

#include <stddef.h>
#include <stdint.h>

enum shape {
    SHAPE_TEXT,   /* S: a struct wire_text, decoded */
    SHAPE_U8,     /* u8: stored as uint64_t */
    SHAPE_U16,    /* u16: stored as uint16_t */
    SHAPE_U32,    /* u32: stored as uint32_t */
    SHAPE_U64,    /* u64: stored as uint64_t */
    SHAPE_BOOL,   /* stored as bool */
    SHAPE_JSON,   /* any value: a struct wire_text, exact */
    SHAPE_OBJECT, /* any object: a struct wire_text, exact */
    SHAPE_CHOICE, /* a string out of `names`; stored as unsigned int, its index */
    SHAPE_TEXTS,  /* [S]: a struct wire_texts, and the exact text beside it */
    SHAPE_COUNTS, /* {S:u64}: a struct wire_stream_counts, and the exact text beside it */
    SHAPE_RECORD, /* an object by `record`: a struct wire_text, exact; its fields have offsets of their own */
    SHAPE_RECORDS,  /* an array of objects by `record`, whose fields are not stored */
    SHAPE_VARIANTS, /* an object by one of `variants`: a struct wire_text, exact */
};

enum presence {
    PRESENCE_REQUIRED,
    PRESENCE_OPTIONAL, /* absent and null are the same: nothing is stored */
};

#define FIELD_NOT_STORED SIZE_MAX

struct record;
struct variants;

struct field {
    const char *name;
    enum shape shape;
    enum presence presence;
    size_t offset;      /* into the object that the whole message is decoded into */
    size_t text_offset; /* COUNTS, TEXTS: of the exact text */
    const struct record *record;
    const struct variants *variants;
    const char *const *names; /* ended by NULL */
};

struct record {
    const struct field *fields;
    size_t count; /* at most RECORD_FIELDS_MAX */
};

#define RECORD_FIELDS_MAX 16

/* Records that one string field, the tag, chooses from: `op`, `status`, `kind`. */
struct variant {
    const char *name;
    const struct record *record;
};

struct variants {
    const char *tag;
    const char *unknown; /* the reason where the tag's value is not among them */
    const struct variant *list;
    size_t count;
};

/* What a decoding needs beside its input. */
struct decoder {
    const char *frame; /* for offsets in errors */
    char *rewrite;     /* the same bytes, where escapes may be decoded in place; NULL: in storage */
    void *storage;     /* memory that the message will own */
    struct wire_error *error;
};

/*
 * Checks that the text `object` is one JSON object, and decodes it by `record` into `into`; bit i of `ret_given` is set where field i was there and not an optional
 * null. `tag` names a further known field, whose value was taken before; NULL for none. -EPROTO, -ENOMEM.
 */
int record_decode(struct decoder *decoder, struct wire_text object, const struct record *record,
    const char *tag, void *into, uint32_t *ret_given);
/* Finds the tag in `object` and gives the index of its variant. */
int variants_choose(
    struct decoder *decoder, struct wire_text object, const struct variants *variants, size_t *ret_index);

/* Memory of a message: freed as a whole. NULL: out of memory. */
void *storage_take(void **storage, size_t size);
void storage_free(void *storage);

/* The protocol's own objects (messages.c). */
extern const struct record record_frame;   /* into struct frame_parts */
extern const struct record record_message; /* into struct message_parts */
extern const struct record record_handshake;
extern const struct record record_configure;
extern const struct record record_diagnostic;
extern const struct record record_progress;
extern const struct record record_row;
extern const struct record record_fatal;
extern const struct variants variants_request;
extern const struct variants variants_response; /* into struct wire_response */

/* Which bit of record_progress says that a total was given. */
#define RECORD_PROGRESS_TOTAL 2

struct frame_parts {
    uint64_t version;
    struct wire_text message;
};

struct message_parts {
    unsigned int type;
    struct wire_text body;
};

#endif
