#include "core/api/json_reader.hpp"

#include <chrono>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/text.hpp"

namespace concordat::api {
namespace {

constexpr unsigned kFlags = rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag;

std::string_view viewOf(const rapidjson::Value& value) {
    return {value.GetString(), value.GetStringLength()};
}

/// Without a place: the parser's offset would mean nothing to a program.
[[noreturn]] void refuseBody() {
    throw Error(ErrorKind::InvalidRequest, codes::kMalformedInput);
}

/// Hands what the reader finds on to the document, within the limits. Its functions are named by
/// RapidJSON.
template <typename Document>
class LimitedHandler {
public:
    using Ch = char;

    LimitedHandler(Document& document, const JsonLimits& limits)
        : document_(document), limits_(limits) {}

    bool Null() { return counts() && document_.Null(); }
    bool Bool(bool value) { return counts() && document_.Bool(value); }
    bool Int(int value) { return counts() && document_.Int(value); }
    bool Uint(unsigned value) { return counts() && document_.Uint(value); }
    bool Int64(std::int64_t value) { return counts() && document_.Int64(value); }
    bool Uint64(std::uint64_t value) { return counts() && document_.Uint64(value); }
    bool Double(double value) { return counts() && document_.Double(value); }
    bool RawNumber(const Ch* text, rapidjson::SizeType length, bool copy) {
        return counts() && document_.RawNumber(text, length, copy);
    }
    bool String(const Ch* text, rapidjson::SizeType length, bool copy) {
        return counts() && document_.String(text, length, copy);
    }
    // Names are not values: their number is bounded by that of the values.
    bool Key(const Ch* text, rapidjson::SizeType length, bool copy) {
        return document_.Key(text, length, copy);
    }
    bool StartObject() { return opens() && document_.StartObject(); }
    bool StartArray() { return opens() && document_.StartArray(); }
    bool EndObject(rapidjson::SizeType members) {
        --depth_;
        return members <= limits_.members && document_.EndObject(members);
    }
    bool EndArray(rapidjson::SizeType items) {
        --depth_;
        return document_.EndArray(items);
    }

private:
    bool counts() { return ++values_ <= limits_.values; }
    bool opens() { return counts() && ++depth_ <= limits_.depth; }

