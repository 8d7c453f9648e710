#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// The compact binary form in which structs are sealed: numbers as 7 bits a byte, texts with their
/// length before them. No names: the order of the members is the form, and a version byte leads.
namespace concordat::store {

/// Appends values to a text that it owns.
class Encoder {
public:
    explicit Encoder(std::uint8_t version) { out_.push_back(static_cast<char>(version)); }

    Encoder& number(std::uint64_t value);
    Encoder& text(std::string_view value);

    [[nodiscard]] std::string take() { return std::move(out_); }

private:
    std::string out_;
};

/// Reads what an Encoder wrote, in the same order. Sealed values are authentic, so that a wrong
/// form is a bug or a newer version's data: every function @throws Error Internal for it.
class Decoder {
public:
    /// Reads the version byte and refuses one above `newest`.
    Decoder(std::string_view data, std::uint8_t newest);

    [[nodiscard]] std::uint8_t version() const { return version_; }
    [[nodiscard]] std::uint64_t number();
    [[nodiscard]] std::string text();

private:
    std::string_view rest_;
    std::uint8_t version_ = 0;
};

}  // namespace concordat::store
