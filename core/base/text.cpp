#include "core/base/text.hpp"

#include <algorithm>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"

namespace concordat {
namespace {

bool isAscii(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// ICU keeps the instances; asking again costs a look-up.
const icu::Normalizer2& normalizer(const char* name, UNormalization2Mode mode) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* found = icu::Normalizer2::getInstance(nullptr, name, mode, status);
    if (U_FAILURE(status)) throw Error(ErrorKind::Internal, codes::kUnexpected, {"ICU data"});
    return *found;
}

icu::UnicodeString normalized(const icu::Normalizer2& form, const icu::UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    auto result = form.normalize(text, status);
    if (U_FAILURE(status)) throw Error(ErrorKind::Internal, codes::kUnexpected, {"ICU normalize"});
    return result;
}

// Accents and the like; marks that take place of their own, as in Indic scripts, stay.
icu::UnicodeString withoutMarks(const icu::UnicodeString& text) {
    icu::UnicodeString result;
    for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 c = text.char32At(i);
        if (u_charType(c) != U_NON_SPACING_MARK) result.append(c);
    }
    return result;
}

}  // namespace

std::string foldName(std::string_view name) {
    // The result is the same: folding and decomposing change nothing else in ASCII.
    if (isAscii(name)) return toLowerAscii(name);
    const auto& fold = normalizer("nfkc_cf", UNORM2_COMPOSE);
    // Folding leaves composed letters; the marks can be removed only once they stand apart.
    const auto& decompose = normalizer("nfc", UNORM2_DECOMPOSE);
    const auto text = icu::UnicodeString::fromUTF8(
        icu::StringPiece(name.data(), static_cast<int32_t>(name.size())));
    std::string result;
    // Decomposed once more after the marks are gone, because removing one can bring two letters
    // together.
    normalized(decompose, withoutMarks(normalized(decompose, normalized(fold, text))))
        .toUTF8String(result);
    return result;
}

std::string listKeyOf(std::string_view name) {
    auto key = foldName(name);
    if (key.size() <= kMostListKey) return key;
    auto length = kMostListKey;
    while (length > 0 && U8_IS_TRAIL(key[length])) --length;
    key.resize(length);
    return key;
}

std::string toLowerAscii(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), lower);
    return result;
}

bool equalsIgnoringCase(std::string_view a, std::string_view b) noexcept {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                              [](char x, char y) { return lower(x) == lower(y); });
}

bool isUtf8(std::string_view text) noexcept {
    const auto length = static_cast<int32_t>(text.size());
    for (int32_t i = 0; i < length;) {
        UChar32 c = 0;
        // Refuses surrogates and overlong forms by itself.
        U8_NEXT(text.data(), i, length, c);
        if (c < 0) return false;
    }
    return true;
}

bool isStorable(std::string_view text) noexcept {
    return text.find('\0') == std::string_view::npos && isUtf8(text);
}

std::size_t countCodePoints(std::string_view text) noexcept {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

}  // namespace concordat
