#include "core/api/error_catalogue.hpp"

#include "core/api/error_border.hpp"
#include "core/base/error_codes.hpp"

namespace concordat::api {
namespace {

// By code and kind; a code with another kind still has its text, since a rule may use any code with
// its own status.
const CatalogueEntry& entryOf(const Error& error) {
    const CatalogueEntry* same_code = nullptr;
    for (const auto& entry : catalogue()) {
        if (entry.code != error.code()) continue;
        if (entry.kind == error.kind()) return entry;
        if (same_code == nullptr) same_code = &entry;
    }
    return same_code != nullptr ? *same_code : catalogue().back();
}

// Null where the cloud's catalogue lacks it.
const std::string* translationOf(const Error& error, const rules::Catalogue& own) {
    const auto code = std::to_string(error.code());
    auto found = own.texts.find(code + "-" + std::to_string(httpStatusFor(error.kind())));
    if (found == own.texts.end()) found = own.texts.find(code);
    return found == own.texts.end() ? nullptr : &found->second;
}

}  // namespace

std::string describe(const Error& error, Language language, const rules::Catalogue* own) {
    const auto* const translated = own == nullptr ? nullptr : translationOf(error, *own);
    const auto text = translated != nullptr
                          ? std::string_view(*translated)
                          : entryOf(error).text[static_cast<std::size_t>(language)];
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        // Places have one digit; of our own, no text holds a brace otherwise.
        const bool place = text[at] == '{' && at + 2 < text.size() && text[at + 2] == '}' &&
                           text[at + 1] >= '0' && text[at + 1] <= '9';
        if (!place) {
            out.push_back(text[at]);
            continue;
        }
        const auto index = static_cast<std::size_t>(text[at + 1] - '0');
        if (index < error.arguments().size()) out += error.arguments()[index];
        at += 2;
    }
    return out;
}

}  // namespace concordat::api
