#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/base/ids.hpp"
#include "core/base/time.hpp"

namespace concordat::store {

/// A value bound to a statement, by view: what it was made from must outlive the statement's
/// execution. Made implicitly, so that a list of parameters reads as names and values.
class Value {
public:
    /// How a value is stored. Identifiers are Bytes: 16 of them in SQLite, type UUID in PostgreSQL.
    enum class Type : std::uint8_t { Null, Integer, Text, Bytes };

    Value() = default;
    /// Numbers, truth and times are kept as BIGINT: 64 bits, signed.
    Value(std::int64_t number) : type_(Type::Integer), integer_(number) {}
    /// Must be below 2^63.
    Value(std::uint64_t number) : Value(static_cast<std::int64_t>(number)) {}
    /// As a BIGINT.
    Value(std::uint32_t number) : Value(static_cast<std::int64_t>(number)) {}
    /// 0 or 1.
    Value(bool truth) : Value(std::int64_t{truth}) {}
    /// Microseconds since 1970.
    Value(Instant instant) : Value(std::int64_t{toMicroseconds(instant)}) {}
    /// Well-formed UTF-8 without a zero, or PostgreSQL refuses the statement.
    Value(std::string_view text) : type_(Type::Text), view_(text) {}
    /// Its 16 bytes, viewed.
    Value(const Uuid& id)
        : type_(Type::Bytes),
          view_(reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()) {}
    Value(Uuid&&) = delete;  // the view would outlive it

    /// An identifier of any kind.
    template <typename Id>
        requires requires(const Id& id) { id.value.bytes; }
    Value(const Id& id) : Value(id.value) {}
    template <typename Id>
        requires requires(const Id& id) { id.value.bytes; }
    Value(const Id&& id) = delete;  // likewise

    /// Bytes that are no text: sealed values, keys, hashes.
    [[nodiscard]] static Value bytes(std::string_view content) {
        Value value(content);
        value.type_ = Type::Bytes;
        return value;
    }

    /// Decides which of the two below is meant.
    [[nodiscard]] Type type() const { return type_; }
    /// Of Integer.
    [[nodiscard]] std::int64_t integer() const { return integer_; }
    /// Of Text and Bytes; valid as long as what it was made from.
    [[nodiscard]] std::string_view view() const { return view_; }

private:
    Type type_ = Type::Null;
    std::int64_t integer_ = 0;
    std::string_view view_;
};

/// A value with the name that the statement's text gives it, without the colon.
struct Parameter {
    std::string_view name;
    Value value;
};

/// All parameters of one execution; each name once.
using Parameters = std::span<const Parameter>;

}  // namespace concordat::store
