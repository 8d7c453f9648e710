#pragma once

#include <cstddef>
#include <initializer_list>

#include "tools/partner_client/row_result.hpp"

namespace concordat::cli {

/// What an import tells on standard output: one line for each row that is no plain success; and on
/// a terminal how far it has come. Passwords are not told.
class ImportReport {
public:
    ImportReport();

    /// Takes the next row's result.
    void tell(const client::RowResult& result);

    /// Says how many rows came to what: success, `ends`, and those of earlier runs.
    void finish(const client::ImportSummary& summary, bool dry_run,
                std::initializer_list<client::RowOutcome> ends) const;

private:
    void clear() const;

    const bool terminal_;
    std::size_t rows_ = 0;
};

}  // namespace concordat::cli
