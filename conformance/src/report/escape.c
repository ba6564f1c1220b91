#include "report/escape.h"

#include <stdlib.h>
#include <string.h>

const char *escape_string(const struct text *text)
{
    return text->bytes != NULL ? text->bytes : "";
}

/* The number of bytes of the sequence that `lead` starts, and the bits of the rune that it carries itself. */
static size_t sequence_length(unsigned char lead, uint32_t *ret_bits)
{
    if (lead < 0x80) {
        *ret_bits = lead;
        return 1;
    }
    if (lead >= 0xC2 && lead <= 0xDF) {
        *ret_bits = lead & 0x1Fu;
        return 2;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
        *ret_bits = lead & 0x0Fu;
        return 3;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        *ret_bits = lead & 0x07u;
        return 4;
    }
    return 0;
}

bool escape_next_rune(const char **cursor, uint32_t *ret_rune)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *at = (const unsigned char *)*cursor;
    uint32_t rune = 0;
    size_t length = sequence_length(at[0], &rune);
    bool valid = length > 0;
    for (size_t i = 1; valid && i < length; i++) {
        valid = (at[i] & 0xC0u) == 0x80u; /* NUL is no continuation, so this stops at the end */
        rune = rune << 6 | (at[i] & 0x3Fu);
    }
    if (!valid || rune < least[length] || rune > 0x10FFFF || (rune >= 0xD800 && rune <= 0xDFFF)) {
        *ret_rune = at[0];
        *cursor += 1;
        return false;
    }
    *ret_rune = rune;
    *cursor += length;
    return true;
}

/* Control characters, invisible or direction-changing ones, separators and non-characters: nothing that a
 * terminal, an XML parser or a reader's eye should be handed as it is. Line feed and tab are the caller's. */
static bool rune_is_hostile(uint32_t rune)
{
    static const struct {
        uint32_t first;
        uint32_t last;
    } ranges[] = {
        {0x00, 0x1F},
        {0x7F, 0x9F},
        {0xAD, 0xAD},
        {0x61C, 0x61C},
        {0x180E, 0x180E},
        {0x200B, 0x200F},
        {0x2028, 0x202E},
        {0x2060, 0x206F},
        {0xFDD0, 0xFDEF},
        {0xFEFF, 0xFEFF},
        {0xFFF0, 0xFFFC},
        {0xE0000, 0xE007F},
    };
    for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++) {
        if (rune >= ranges[i].first && rune <= ranges[i].last)
            return true;
    }
    return (rune & 0xFFFE) == 0xFFFE;
}

/* How one format writes a harmless rune that means something to it, or a line feed or tab. True: written. */
typedef bool rune_writer(struct text *text, uint32_t rune, const char *rest);

static void add_visible(struct text *text, uint32_t rune, const char *backslash)
{
    if (rune < 0x100)
        text_append_format(text, "%sx%02x", backslash, (unsigned)rune);
    else
        text_append_format(text, "%su{%x}", backslash, (unsigned)rune);
}

static void add_foreign(struct text *text, const char *foreign, rune_writer *writer, const char *backslash)
{
    const char *cursor = foreign != NULL ? foreign : "";
    while (*cursor != '\0') {
        const char *start = cursor;
        uint32_t rune = 0;
        bool valid = escape_next_rune(&cursor, &rune);
        if (valid && writer(text, rune, cursor))
            continue;
        if (!valid || rune_is_hostile(rune))
            add_visible(text, rune, backslash);
        else
            text_append(text, start, (size_t)(cursor - start));
    }
}

static bool write_line_rune(struct text *text, uint32_t rune, const char *rest)
{
    (void)rest;
    if (rune == '\n')
        text_append_string(text, "\\n");
    else if (rune == '\t')
        text_append_string(text, "\\t");
    else
        return false;
    return true;
}

void escape_line(struct text *text, const char *foreign)
{
    add_foreign(text, foreign, write_line_rune, "\\");
}

static bool write_block_rune(struct text *text, uint32_t rune, const char *rest)
{
    (void)rest;
    if (rune != '\n' && rune != '\t')
        return false;
    text_append(text, rune == '\n' ? "\n" : "\t", 1);
    return true;
}

void escape_block(struct text *text, const char *foreign)
{
    add_foreign(text, foreign, write_block_rune, "\\");
}

void escape_indented(struct text *text, const char *indent, const char *foreign)
{
    struct text block;
    text_init(&block);
    escape_block(&block, foreign);
    const char *line = escape_string(&block);
    for (const char *end; (end = strchr(line, '\n')) != NULL && end[1] != '\0'; line = end + 1) {
        text_append(text, line, (size_t)(end - line) + 1);
        text_append_string(text, indent);
    }
    text_append(text, line, strcspn(line, "\n"));
    text_release(&block);
}

