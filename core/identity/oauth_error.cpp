#include "core/identity/oauth_error.hpp"

#include "core/base/json_writer.hpp"
#include "core/base/uuid.hpp"

namespace concordat::identity {
namespace {

/// The form that clients of the token endpoint know: "2026-11-23 09:45:00Z".
std::string timestampOf(Instant now) {
    constexpr std::size_t kDateSize = 10;
    constexpr std::size_t kToSeconds = 19;
    auto text = toString(now).substr(0, kToSeconds);
    text[kDateSize] = ' ';
    return text + "Z";
}

}  // namespace

std::string toJson(const OauthError& error, Instant now) {
    std::string text;
    JsonWriter json(text);
    json.beginObject();
    auto description = std::string(error.parameter);
    if (!description.empty()) description += ' ';
    description += error.description;
    json.member("error", error.name).member("error_description", std::string_view(description));
    json.name("error_codes").beginArray().value(error.code).endArray();
    json.member("timestamp", std::string_view(timestampOf(now)));
    json.member("trace_id", makeRandomUuid()).member("correlation_id", makeRandomUuid());
    json.endObject();
    return text;
}

}  // namespace concordat::identity
