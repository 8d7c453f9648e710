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
    /// `version` of the form, from 1.
    explicit Encoder(std::uint8_t version) { out_.push_back(static_cast<char>(version)); }

    /// Takes one byte below 128, ten at most.
    Encoder& number(std::uint64_t value);
    /// Any bytes.
    Encoder& text(std::string_view value);

    /// What was written, moved out.
    [[nodiscard]] std::string take() { return std::move(out_); }

private:
    std::string out_;
};

/// Reads what an Encoder wrote, in the same order. Sealed values are authentic, so that a wrong
/// form is a bug or a newer version's data: every function @throws Error Internal for it. Borrows
/// the text. What is left at the end is not refused, so that an older version reads a form with
/// more behind it only where the version byte allows.
class Decoder {
public:
    /// Reads the version byte and refuses one above `newest`.
    Decoder(std::string_view data, std::uint8_t newest);

    /// From 1 to `newest`: what to read after the members that all versions have.
    [[nodiscard]] std::uint8_t version() const { return version_; }
    /// The next number.
    [[nodiscard]] std::uint64_t number();
    /// The next text, copied.
    [[nodiscard]] std::string text();

private:
    std::string_view rest_;
    std::uint8_t version_ = 0;
};

}  // namespace concordat::store
