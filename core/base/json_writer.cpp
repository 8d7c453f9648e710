#include "core/base/json_writer.hpp"

#include <array>
#include <charconv>

#include "core/base/log.hpp"

namespace concordat {
namespace {

// to_chars: no locale, which would write 1.000 for a thousand in some.
template <typename Number>
void appendNumber(std::string& out, Number number) {
    // The longest 64-bit number has 20 characters with its sign.
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out.append(digits.data(), end);
}

}  // namespace

JsonWriter& JsonWriter::value(std::string_view text) {
    separate();
    appendJsonString(out_, text);
    needs_comma_ = true;
    return *this;
}

JsonWriter& JsonWriter::value(const Uuid& id) {
    separate();
    const auto at = out_.size();
    // Filled with quotes, of which the first and the last stay.
    out_.resize(at + Uuid::kTextSize + 2, '"');
    id.writeTo(out_.data() + at + 1);
    needs_comma_ = true;
    return *this;
}

JsonWriter& JsonWriter::value(Instant instant) {
    separate();
    const auto at = out_.size();
    out_.resize(at + kInstantTextSize + 2, '"');
    writeInstant(instant, out_.data() + at + 1);
    needs_comma_ = true;
    return *this;
}

JsonWriter& JsonWriter::value(bool truth) {
    return raw(truth ? "true" : "false");
}

JsonWriter& JsonWriter::value(std::int64_t number) {
    separate();
    appendNumber(out_, number);
    needs_comma_ = true;
    return *this;
}

JsonWriter& JsonWriter::value(std::uint64_t number) {
    separate();
    appendNumber(out_, number);
    needs_comma_ = true;
    return *this;
}

}  // namespace concordat
