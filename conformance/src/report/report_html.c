/* index.html: one file without network. */
#include "report/writers.h"

void report_html_render(const struct result *result, struct text *out)
{
    struct text subject;
    text_init(&subject);
    report_add_subject(&subject, &result->subject);
    text_append_string(out, "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>childproof: ");
    escape_xml(out, escape_string(&subject));
    text_append_string(out, "</title>\n<h1>");
    escape_xml(out, escape_string(&subject));
    text_append_string(out, "</h1>\n<p>");
    escape_xml(out, result->summary.statement);
    text_append_string(out, "</p>\n</html>\n");
    text_release(&subject);
}
