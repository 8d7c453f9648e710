#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/audit/record.hpp"

namespace concordat::api {

/// Appends the resource AuditRecord. Its id is made of partner, customer, resource, operation and
/// the entry's own identifier, joined by underscores, as existing clients take it apart. Holds
/// personal data, opened. Old and new value are JSON inside a text, as the partner API has it.
void writeAuditRecord(std::string& out, const audit::Entry& entry);

/// The identifier of an entry in the id of an AuditRecord, or in itself; nothing for other text.
/// What stands before it is not compared: the store asks for the partner anyway.
[[nodiscard]] std::optional<Uuid> entryIdOf(std::string_view record_id);

}  // namespace concordat::api