static void add_json(struct text *text, const char *foreign, const char *also_escaped)
{
    if (foreign == NULL) {
        text_append_string(text, "null");
        return;
    }
    text_append_string(text, "\"");
    for (const char *cursor = foreign; *cursor != '\0';) {
        const char *start = cursor;
        uint32_t rune = 0;
        if (!escape_next_rune(&cursor, &rune))
            text_append_string(text, "\xEF\xBF\xBD");
        else if (rune == '\n')
            text_append_string(text, "\\n");
        else if (rune == '\t')
            text_append_string(text, "\\t");
        else if (rune == '"' || rune == '\\')
            text_append_format(text, "\\%c", (int)rune);
        else if (rune < 0x10000 &&
                 (rune_is_hostile(rune) || (rune < 0x80 && strchr(also_escaped, (int)rune) != NULL)))
            text_append_format(text, "\\u%04x", (unsigned)rune);
        else if (rune_is_hostile(rune))
            text_append_format(
                text, "\\u%04x\\u%04x", 0xD7C0u + (unsigned)(rune >> 10), 0xDC00u + (unsigned)(rune & 0x3FF));
        else
            text_append(text, start, (size_t)(cursor - start));
    }
    text_append_string(text, "\"");
}

void escape_json(struct text *text, const char *foreign)
{
    add_json(text, foreign, "");
}

void escape_script_json(struct text *text, const char *foreign)
{
    add_json(text, foreign, "<>&'");
}

static bool write_xml_rune(struct text *text, uint32_t rune, const char *rest)
{
    (void)rest;
    switch (rune) {
    case '&': text_append_string(text, "&amp;"); return true;
    case '<': text_append_string(text, "&lt;"); return true;
    case '>': text_append_string(text, "&gt;"); return true;
    case '"': text_append_string(text, "&quot;"); return true;
    case '\'': text_append_string(text, "&#39;"); return true;
    case '\n': text_append_string(text, "&#10;"); return true; /* an attribute would turn it into a space */
    case '\t': text_append_string(text, "&#9;"); return true;
    default: return false;
    }
}

void escape_xml(struct text *text, const char *foreign)
{
    add_foreign(text, foreign, write_xml_rune, "\\");
}

static bool write_tap_rune(struct text *text, uint32_t rune, const char *rest)
{
    (void)rest;
    if (rune == '\n' || rune == '\t')
        text_append_string(text, " ");
    else if (rune == '#' || rune == '\\')
        text_append_format(text, "\\%c", (int)rune);
    else
        return false;
    return true;
}

void escape_tap(struct text *text, const char *foreign)
{
    add_foreign(text, foreign, write_tap_rune, "\\\\");
}

/* Besides the marks themselves: no mention, no automatic link, no end of a table cell. */
static bool write_markdown_rune(struct text *text, uint32_t rune, const char *rest)
{
    if (rune == '\n' || rune == '\t')
        text_append_string(text, " ");
    else if (rune == '&')
        text_append_string(text, "&amp;");
    else if (rune == '<')
        text_append_string(text, "&lt;");
    else if (rune == '>')
        text_append_string(text, "&gt;");
    else if (rune == '@')
        text_append_string(text, "&#64;");
    else if (rune == ':' && strncmp(rest, "//", 2) == 0)
        text_append_string(text, "&#58;");
    else if ((rune == 'w' || rune == 'W') && strncasecmp(rest, "ww.", 3) == 0)
        text_append_format(text, "&#%u;", (unsigned)rune);
    else if (rune < 0x80 && rune != 0 && strchr("\\`*_{}[]()#+!|~$", (int)rune) != NULL)
        text_append_format(text, "\\%c", (int)rune);
    else
        return false;
    return true;
}

void escape_markdown(struct text *text, const char *foreign)
{
    add_foreign(text, foreign, write_markdown_rune, "\\\\");
}

void escape_code_block(struct text *text, const char *foreign)
{
    size_t longest = 2;
    size_t run = 0;
    for (const char *at = foreign != NULL ? foreign : ""; *at != '\0'; at++) {
        run = *at == '`' ? run + 1 : 0;
        if (run > longest)
            longest = run;
    }
    for (size_t i = 0; i <= longest; i++)
        text_append_string(text, "`");
    text_append_string(text, "text\n");
    escape_block(text, foreign);
    if (text->length > 0 && text->bytes[text->length - 1] != '\n')
        text_append_string(text, "\n");
    for (size_t i = 0; i <= longest; i++)
        text_append_string(text, "`");
    text_append_string(text, "\n");
}
