# concordat_embed_sql(TARGET)
# Compiles the SQL of the current folder into TARGET: every pair statements/{sqlite3,postgresql}/NAME.sql, likewise for
# migrations, in the order of their names. A file without its other half stops the configuration. Generates core/store/statement_id.hpp (enum StatementId, one value per statement) and the texts' table.
# A changed text runs CMake again.
function(concordat_embed_sql target)
  concordat_sql_names(SQL_STATEMENTS statements)
  concordat_sql_names(SQL_MIGRATIONS migrations)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/generated)
  set(values "")
  set(statements "")
  set(migrations "")
  foreach(name IN LISTS SQL_STATEMENTS)
    string(REPLACE "_" ";" words ${name})
    set(value "")
    foreach(word IN LISTS words)
      string(SUBSTRING ${word} 0 1 first)
      string(SUBSTRING ${word} 1 -1 rest)
      string(TOUPPER ${first} first)
      string(APPEND value ${first}${rest})
    endforeach()
    string(APPEND values "    ${value},\n")
    concordat_sql_pair(pair statements ${name})
    string(APPEND statements "${pair}")
  endforeach()
  foreach(name IN LISTS SQL_MIGRATIONS)
    concordat_sql_pair(pair migrations ${name})
    string(APPEND migrations "${pair}")
  endforeach()
  list(LENGTH SQL_STATEMENTS statement_count)
  list(LENGTH SQL_MIGRATIONS migration_count)
  file(CONFIGURE OUTPUT ${out}/core/store/statement_id.hpp @ONLY CONTENT [[
#pragma once

#include <cstdint>

namespace concordat::store {

/// Every statement of the store, named as its pair of files in core/store/statements.
enum class StatementId : std::uint8_t {
@values@};

}  // namespace concordat::store
]])
  file(CONFIGURE OUTPUT ${out}/sql_texts.cpp @ONLY CONTENT [[
#include <array>

#include "core/store/sql_texts.hpp"

namespace concordat::store {
namespace {

constexpr std::array<SqlPair, @statement_count@> kStatements = {{
@statements@}};

constexpr std::array<SqlPair, @migration_count@> kMigrations = {{
@migrations@}};

}  // namespace

std::span<const SqlPair> statementTexts() { return kStatements; }
std::span<const SqlPair> migrationTexts() { return kMigrations; }

}  // namespace concordat::store
]])
  target_sources(${target} PRIVATE ${out}/sql_texts.cpp)
  target_include_directories(${target} PUBLIC ${out})
endfunction()

# The names of a folder's pairs, sorted.
function(concordat_sql_names result folder)
  set(names "")
  foreach(dialect sqlite3 postgresql)
    file(GLOB files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/${dialect}/*.sql)
    list(TRANSFORM files REPLACE "^.*/([^/]+)\\.sql$" "\\1")
    list(APPEND names ${files})
  endforeach()
  list(REMOVE_DUPLICATES names)
  list(SORT names)
  set(${result} "${names}" PARENT_SCOPE)
endfunction()

# One row of a generated table: name and both texts.
function(concordat_sql_pair result folder name)
  set(row "    {\"${name}\"")
  foreach(dialect sqlite3 postgresql)
    set(file ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/${dialect}/${name}.sql)
    file(READ ${file} text)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    string(APPEND row ",\n     R\"sql(${text})sql\"")
  endforeach()
  set(${result} "${row}},\n" PARENT_SCOPE)
endfunction()
