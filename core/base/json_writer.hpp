#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/time.hpp"
#include "core/base/uuid.hpp"

namespace concordat {

/// Writes JSON straight into a buffer that the caller owns and reuses; commas are its business,
/// correct nesting is the caller's. Names must be literals that need no escaping; values are
/// escaped. Not thread-safe.
class JsonWriter {
public:
    explicit JsonWriter(std::string& out) : out_(out) {}

    JsonWriter& beginObject() { return begin('{'); }
    JsonWriter& endObject() { return end('}'); }
    JsonWriter& beginArray() { return begin('['); }
    JsonWriter& endArray() { return end(']'); }

    /// The name of the next member.
    JsonWriter& name(std::string_view literal) {
        const std::size_t comma = needs_comma_ ? 1 : 0;
        auto at = out_.size();
        out_.resize(at + comma + literal.size() + 3, '"');
        if (needs_comma_) out_[at++] = ',';
        literal.copy(out_.data() + at + 1, literal.size());
        out_.back() = ':';
        needs_comma_ = false;
        return *this;
    }

    /// A string value, escaped.
    JsonWriter& value(std::string_view text);
    JsonWriter& value(const char* text) { return value(std::string_view(text)); }
    JsonWriter& value(const Uuid& id);
    JsonWriter& value(Instant instant);
    JsonWriter& value(bool truth);
    JsonWriter& value(std::int64_t number);
    JsonWriter& value(std::uint64_t number);
    JsonWriter& value(std::uint32_t number) { return value(std::uint64_t{number}); }
    JsonWriter& value(int number) { return value(std::int64_t{number}); }

    /// A complete JSON value, taken as it is: for parts that were written before.
    JsonWriter& raw(std::string_view json) {
        separate();
        out_.append(json);
        needs_comma_ = true;
        return *this;
    }

    /// A member with its value.
    template <typename Value>
    JsonWriter& member(std::string_view literal, const Value& content) {
        return name(literal).value(content);
    }

    /// A member that is left out when its text is empty, as replies leave out nulls.
    JsonWriter& memberIfAny(std::string_view literal, std::string_view text) {
        return text.empty() ? *this : member(literal, text);
    }

private:
    JsonWriter& begin(char bracket) {
        separate();
        out_.push_back(bracket);
        needs_comma_ = false;
        return *this;
    }

    JsonWriter& end(char bracket) {
        out_.push_back(bracket);
        needs_comma_ = true;
        return *this;
    }

    void separate() {
        if (needs_comma_) out_.push_back(',');
    }

    std::string& out_;  // not owned; outlives the writer
    bool needs_comma_ = false;
};

}  // namespace concordat
