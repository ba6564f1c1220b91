#include "wire/record.h"

#include "wire/error.h"

#include <assert.h>
#include <errno.h>
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#define STORAGE_BLOCK_BYTES 1024u
#define LIST_FIRST          8u

/* ---- Storage ------------------------------------------------------------------------------------------------ */

/* A block of a message's memory; the newest is first. */
struct storage_block {
    struct storage_block *next;
    size_t used;
    size_t size;
    alignas(max_align_t) char bytes[];
};

void *storage_take(void **storage, size_t size)
{
    struct storage_block *block = *storage;
    size_t room = (size + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
    void *taken;

    if (block == NULL || block->size - block->used < room) {
        size_t block_size = room > STORAGE_BLOCK_BYTES ? room : STORAGE_BLOCK_BYTES;

        block = malloc(sizeof *block + block_size);
        if (block == NULL)
            return NULL;
        *block = (struct storage_block){.next = *storage, .size = block_size};
        *storage = block;
    }
    taken = block->bytes + block->used;
    block->used += room;
    return taken;
}

void storage_free(void *storage)
{
    struct storage_block *block = storage;

    while (block != NULL) {
        struct storage_block *next = block->next;

        free(block);
        block = next;
    }
}

/* ---- Failures ------------------------------------------------------------------------------------------------ */

static int fail_at(struct decoder *decoder, const char *at, const char *why, const char *subject)
{
    return wire_error_decode(decoder->error, why, subject, (size_t)(at - decoder->frame));
}

static int fail_scan(struct decoder *decoder, const struct scan *scan, const char *subject)
{
    return fail_at(decoder, scan->at, scan->why, subject);
}

/* ---- Values by shape ------------------------------------------------------------------------------------------- */

static void *slot(void *into, size_t offset)
{
    return (char *)into + offset;
}

static void store_text(void *into, size_t offset, struct wire_text text)
{
    if (offset != FIELD_NOT_STORED)
        memcpy(slot(into, offset), &text, sizeof text);
}

/* Gives a scanned string decoded: as it stands where it has no escape, in storage or in place where it has. */
static int take_text(struct decoder *decoder, struct scan_string string, struct wire_text *ret_text)
{
    struct wire_text text = string.raw;
    char *to;

    if (string.escaped) {
        to = decoder->rewrite != NULL ? decoder->rewrite + (string.raw.data - decoder->frame)
                                      : storage_take(&decoder->storage, string.raw.length);
        if (to == NULL)
            return -ENOMEM;
        if (scan_unescape(string, to, &text.length) < 0)
            return fail_at(decoder, string.raw.data, "a lone surrogate in a string", NULL);
        text.data = to;
    }
    *ret_text = text;
    return 0;
}

static int decode_text(struct decoder *decoder, struct scan *scan, const struct field *field, void *into)
{
    struct scan_string string;
    struct wire_text text = {0};
    int error;

    if (scan_string(scan, &string) < 0)
        return fail_scan(decoder, scan, field->name);
    error = take_text(decoder, string, &text);
    if (error < 0)
        return error;
    store_text(into, field->offset, text);
    return 0;
}

static int decode_number(struct decoder *decoder, struct scan *scan, const struct field *field, void *into)
{
    uint64_t max = field->shape == SHAPE_U8    ? UINT8_MAX
                   : field->shape == SHAPE_U16 ? UINT16_MAX
                   : field->shape == SHAPE_U32 ? UINT32_MAX
                                               : UINT64_MAX;
    uint64_t value;

    if (scan_unsigned(scan, max, &value) < 0)
        return fail_scan(decoder, scan, field->name);
    if (field->offset == FIELD_NOT_STORED)
        return 0;
    if (field->shape == SHAPE_U16)
        memcpy(slot(into, field->offset), &(uint16_t){(uint16_t)value}, sizeof(uint16_t));
    else if (field->shape == SHAPE_U32)
        memcpy(slot(into, field->offset), &(uint32_t){(uint32_t)value}, sizeof(uint32_t));
    else
        memcpy(slot(into, field->offset), &value, sizeof value);
    return 0;
}

static int decode_bool(struct decoder *decoder, struct scan *scan, const struct field *field, void *into)
{
    bool value = scan_peek(scan) == 't';

    if (!value && scan_peek(scan) != 'f')
        return fail_at(decoder, scan->at, "true or false expected", field->name);
    if (scan_value(scan, 0, NULL) < 0)
        return fail_scan(decoder, scan, field->name);
    if (field->offset != FIELD_NOT_STORED)
        memcpy(slot(into, field->offset), &value, sizeof value);
    return 0;
}

static int decode_choice(struct decoder *decoder, struct scan *scan, const struct field *field, void *into)
{
    const char *at = scan->at;
    struct scan_string string;

    if (scan_string(scan, &string) < 0)
        return fail_scan(decoder, scan, field->name);
    for (unsigned int i = 0; field->names[i] != NULL; i++) {
        if (!scan_string_is(string, field->names[i]))
            continue;
        if (field->offset != FIELD_NOT_STORED)
            memcpy(slot(into, field->offset), &i, sizeof i);
        return 0;
    }
    return fail_at(decoder, at, "an unknown value", field->name);
}

/*
 * Gives a list of `count` entries room for one more; what it leaves behind is freed with the message. NULL: no memory,
 * and the old list is still good.
 */
static void *list_grow(struct decoder *decoder, void *list, size_t entry_size, size_t count, size_t *capacity)
{
    size_t grown = *capacity == 0 ? LIST_FIRST : *capacity * 2;
    void *entries;

    if (count < *capacity)
        return list;
    entries = storage_take(&decoder->storage, grown * entry_size);
    if (entries == NULL)
        return NULL;
    if (count > 0)
        memcpy(entries, list, count * entry_size);
    *capacity = grown;
    return entries;
}

static int decode_texts(struct decoder *decoder, struct scan *scan, const struct field *field, void *into)
{
    struct wire_texts texts = {.entries = NULL};
    const char *start = scan->at;
    size_t capacity = 0;
    bool first = true;
    int more;

    while ((more = scan_element(scan, &first)) > 0) {
        struct wire_text *entries =
            list_grow(decoder, texts.entries, sizeof *entries, texts.count, &capacity);
        struct scan_string string;
        int error;

        if (entries == NULL)
            return -ENOMEM;
        texts.entries = entries;
        if (scan_string(scan, &string) < 0)
            return fail_scan(decoder, scan, field->name);
        error = take_text(decoder, string, &texts.entries[texts.count++]);
        if (error < 0)
            return error;
    }
    if (more < 0)
        return fail_scan(decoder, scan, field->name);
    if (field->offset != FIELD_NOT_STORED)
        memcpy(slot(into, field->offset), &texts, sizeof texts);
    store_text(into, field->text_offset, (struct wire_text){start, (size_t)(scan->at - start)});
    return 0;
}

static int decode_counts(struct decoder *decoder, struct scan *scan, const struct field *field, void *into)
{
    struct wire_stream_counts counts = {.entries = NULL};
    const char *start = scan->at;
    struct scan_string key;
    size_t capacity = 0;
    bool first = true;
    int more;

    while ((more = scan_member(scan, &first, &key)) > 0) {
        struct wire_stream_count *entries =
            list_grow(decoder, counts.entries, sizeof *entries, counts.count, &capacity);
        struct wire_stream_count entry;
        int error = take_text(decoder, key, &entry.stream);

        if (entries == NULL)
            return -ENOMEM;
        counts.entries = entries;
        if (error < 0)
            return error;
        if (scan_unsigned(scan, UINT64_MAX, &entry.count) < 0)
            return fail_scan(decoder, scan, field->name);
        counts.entries[counts.count++] = entry;
    }
    if (more < 0)
        return fail_scan(decoder, scan, field->name);
    memcpy(slot(into, field->offset), &counts, sizeof counts);
    store_text(into, field->text_offset, (struct wire_text){start, (size_t)(scan->at - start)});
    return 0;
}

/* Takes a value whole; `opening` is the byte it must start with, or 0 for any. */
static int take_value(struct decoder *decoder, struct scan *scan, const struct field *field, char opening,
    struct wire_text *ret_value)
{
    int depth_max = field->shape == SHAPE_OBJECT ? WIRE_DEPTH_MAX + SCAN_ENVELOPE_DEPTH : WIRE_DEPTH_MAX;

    if (opening != '\0' && scan_peek(scan) != opening)
        return fail_at(decoder, scan->at, "an object expected", field->name);
    if (scan_value(scan, depth_max, ret_value) < 0)
        return fail_scan(decoder, scan, field->name);
    return 0;
}

/* Records nest as the protocol's bodies do, three levels deep: this recursion is bounded by the tables. */
// NOLINTNEXTLINE(misc-no-recursion)
static int decode_variants(
    struct decoder *decoder, struct wire_text object, const struct variants *variants, void *into)
{
    size_t index = 0;
    int error = variants_choose(decoder, object, variants, &index);

    if (error < 0)
        return error;
    return record_decode(decoder, object, variants->list[index].record, variants->tag, into, &(uint32_t){0});
}

// NOLINTNEXTLINE(misc-no-recursion)
static int decode_records(struct decoder *decoder, struct scan *scan, const struct field *field, void *into)
{
    bool first = true;
    int more;

    while ((more = scan_element(scan, &first)) > 0) {
        struct wire_text element = {0};
        int error = take_value(decoder, scan, field, '{', &element);

        if (error == 0)
            error = record_decode(decoder, element, field->record, NULL, into, &(uint32_t){0});
        if (error < 0)
            return error;
    }
    return more < 0 ? fail_scan(decoder, scan, field->name) : 0;
}

// NOLINTNEXTLINE(misc-no-recursion)
static int decode_object(struct decoder *decoder, struct scan *scan, const struct field *field, void *into)
{
    bool object = field->shape != SHAPE_JSON;
    struct wire_text text = {0};
    int error = take_value(decoder, scan, field, object ? '{' : '\0', &text);

    if (error == 0 && field->shape == SHAPE_RECORD)
        error = record_decode(decoder, text, field->record, NULL, into, &(uint32_t){0});
    if (error == 0 && field->shape == SHAPE_VARIANTS)
        error = decode_variants(decoder, text, field->variants, into);
    if (error == 0)
        store_text(into, field->offset, text);
    return error;
}

// NOLINTNEXTLINE(misc-no-recursion)
static int decode_field(struct decoder *decoder, struct scan *scan, const struct field *field, void *into)
{
    switch (field->shape) {
    case SHAPE_TEXT: return decode_text(decoder, scan, field, into);
    case SHAPE_U8:
    case SHAPE_U16:
    case SHAPE_U32:
    case SHAPE_U64: return decode_number(decoder, scan, field, into);
    case SHAPE_BOOL: return decode_bool(decoder, scan, field, into);
    case SHAPE_CHOICE: return decode_choice(decoder, scan, field, into);
    case SHAPE_TEXTS: return decode_texts(decoder, scan, field, into);
    case SHAPE_COUNTS: return decode_counts(decoder, scan, field, into);
    case SHAPE_RECORDS: return decode_records(decoder, scan, field, into);
    case SHAPE_JSON:
    case SHAPE_OBJECT:
    case SHAPE_RECORD:
    case SHAPE_VARIANTS: return decode_object(decoder, scan, field, into);
    }
    assert(false && "a shape without a decoder");
    return -EINVAL;
}

/* ---- Records ---------------------------------------------------------------------------------------------------- */

/* The index of the field that `key` names; `count` for the tag, -1 for a field the protocol does not know. */
static int find_field(const struct record *record, const char *tag, struct scan_string key)
{
    for (size_t i = 0; i < record->count; i++) {
        if (scan_string_is(key, record->fields[i].name))
            return (int)i;
    }
    return tag != NULL && scan_string_is(key, tag) ? (int)record->count : -1;
}

static bool takes_null(struct scan *scan)
{
    struct scan ahead = *scan;

    if (scan_peek(scan) != 'n' || scan_value(&ahead, 0, NULL) < 0)
        return false;
    *scan = ahead;
    return true;
}

static int missing_field(struct decoder *decoder, const struct record *record, uint32_t seen, const char *at)
{
    for (size_t i = 0; i < record->count; i++) {
        if (record->fields[i].presence == PRESENCE_REQUIRED && (seen >> i & 1) == 0)
            return fail_at(decoder, at, "a missing field", record->fields[i].name);
    }
    return 0;
}

// NOLINTNEXTLINE(misc-no-recursion)
int record_decode(struct decoder *decoder, struct wire_text object, const struct record *record,
    const char *tag, void *into, uint32_t *ret_given)
{
    struct scan scan = scan_over(object);
    struct scan_string key;
    uint32_t seen = 0;
    uint32_t given = 0;
    bool first = true;
    int more;

    assert(record->count <= RECORD_FIELDS_MAX);
    while ((more = scan_member(&scan, &first, &key)) > 0) {
        int index = find_field(record, tag, key);
        const struct field *field =
            index >= 0 && (size_t)index < record->count ? &record->fields[index] : NULL;
        int error = 0;

        if (index >= 0 && (seen >> index & 1) != 0)
            return fail_at(decoder, key.raw.data, "a duplicate field", field != NULL ? field->name : tag);
        if (index >= 0)
            seen |= UINT32_C(1) << index;
        if (field == NULL) {
            error = scan_value(&scan, WIRE_DEPTH_MAX, NULL);
        } else if (field->presence == PRESENCE_REQUIRED || !takes_null(&scan)) {
            given |= UINT32_C(1) << index;
            error = decode_field(decoder, &scan, field, into);
        }
        if (error < 0)
            return field == NULL ? fail_scan(decoder, &scan, NULL) : error;
    }
    if (more < 0)
        return fail_scan(decoder, &scan, NULL);
    scan_space(&scan);
    if (scan.at != scan.end)
        return fail_at(decoder, scan.at, "bytes after the value", NULL);
    *ret_given = given;
    return missing_field(decoder, record, seen, object.data);
}

int variants_choose(
    struct decoder *decoder, struct wire_text object, const struct variants *variants, size_t *ret_index)
{
    struct scan scan = scan_over(object);
    struct scan_string key;
    struct scan_string value;
    bool found = false;
    bool first = true;
    int more;

    while (!found && (more = scan_member(&scan, &first, &key)) > 0) {
        found = scan_string_is(key, variants->tag);
        if (found ? scan_string(&scan, &value) < 0 : scan_value(&scan, WIRE_DEPTH_MAX, NULL) < 0)
            return fail_scan(decoder, &scan, variants->tag);
    }
    if (!found && more < 0)
        return fail_scan(decoder, &scan, variants->tag);
    if (!found)
        return fail_at(decoder, object.data, "a missing field", variants->tag);
    for (size_t i = 0; i < variants->count; i++) {
        if (scan_string_is(value, variants->list[i].name)) {
            *ret_index = i;
            return 0;
        }
    }
    return fail_at(decoder, value.raw.data, variants->unknown, NULL);
}
