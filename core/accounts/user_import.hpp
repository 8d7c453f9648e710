#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/accounts/user.hpp"

namespace concordat::accounts {

/// The most users of one file.
inline constexpr std::size_t kMostImportedUsers = 100;

/// Why a file, or a row of it, is not taken.
enum class ImportFault {
    Damaged,        ///< no CSV, or no UTF-8
    NoRows,         ///< nothing but a header, or not even that
    TooManyRows,    ///< more than kMostImportedUsers
    UnknownColumn,  ///< named in `column`
    MissingColumn,  ///< likewise
    RepeatedColumn,
    WrongCellCount,  ///< the row has not as many cells as the header
    Missing,         ///< the cell must not be empty
    NotEmpty,        ///< the cell must be left empty
    TooLong,
    NotOfCustomer,  ///< no user principal name of the customer's domains
    Repeated        ///< an earlier row has the same name
};

/// A fault with its place.
struct ImportRefusal {
    std::size_t line = 0;  ///< counted from 1; of the row's begin
    std::string column;    ///< as the header of the form has it; empty: the whole line or file
    ImportFault fault = ImportFault::Damaged;

    bool operator==(const ImportRefusal&) const = default;
};

/// A user to add, and where it stands in the file.
struct ImportedUser {
    std::size_t line = 0;
    UserDetails details;
};

/// What is in a file. With any refusal nothing of it is to be added: people correct a file as a
/// whole.
struct UserImport {
    std::vector<ImportedUser> users;
    std::vector<ImportRefusal> refusals;
};

/// Reads a CSV file of users: columns "First name", "Last name" (both may be empty), "Display
/// name", "Email" and "Status update" (to be left empty; what a result is written into) in any
/// order, and no others; names of columns are compared without case, blanks and hyphens. Names have
/// at most 50 characters; an e-mail address is the user principal name, unique and of one of
/// `domains`. All users get the one `usage_location`. Never throws for what is in `csv`.
[[nodiscard]] UserImport readUserImport(std::string_view csv, std::span<const std::string> domains,
                                        std::string_view usage_location);

/// The name of a fault for programs, such as "too-long".
[[nodiscard]] std::string_view nameOf(ImportFault fault) noexcept;

}  // namespace concordat::accounts
