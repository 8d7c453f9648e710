#include "core/accounts/user_import.hpp"

#include <array>
#include <optional>
#include <set>

#include "core/accounts/principal_name.hpp"
#include "core/base/csv_reader.hpp"
#include "core/base/text.hpp"

namespace concordat::accounts {
namespace {

constexpr std::size_t kMostCharacters = 50;

enum Column { FirstName, LastName, DisplayName, Email, StatusUpdate, kColumns };

constexpr std::array<std::string_view, kColumns> kNames{"First name", "Last name", "Display name",
                                                        "Email", "Status update"};

/// A column's name as it is compared.
std::string plain(std::string_view name) {
    std::string text;
    for (const char c : name)
        if (c != ' ' && c != '-' && c != '_') text.push_back(c);
    return toLowerAscii(text);
}

std::optional<Column> columnOf(std::string_view header) {
    const auto given = plain(header);
    for (std::size_t index = 0; index < kColumns; ++index)
        if (given == plain(kNames.at(index))) return static_cast<Column>(index);
    return std::nullopt;
}

/// Where each column is in a row.
using Layout = std::array<std::optional<std::size_t>, kColumns>;

class Importer {
public:
    Importer(std::span<const std::string> domains, std::string_view usage_location)
        : domains_(domains), usage_location_(usage_location) {}

    UserImport take(std::string_view csv) {
        if (!isStorable(csv)) return refuse(1, {}, ImportFault::Damaged);
        CsvReader reader(csv);
        const auto header = reader.next();
        if (!header) return refuse(1, {}, ImportFault::NoRows);
        if (!readHeader(*header)) return std::move(result_);
        while (const auto row = reader.next()) {
            if (++rows_ > kMostImportedUsers)
                return refuse(row->line, {}, ImportFault::TooManyRows);
            readRow(*row);
        }
        if (rows_ == 0) return refuse(header->line, {}, ImportFault::NoRows);
        return std::move(result_);
    }

private:
    UserImport refuse(std::size_t line, std::string_view column, ImportFault fault) {
        note(line, column, fault);
        return std::move(result_);
    }

    void note(std::size_t line, std::string_view column, ImportFault fault) {
        result_.refusals.push_back({line, std::string(column), fault});
    }

    bool readHeader(const CsvReader::Row& header) {
        width_ = header.cells.size();
        if (header.damaged) note(header.line, {}, ImportFault::Damaged);
        for (std::size_t at = 0; at < width_; ++at) {
            const auto column = columnOf(header.cells[at]);
            if (!column)
                note(header.line, header.cells[at], ImportFault::UnknownColumn);
            else if (layout_.at(*column))
                note(header.line, kNames.at(*column), ImportFault::RepeatedColumn);
            else
                layout_.at(*column) = at;
        }
        for (const auto required : {DisplayName, Email})
            if (!layout_.at(required))
                note(header.line, kNames.at(required), ImportFault::MissingColumn);
        return result_.refusals.empty();
    }

    void readRow(const CsvReader::Row& row) {
        if (row.damaged) return note(row.line, {}, ImportFault::Damaged);
        if (row.cells.size() != width_) return note(row.line, {}, ImportFault::WrongCellCount);
        UserDetails details;
        details.first_name = text(row, FirstName);
        details.last_name = text(row, LastName);
        details.display_name = required(row, DisplayName);
        details.principal_name = name(row);
        details.usage_location = usage_location_;
        if (!cell(row, StatusUpdate).empty())
            note(row.line, kNames.at(StatusUpdate), ImportFault::NotEmpty);
        result_.users.push_back({row.line, std::move(details)});
    }

    std::string cell(const CsvReader::Row& row, Column column) const {
        const auto at = layout_.at(column);
        return at ? row.cells[*at] : std::string();
    }

    std::string text(const CsvReader::Row& row, Column column) {
        auto value = cell(row, column);
        if (countCodePoints(value) > kMostCharacters)
            note(row.line, kNames.at(column), ImportFault::TooLong);
        return value;
    }

    std::string required(const CsvReader::Row& row, Column column) {
        auto value = text(row, column);
        if (value.find_first_not_of(' ') == std::string::npos)
            note(row.line, kNames.at(column), ImportFault::Missing);
        return value;
    }

    std::string name(const CsvReader::Row& row) {
        auto value = cell(row, Email);
        if (value.empty())
            note(row.line, kNames.at(Email), ImportFault::Missing);
        else if (!isPrincipalNameOf(value, domains_))
            note(row.line, kNames.at(Email), ImportFault::NotOfCustomer);
        else if (!seen_.insert(foldPrincipalName(value)).second)
            note(row.line, kNames.at(Email), ImportFault::Repeated);
        return value;
    }

    std::span<const std::string> domains_;
    std::string usage_location_;
    Layout layout_{};
    std::size_t width_ = 0;
    std::size_t rows_ = 0;
    std::set<std::string> seen_;
    UserImport result_;
};

}  // namespace

UserImport readUserImport(std::string_view csv, std::span<const std::string> domains,
                          std::string_view usage_location) {
    return Importer(domains, usage_location).take(csv);
}

std::string_view nameOf(ImportFault fault) noexcept {
    constexpr std::array<std::string_view, 12> kWords{
        "damaged",        "no-rows",         "too-many-rows",    "unknown-column",
        "missing-column", "repeated-column", "wrong-cell-count", "missing",
        "not-empty",      "too-long",        "not-of-customer",  "repeated"};
    return kWords[static_cast<std::size_t>(fault)];
}

}  // namespace concordat::accounts
