#pragma once

#include <string>
#include <string_view>

namespace concordat::host {

/// With what the names of a cloud's own tables and indexes begin, such as "cloud_fr_sud_" for
/// fr-sud.
[[nodiscard]] std::string tablePrefixOf(std::string_view cloud_id);

/// Looks for what a migration of a cloud's own tables may not do, before any of it runs; empty when
/// there is nothing. Knows the few statements that <concordat/rules/own_tables.hpp> lists and
/// refuses whatever it does not know, in either dialect: no name outside `prefix`, no query, no
/// function that could reach further. What it lets through may still be no SQL; the database says
/// so.
[[nodiscard]] std::string offenceIn(std::string_view sql, std::string_view prefix);

}  // namespace concordat::host
