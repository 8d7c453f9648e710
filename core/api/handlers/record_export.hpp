#pragma once

#include "core/api/handlers/csv_export.hpp"
#include "core/audit/record.hpp"

namespace concordat::api {

/// Replies with the partner's entries that `query` asks for as a file of CSV, all of them whatever
/// its size, newest first: date, affected customer, action, partner user, status, additional
/// information. Borrows `record`, which outlives the reply. @throws Error StoreUnavailable
void replyWithRecord(audit::RecordStore& record, const PartnerId& partner, audit::Query query,
                     http::Reply& reply);

/// Replies with a file that has no entries.
void replyWithoutRecord(http::Reply& reply);

}  // namespace concordat::api
