#include "pool_key.h"

#include "canonical.h"
#include "report.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Each part with its length before it: no two lists of parts have the same text. */
static void part_put(FILE *out, const char *text, size_t bytes)
{
    (void)fprintf(out, "%zu:", bytes);
    (void)fwrite(text, 1, bytes, out);
}

static void text_put(FILE *out, const char *text)
{
    if (text)
        part_put(out, text, strlen(text));
    else
        (void)fputc('-', out);
}

/* 0, -EINVAL or -ENOMEM. */
static int json_put(FILE *out, const char *json, enum canonical_nulls nulls)
{
    if (!json) {
        (void)fputc('-', out);
        return 0;
    }
    struct sup_text canonical = {0};
    int r = canonical_json((struct wire_text){json, strlen(json)}, nulls, &canonical);
    if (r == 0)
        part_put(out, canonical.data, canonical.bytes);
    sup_text_release(&canonical);
    return r;
}

static int expectation_put(FILE *out, const struct sup_metadata_expectation *expectation)
{
    if (!expectation) {
        (void)fputc('-', out);
        return 0;
    }
    text_put(out, expectation->export_name);
    const char *request = expectation->request_json ? expectation->request_json : "null";
    int r = json_put(out, request, CANONICAL_NULLS_KEPT);
    return r < 0 ? r : json_put(out, expectation->expected_json, CANONICAL_NULLS_DROPPED);
}

static int key_put(FILE *out, const struct sup_acquisition *acquisition)
{
    const struct sup_session_options *session = &acquisition->capability.session;
    text_put(out, session->project_root);
    text_put(out, session->package);
    text_put(out, session->package ? session->lib_name : NULL);
    (void)fprintf(out, "%zu,", session->import_count);
    for (size_t i = 0; i < session->import_count; i++)
        text_put(out, session->imports[i]);
    text_put(out, acquisition->toolchain ? acquisition->toolchain : "");
    (void)fprintf(out, "%d,", (int)acquisition->policy_class);
    return expectation_put(out, acquisition->capability.metadata);
}

int pool_key_make(
    const struct sup_acquisition *acquisition, struct sup_text *ret_key, struct sup_error *error)
{
    struct sup_text key = {0};
    FILE *out = open_memstream(&key.data, &key.bytes);
    if (!out)
        return report_memory(error);
    int r = key_put(out, acquisition);
    if (fclose(out) != 0 && r == 0)
        r = -ENOMEM;
    if (r == 0) {
        sup_text_release(ret_key);
        *ret_key = key;
        return 0;
    }
    sup_text_release(&key);
    if (r == -ENOMEM)
        return report_memory(error);
    static const char CODE[] = SUP_FINDING_STARTUP_FAILED;
    r = report(error, SUP_ERROR_KIND_BOOTSTRAP, "the metadata expectation is not valid JSON");
    (void)sup_text_assign(&error->code, CODE, sizeof(CODE) - 1);
    return r;
}

bool pool_key_equal(const struct sup_text *left, const struct sup_text *right)
{
    return left->bytes == right->bytes && memcmp(left->data, right->data, left->bytes) == 0;
}
