#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "core/api/language.hpp"
#include "core/base/error.hpp"

namespace concordat::api {

/// What partners read for one code: a text in every language, with places {0}, {1}, ... for the
/// arguments of the error. Texts may change, the number may not. A new code needs its constant in
/// core/base/error_codes.hpp, its entry in error_texts.cpp and its row in docs/partner.md.
struct CatalogueEntry {
    int code;
    ErrorKind kind;  ///< tells apart a number to which the partner API gives two meanings
    /// In the order of Language.
    std::array<std::string_view, kLanguages> text;
};

/// Every code that Concordat answers with, the rules' own excepted; each pair of code and kind
/// once.
[[nodiscard]] std::span<const CatalogueEntry> catalogue() noexcept;

/// The text for `error` in `language`, its places filled; a place without argument is left empty. A
/// code that the catalogue lacks gets the general text of an unexpected fault.
/// `own`, where not null, goes before: a cloud's catalogue, by code and status, then by code.
[[nodiscard]] std::string describe(const Error& error, Language language,
                                   const rules::Catalogue* own = nullptr);

}  // namespace concordat::api
