#pragma once

#include <string>

#include <concordat/rules/own_languages.hpp>

namespace concordat::basic {

/// Reads a language's catalogue, `LANGUAGE.yaml` in the folder of the facts, for a cloud that
/// implements rules::OwnLanguages: a mapping of codes to texts. concordat_add_cloud puts it there
/// with LANGUAGES.
///
///     60003: 'Ce client n’existe pas.'
///     3000-404: 'Aucune organisation n’a cet identifiant.'
///
/// @throws std::runtime_error "file:line: what is wrong" for the operator
[[nodiscard]] rules::Catalogue readCatalogue(const std::string& directory,
                                             const std::string& language);

}  // namespace concordat::basic
