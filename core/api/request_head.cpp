#include "core/api/request_head.hpp"

#include <charconv>

#include "core/api/json_reader.hpp"
#include "core/base/text.hpp"

namespace concordat::api {
namespace {

constexpr Length kEtagLength{0, 64};

struct KnownHeader {
    std::string_view name;
    std::string_view RequestHead::*field;
};

constexpr KnownHeader kKnown[] = {
    {"Authorization", &RequestHead::authorization},
    {"MS-RequestId", &RequestHead::request_id},
    {"MS-CorrelationId", &RequestHead::correlation_id},
    {"MS-Contract-Version", &RequestHead::contract_version},
    {"MS-ContinuationToken", &RequestHead::continuation_token},
    {"X-Locale", &RequestHead::locale},
    {"If-Match", &RequestHead::if_match},
    {"Content-Type", &RequestHead::content_type},
    {"Accept", &RequestHead::accept},
};

/// The number of an etag such as `"7"`, with or without quotes; 0 for any other text.
/// Quotes may be missing: older clients give back what they found in the body without them.
std::uint64_t versionOf(std::string_view etag) {
    if (etag.size() >= 2 && etag.front() == '"' && etag.back() == '"')
        etag = etag.substr(1, etag.size() - 2);
    std::uint64_t version = 0;
    const auto [end, fault] = std::from_chars(etag.data(), etag.data() + etag.size(), version);
    return fault == std::errc{} && end == etag.data() + etag.size() ? version : 0;
}

}  // namespace

RequestHead readHead(std::span<const http::HeaderField> headers) noexcept {
    RequestHead head;
    for (const auto& header : headers) {
        for (const auto& known : kKnown) {
            if (known.name.size() != header.name.size()) continue;
            if (!equalsIgnoringCase(known.name, header.name)) continue;
            // The first of two wins; a proxy that appends another cannot change it.
            if ((head.*known.field).empty()) head.*known.field = header.value;
            break;
        }
    }
    return head;
}

bool isJson(std::string_view content_type) noexcept {
    auto type = content_type.substr(0, content_type.find(';'));
    while (!type.empty() && (type.back() == ' ' || type.back() == '\t')) type.remove_suffix(1);
    return type.empty() || equalsIgnoringCase(type, "application/json");
}

std::optional<ExpectedVersion> expectedVersion(const RequestHead& head) {
    // "Whatever version there is": no version is expected.
    if (head.if_match.empty() || head.if_match == "*") return std::nullopt;
    return ExpectedVersion{versionOf(head.if_match), true};
}

std::optional<ExpectedVersion> expectedVersion(const RequestHead& head, const JsonObject& body) {
    if (!head.if_match.empty()) return expectedVersion(head);
    const auto attributes = body.object("attributes");
    if (!attributes) return std::nullopt;
    const auto etag = attributes->text("etag", kEtagLength);
    if (etag.empty() || etag == "*") return std::nullopt;
    return ExpectedVersion{versionOf(etag), false};
}

}  // namespace concordat::api
