#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "tools/partner_client/api_client.hpp"

namespace concordat::client {

/// What became of a row of an imported file.
enum class RowOutcome {
    Added,    ///< a new customer or user
    Valid,    ///< would be one, as far as a dry run can tell
    Held,     ///< a customer of yours already; a user of the customer already
    Exists,   ///< the domain is another tenant's: ask it for a relationship
    Refused,  ///< by the file, the API or the cloud's rules
    Done      ///< by an earlier run
};

/// The word for it in results and reports.
[[nodiscard]] std::string_view nameOf(RowOutcome outcome) noexcept;

/// A row that cannot be what it should.
struct RowFault {
    std::size_t line = 0;
    std::string field;  ///< as the file calls it; empty: the row as a whole
    std::string reason;
};

/// One row's result.
struct RowResult {
    std::size_t line = 0;
    RowOutcome outcome = RowOutcome::Refused;
    std::string domain{};    ///< of a customer
    std::string field{};     ///< of a refusal; empty where none is to blame
    std::string reason{};    ///< of a refusal
    std::string customer{};  ///< id of an added customer
    std::string user{};      ///< name of its administrator, or of an added user
    std::string password{};  ///< for one use; nowhere else
    std::string link{};      ///< for Exists: what the customer's administrator opens
};

/// How many rows came to what; absent: none.
using ImportSummary = std::map<RowOutcome, std::size_t>;

/// Whether a refusal is about the caller or the server, so that the next row would meet the same.
[[nodiscard]] bool concernsEveryRow(const ApiRefused& refused) noexcept;

/// What makes a row the same in whichever run reads it.
class RowIdentity {
public:
    /// `purpose` keeps rows of different imports apart.
    RowIdentity(std::string_view purpose, std::string_view content);

    /// Half of its digest, in hexadecimal digits.
    [[nodiscard]] std::string fingerprint() const;

    /// An MS-RequestId of version 8: made from content.
    [[nodiscard]] std::string requestId() const;

private:
    std::string digest_;
};

}  // namespace concordat::client
