#include "core/store/codec.hpp"

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"

namespace concordat::store {
namespace {

constexpr unsigned kBitsPerByte = 7;
constexpr std::uint8_t kMore = 0x80;
constexpr unsigned kLongestShift = 63;

[[noreturn]] void throwWrongForm() {
    throw Error(ErrorKind::Internal, codes::kUnexpected);
}

}  // namespace

Encoder& Encoder::number(std::uint64_t value) {
    while (value >= kMore) {
        out_.push_back(static_cast<char>((value & (kMore - 1U)) | kMore));
        value >>= kBitsPerByte;
    }
    out_.push_back(static_cast<char>(value));
    return *this;
}

Encoder& Encoder::text(std::string_view value) {
    number(value.size());
    out_.append(value);
    return *this;
}

Decoder::Decoder(std::string_view data, std::uint8_t newest) : rest_(data) {
    if (rest_.empty()) throwWrongForm();
    version_ = static_cast<std::uint8_t>(rest_.front());
    rest_.remove_prefix(1);
    if (version_ == 0 || version_ > newest) throwWrongForm();
}

std::uint64_t Decoder::number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift <= kLongestShift; shift += kBitsPerByte) {
        if (rest_.empty()) throwWrongForm();
        const auto byte = static_cast<std::uint8_t>(rest_.front());
        rest_.remove_prefix(1);
        value |= static_cast<std::uint64_t>(byte & (kMore - 1U)) << shift;
        if ((byte & kMore) == 0) return value;
    }
    throwWrongForm();
}

std::string Decoder::text() {
    const auto size = number();
    if (size > rest_.size()) throwWrongForm();
    std::string value(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return value;
}

}  // namespace concordat::store
