/* What a capability says of itself, compared with what its caller expects (CAP-02, CAP-03). */
#include "canonical.h"
#include "perform.h"
#include "report.h"

#include <errno.h>
#include <string.h>

static int report_mismatch(struct sup_error *error, const struct sup_metadata_expectation *expectation,
    const struct sup_text *actual)
{
    int r = report(error, SUP_ERROR_KIND_CAPABILITY_METADATA_MISMATCH, "the metadata differs");
    (void)sup_text_assign(&error->export_name, expectation->export_name, strlen(expectation->export_name));
    (void)sup_text_assign(&error->expected, expectation->expected_json, strlen(expectation->expected_json));
    (void)sup_text_assign(&error->actual, actual->data, actual->bytes);
    return r;
}

/* 1 equal, 0 not, or -errno of the canonical form. */
static int metadata_equal(const char *expected, const struct sup_text *actual)
{
    struct sup_text left = {0};
    struct sup_text right = {0};
    int r = canonical_json((struct wire_text){expected, strlen(expected)}, CANONICAL_NULLS_DROPPED, &left);
    if (r == 0)
        r = canonical_json((struct wire_text){actual->data, actual->bytes}, CANONICAL_NULLS_DROPPED, &right);
    if (r == 0)
        r = left.bytes == right.bytes && memcmp(left.data, right.data, left.bytes) == 0;
    sup_text_release(&left);
    sup_text_release(&right);
    return r;
}

static int compare(const struct sup_metadata_expectation *expectation, const struct sup_text *actual,
    struct sup_error *error)
{
    if (!expectation->expected_json)
        return 0;
    int equal = metadata_equal(expectation->expected_json, actual);
    if (equal == -ENOMEM)
        return report_memory(error);
    /* an expectation that is no JSON is met by nothing */
    return equal > 0 ? 0 : report_mismatch(error, expectation, actual);
}

int perform_metadata(const struct performer *performer, const struct sup_metadata_expectation *expectation,
    const struct sup_cancel_token *token, struct sup_text *ret_metadata, struct sup_error *ret_error)
{
    struct report_place place;
    struct sup_error *error = report_begin(&place, ret_error);
    struct sup_response response;
    sup_response_init(&response);
    const struct sup_request request = {
        .operation = SUP_OPERATION_CAPABILITY_METADATA,
        .export_name = expectation->export_name,
        .request_json = expectation->request_json,
        .token = token,
    };
    int r = performer->perform(performer->target, &request, &response, error);
    if (r == 0)
        r = compare(expectation, &response.text, error);
    if (ret_metadata && response.text.data) {
        sup_text_release(ret_metadata);
        *ret_metadata = response.text;
        response.text = (struct sup_text){0};
    }
    sup_response_release(&response);
    report_end(&place);
    return r;
}
