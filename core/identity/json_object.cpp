#include "core/identity/json_object.hpp"

#include <algorithm>

namespace concordat::identity {
namespace {

/// Tokens and key sets need three.
constexpr int kMaxDepth = 8;
constexpr rapidjson::SizeType kMaxMembers = 200;
constexpr std::int64_t kLastSecond = 253'402'300'799;  // 9999-12-31T23:59:59Z
/// Not kParseFullPrecisionFlag: RapidJSON's conversion then counts the leading zeros of a zero
/// ("0e55"), which is undefined, and nothing here reads a fraction.
constexpr unsigned kParseFlags =
    rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag;

/// RapidJSON takes a zero byte for the end of the text and skips a byte order mark.
bool isPlain(std::string_view text) {
    return !text.empty() && text.front() != '\xEF' && text.find('\0') == std::string_view::npos;
}

/// Counts brackets before parsing, so that a tree that is too deep is never built.
bool isShallow(std::string_view text) {
    int depth = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (in_string) {
            if (c == '\\') ++i;
            if (c == '"') in_string = false;
        } else if (c == '"') {
            in_string = true;
        } else if (c == '{' || c == '[') {
            if (++depth > kMaxDepth) return false;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return true;
}

/// Of two members of one name, the verifier might take one and the issuer have meant the other.
bool hasUniqueNames(const rapidjson::Value& value) {
    if (value.IsArray())
        return std::all_of(value.Begin(), value.End(),
                           [](const auto& element) { return hasUniqueNames(element); });
    if (!value.IsObject()) return true;
    if (value.MemberCount() > kMaxMembers) return false;
    for (auto member = value.MemberBegin(); member != value.MemberEnd(); ++member) {
        // Quadratic, which kMaxMembers bounds.
        for (auto other = value.MemberBegin(); other != member; ++other)
            if (textOf(other->name) == textOf(member->name)) return false;
        if (!hasUniqueNames(member->value)) return false;
    }
    return true;
}

}  // namespace

JsonObject parseJsonObject(std::string_view text) {
    if (!isPlain(text) || !isShallow(text)) return nullptr;
    auto document = std::make_unique<rapidjson::Document>();
    // Iterative: a deep text cannot exhaust the stack, even before its depth is known.
    document->Parse<kParseFlags>(text.data(), text.size());
    if (document->HasParseError() || !document->IsObject() || !hasUniqueNames(*document))
        return nullptr;
    return document;
}

const rapidjson::Value* memberOf(const rapidjson::Value& object, std::string_view name) {
    for (auto member = object.MemberBegin(); member != object.MemberEnd(); ++member)
        if (textOf(member->name) == name) return &member->value;
    return nullptr;
}

std::string_view textOf(const rapidjson::Value& string) {
    return {string.GetString(), string.GetStringLength()};
}

std::optional<std::string_view> stringMember(const rapidjson::Value& object,
                                             std::string_view name) {
    const auto* value = memberOf(object, name);
    if (value == nullptr || !value->IsString()) return std::nullopt;
    return textOf(*value);
}

std::optional<std::int64_t> secondsMember(const rapidjson::Value& object, std::string_view name) {
    const auto* value = memberOf(object, name);
    if (value == nullptr || !value->IsInt64()) return std::nullopt;
    const std::int64_t seconds = value->GetInt64();
    // Within what Instant can hold with the skew on top.
    if (seconds < 0 || seconds > kLastSecond) return std::nullopt;
    return seconds;
}

}  // namespace concordat::identity
