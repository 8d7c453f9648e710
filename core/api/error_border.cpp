#include "core/api/error_border.hpp"

#include "core/api/error_catalogue.hpp"
#include "core/base/json_writer.hpp"
#include "core/base/log.hpp"

namespace concordat::api {
namespace {

/// What the partner API's own faults carry; clients pass it on.
constexpr std::string_view kSource = "PartnerFD";

/// The rule that refused, when the error is a refusal.
const rules::RuleFact* ruleOf(const Error& error, const rules::CloudFacts* facts) {
    if (facts == nullptr || error.arguments().empty()) return nullptr;
    return facts->rule(error.arguments().front());
}

/// The cloud's own words, and the general text where it has none.
std::string textOf(const rules::RuleFact& rule, const Error& error, Language language,
                   const rules::Catalogue* own) {
    const auto* const text = textIn(rule.text, language, own);
    return text == nullptr ? describe(error, language, own) : *text;
}

}  // namespace

int httpStatusFor(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::InvalidRequest:
            return 400;
        case ErrorKind::Unauthenticated:
            return 401;
        case ErrorKind::Forbidden:
        case ErrorKind::NotOffered:
            return 403;
        case ErrorKind::NotFound:
            return 404;
        case ErrorKind::MethodNotAllowed:
            return 405;
        case ErrorKind::Conflict:
            return 409;
        case ErrorKind::PreconditionFailed:
            return 412;
        case ErrorKind::TooLarge:
            return 413;
        case ErrorKind::UnsupportedMediaType:
            return 415;
        case ErrorKind::TooManyRequests:
            return 429;
        case ErrorKind::NotBuilt:
            return 501;
        case ErrorKind::StoreUnavailable:
        case ErrorKind::Overloaded:
            return 503;
        case ErrorKind::Internal:
            return 500;
    }
    return 500;
}

void writeError(http::Reply& reply, const Error& error, Language language,
                const rules::CloudFacts* facts, const rules::Catalogue* own) {
    // By the first argument alone: ids of rules are written as nothing else is.
    const auto* rule = ruleOf(error, facts);
    reply.reset();
    reply.status = httpStatusFor(error.kind());
    JsonWriter json(reply.body);
    json.beginObject();
    json.member("code", error.code());
    json.member("description", rule != nullptr ? textOf(*rule, error, language, own)
                                               : describe(error, language, own));
    json.name("data").beginArray();
    for (const auto& argument : error.arguments()) json.value(std::string_view(argument));
    json.endArray();
    json.member("source", kSource);
    json.endObject();
}

http::BodySource::Progress makePiece(const std::function<bool()>& write) noexcept {
    using enum http::BodySource::Progress;
    try {
        return write() ? More : Last;
    } catch (...) {  // what it says may hold values
        logEvent(Severity::Warning, "API-EXPORT-BROKEN",
                 "An export was cut off because its next rows could not be read");
        return Broken;
    }
}

}  // namespace concordat::api
