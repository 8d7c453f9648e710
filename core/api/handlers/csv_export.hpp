#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/api/request_head.hpp"
#include "core/base/csv_writer.hpp"
#include "core/http/message.hpp"

namespace concordat::api {

/// A list as a file of CSV, written page by page as the client takes it, so that a million rows
/// need the memory of one page. Rows that are added or removed meanwhile may or may not be in it;
/// none comes twice. Made by a handler, owned by its reply; keeps nothing of the request.
class CsvExport : public http::BodySource {
public:
    /// Writes a page. What the store throws breaks the reply off, and is logged as
    /// API-EXPORT-BROKEN.
    [[nodiscard]] Progress next(std::string& out) noexcept final;

    /// Writes the next page; false: it was the last. @throws Error StoreUnavailable
    [[nodiscard]] virtual bool writePage(CsvWriter& csv) = 0;
};

/// Whether the caller asks for CSV: its Accept names text/csv and not application/json.
[[nodiscard]] bool asksForCsv(const RequestHead& head) noexcept;

/// Fills `reply` with a file called `file_name`: columns, the first page of `rows`, and the others
/// as its rest. @throws Error StoreUnavailable, while the reply can still be an error
void replyCsv(http::Reply& reply, std::string_view file_name,
              std::span<const std::string_view> columns, std::unique_ptr<CsvExport> rows);

}  // namespace concordat::api
