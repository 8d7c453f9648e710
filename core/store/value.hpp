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
    Value(std::int64_t number) : type_(Type::Integer), integer_(number) {}
    Value(std::uint64_t number) : Value(static_cast<std::int64_t>(number)) {}
    Value(std::uint32_t number) : Value(static_cast<std::int64_t>(number)) {}
    Value(bool truth) : Value(std::int64_t{truth}) {}
    Value(Instant instant) : Value(std::int64_t{toMicroseconds(instant)}) {}
    Value(std::string_view text) : type_(Type::Text), view_(text) {}
    Value(const Uuid& id)
        : type_(Type::Bytes),
          view_(reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()) {}
    Value(Uuid&&) = delete;  // the view would outlive it

    /// An identifier of any kind.
    template <typename Id>
        requires requires(const Id& id) { id.value.bytes; }
    Value(const Id& id) : Value(id.value) {}

    /// Bytes that are no text: sealed values, keys, hashes.
    [[nodiscard]] static Value bytes(std::string_view content) {
        Value value(content);
        value.type_ = Type::Bytes;
        return value;
    }

    [[nodiscard]] Type type() const { return type_; }
    [[nodiscard]] std::int64_t integer() const { return integer_; }
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

using Parameters = std::span<const Parameter>;

}  // namespace concordat::store