    Document& document_;
    const JsonLimits& limits_;
    std::size_t depth_ = 0;
    std::size_t values_ = 0;
};

/// Without regard to case, as they are read: of "Domain" and "domain" two readers would take two
/// values. Quadratic, which JsonLimits bounds.
bool namesAreUnique(const rapidjson::Value& object) {
    for (auto member = object.MemberBegin(); member != object.MemberEnd(); ++member)
        for (auto other = object.MemberBegin(); other != member; ++other)
            if (equalsIgnoringCase(viewOf(member->name), viewOf(other->name))) return false;
    return true;
}

/// Checks every object of a document whose depth has been bounded.
bool allNamesAreUnique(const rapidjson::Value& value) {
    if (value.IsArray()) {
        for (const auto& item : value.GetArray())
            if (!allNamesAreUnique(item)) return false;
    }
    if (!value.IsObject()) return true;
    if (!namesAreUnique(value)) return false;
    for (const auto& member : value.GetObject())
        if (!allNamesAreUnique(member.value)) return false;
    return true;
}

/// Line ends too: no member of the partner API has several lines, and values go into headers and
/// logs of others.
bool hasControlCharacter(std::string_view text) {
    for (const char c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return true;
    return false;
}

}  // namespace

JsonDocument::JsonDocument(std::string_view text, const JsonLimits& limits) {
    rapidjson::MemoryStream stream(text.data(), text.size());
    bool good = false;
    // Populate, so that the values are built in the document's own memory.
    const auto fill = [&](auto& document) {
        rapidjson::Reader reader;
        LimitedHandler handler(document, limits);
        good = !reader.Parse<kFlags>(stream, handler).IsError();
        return good;
    };
    document_.Populate(fill);
    // The stream ends at a NUL, so one inside the text would hide what follows it.
    if (!good || stream.Tell() != text.size() || !allNamesAreUnique(document_)) refuseBody();
}

JsonDocument::~JsonDocument() = default;

std::string_view JsonDocument::text() const {
    if (!document_.IsString()) refuseBody();
    return viewOf(document_);
}

JsonObject JsonDocument::root() const {
    if (!isObject()) refuseBody();
    return {document_, nullptr, {}};
}

const rapidjson::Value* JsonObject::find(std::string_view name) const noexcept {
    for (const auto& member : value_.GetObject())
        if (equalsIgnoringCase(viewOf(member.name), name))
            return member.value.IsNull() ? nullptr : &member.value;
    return nullptr;
}

std::string JsonObject::pathOf(std::string_view name) const {
    if (parent_ == nullptr) return std::string(name);
    return parent_->pathOf(name_).append(".").append(name);
}

void JsonObject::refuse(std::string_view name, int code) const {
    throw Error(ErrorKind::InvalidRequest, code, {pathOf(name)});
}

std::optional<JsonObject> JsonObject::object(std::string_view name) const {
    const auto* value = find(name);
    if (value == nullptr) return std::nullopt;
    if (!value->IsObject()) refuse(name, codes::kBadProperty);
    // The path of a later error is found through `this`.
    return JsonObject(*value, this, name);
}

JsonObject JsonObject::requireObject(std::string_view name) const {
    auto member = object(name);
    if (!member) refuse(name, codes::kMemberMissing);
    return *member;
}

std::string JsonObject::text(std::string_view name, Length length) const {
    const auto* value = find(name);
    if (value == nullptr) return {};
    if (!value->IsString()) refuse(name, codes::kBadProperty);
    const auto content = viewOf(*value);
    // Clients send empty texts for members that they do not set.
    if (content.empty()) return {};
    const auto characters = countCodePoints(content);
    if (characters < length.least || characters > length.most || hasControlCharacter(content))
        refuse(name, codes::kBadProperty);
    return std::string(content);
}

std::string JsonObject::requireText(std::string_view name, Length length) const {
    auto content = text(name, length);
    if (content.find_first_not_of(' ') == std::string::npos) refuse(name, codes::kMemberMissing);
    return content;
}

std::string_view JsonObject::word(std::string_view name) const {
    const auto* value = find(name);
    if (value == nullptr) return {};
    if (!value->IsString()) refuse(name, codes::kBadProperty);
    const auto content = viewOf(*value);
    // Clients of the SDK send every enumeration, and its zero value where they mean nothing.
    const bool zero = equalsIgnoringCase(content, "unknown") || equalsIgnoringCase(content, "none");
    return zero ? std::string_view{} : content;
}

std::string_view JsonObject::peek(std::string_view name) const noexcept {
    const auto* value = find(name);
    return value != nullptr && value->IsString() ? viewOf(*value) : std::string_view{};
}

bool JsonObject::anyItemHas(std::string_view array, std::string_view member) const noexcept {
    const auto* value = find(array);
    if (value == nullptr || !value->IsArray()) return false;
    for (const auto& item : value->GetArray()) {
        if (!item.IsObject()) continue;
        const JsonObject object(item, this, array);
        const auto* content = object.find(member);
        if (content == nullptr) continue;
        if (content->IsString() && content->GetStringLength() == 0) continue;
        if (content->IsArray() && content->Empty()) continue;
        return true;
    }
    return false;
}

bool JsonObject::hasItems(std::string_view array) const noexcept {
    const auto* value = find(array);
    return value != nullptr && value->IsArray() && !value->Empty();
}

std::vector<JsonObject> JsonObject::objects(std::string_view array) const {
    std::vector<JsonObject> all;
    const auto* value = find(array);
    if (value == nullptr) return all;
    if (!value->IsArray()) refuse(array, codes::kBadProperty);
    for (const auto& item : value->GetArray()) {
        if (!item.IsObject()) refuse(array, codes::kBadProperty);
        all.emplace_back(item, this, array);
    }
    return all;
}

std::vector<std::string> JsonObject::texts(std::string_view name, std::size_t most,
                                           Length length) const {
    const auto* value = find(name);
    if (value == nullptr) return {};
    if (!value->IsArray() || value->Size() > most) refuse(name, codes::kBadProperty);
    std::vector<std::string> texts;
    for (const auto& item : value->GetArray()) {
        const auto content = item.IsString() ? viewOf(item) : std::string_view{};
        const auto characters = countCodePoints(content);
        if (characters == 0 || characters < length.least || characters > length.most ||
            hasControlCharacter(content))
            refuse(name, codes::kBadProperty);
        texts.emplace_back(content);
    }
    return texts;
}

std::optional<std::int64_t> JsonObject::integer(std::string_view name) const {
    const auto* value = find(name);
    if (value == nullptr) return std::nullopt;
    if (!value->IsInt64()) refuse(name, codes::kBadProperty);
    return value->GetInt64();
}

std::optional<bool> JsonObject::truth(std::string_view name) const {
    const auto* value = find(name);
    if (value == nullptr) return std::nullopt;
    if (!value->IsBool()) refuse(name, codes::kBadProperty);
    return value->GetBool();
}

std::optional<Instant> JsonObject::instant(std::string_view name) const {
    const auto* value = find(name);
    if (value == nullptr) return std::nullopt;
    if (!value->IsString()) refuse(name, codes::kBadProperty);
    const auto content = viewOf(*value);
    // .NET's default value of a date.
    if (content.starts_with("0001-01-01")) return std::nullopt;
    const auto parsed = parseInstant(content);
    if (!parsed) refuse(name, codes::kBadProperty);
    return parsed;
}

}  // namespace concordat::api
