#pragma once

#include <vector>

#include <concordat/rules/abi.h>
#include <concordat/rules/own_languages.hpp>
#include <concordat/rules/own_tables.hpp>

#include "core/base/error.hpp"

namespace concordat::host {

/// The migrations of the cloud's own tables, read and found to be numbered without gaps and to
/// touch nothing else, in both dialects. None without the ability (`table` is null).
/// @throws FatalError PLUGIN-TABLES naming the migration
[[nodiscard]] std::vector<rules::Migration> readMigrations(const concordat_tables_table* table,
                                                           const concordat_instance* instance,
                                                           std::string_view cloud_id);

/// The cloud's catalogues of further languages, each of which must be among `languages` of its
/// facts. None without the ability. @throws FatalError PLUGIN-LANGUAGES naming the text
[[nodiscard]] std::vector<rules::Catalogue> readCatalogues(
    const concordat_languages_table* table, const concordat_instance* instance,
    std::string_view cloud_id, const std::vector<std::string>& languages);

}  // namespace concordat::host
