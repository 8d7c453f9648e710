#include "core/store/soci_record_store.hpp"

#include <chrono>

#include "core/store/sealed_values.hpp"

namespace concordat::store {
namespace {

/// How far the time in an entry's id may be from the time in the entry.
constexpr std::chrono::seconds kNear{2};
constexpr unsigned kTimestampBytes = 6;
constexpr unsigned kBitsPerByte = 8;

/// The milliseconds with which an identifier of version 7 begins.
Instant timeOf(const Uuid& id) {
    std::int64_t milliseconds = 0;
    for (unsigned i = 0; i < kTimestampBytes; ++i)
        milliseconds = (milliseconds << kBitsPerByte) | id.bytes[i];
    return Instant(std::chrono::milliseconds(milliseconds));
}

/// Opens the sealed part. A key that has been erased leaves it closed for ever, and the entry
/// stands without it; one that another partner caused has none.
void openTexts(const Vault& vault, Rows& rows, const Uuid& subject, audit::Entry& entry) {
    constexpr int kSealed = 9;
    constexpr int kWrappedKey = 10;
    if (rows.isNull(kWrappedKey) || rows.bytes(kSealed).empty()) return;
    const auto key = vault.unwrap(rows.bytes(kWrappedKey), subject);
    auto texts = decodeTexts(vault.open(key, Sealed::RecordEntry, entry.id, rows.bytes(kSealed)));
    entry.user_name = std::move(texts.user_name);
    entry.old_value = std::move(texts.old_value);
    entry.new_value = std::move(texts.new_value);
}

audit::Entry readEntry(const Vault& vault, Rows& rows, const PartnerId& partner) {
    audit::Entry entry;
    const auto subject = rows.uuid(0);
    entry.partner = partner;
    if (subject != partner.value) entry.customer = CustomerId{subject};
    entry.at = rows.instant(1);
    entry.id = rows.uuid(2);
    entry.resource = static_cast<audit::ResourceType>(rows.integer(3));
    entry.operation = static_cast<audit::OperationType>(rows.integer(4));
    entry.application = {rows.uuid(5)};
    entry.correlation = {rows.uuid(6)};
    entry.customer_name = rows.text(7);
    entry.customized_data = decodeCustomized(rows.bytes(8));
    openTexts(vault, rows, subject, entry);
    return entry;
}

StatementId statementFor(const audit::Query& query) {
    if (query.customer) return StatementId::ListRecordOfCustomer;
    if (query.resource) return StatementId::ListRecordOfResource;
    if (!query.company_substring.empty()) return StatementId::ListRecordOfCompany;
    return StatementId::ListRecord;
}

Parameter filterOf(const audit::Query& query) {
    if (query.customer) return {"customer", *query.customer};
    if (query.resource) return {"resource", static_cast<std::int64_t>(*query.resource)};
    return {"part", std::string_view(query.company_substring)};
}

}  // namespace

audit::Page SociRecordStore::list(const PartnerId& partner, const audit::Query& query) {
    // The end is exclusive: before every id of that instant.
    const auto before = query.after && query.after->first < query.to
                            ? *query.after
                            : std::pair<Instant, Uuid>{query.to, Uuid{}};
    auto session = sessions_.acquire();
    Cursor rows(session->query(partner, statementFor(query),
                               {{"partner", partner},
                                {"from", query.from},
                                {"at", before.first},
                                {"entry", before.second},
                                {"size", query.size + 1},
                                filterOf(query)}));
    audit::Page page;
    while (rows->next()) {
        page.has_next = page.entries.size() == query.size;
        if (page.has_next) break;
        page.entries.push_back(readEntry(vault_, *rows, partner));
    }
    return page;
}

std::optional<audit::Entry> SociRecordStore::find(const PartnerId& partner, const Uuid& id) {
    // The id tells when it was made; only one made with another clock is looked for everywhere.
    const auto near = timeOf(id);
    if (auto entry = findBetween(partner, id, near - kNear, near + kNear)) return entry;
    return findBetween(partner, id, Instant::min(), Instant::max());
}

std::optional<audit::Entry> SociRecordStore::findBetween(const PartnerId& partner, const Uuid& id,
                                                         Instant from, Instant to) {
    auto session = sessions_.acquire();
    Cursor rows(session->query(partner, StatementId::FindRecordEntry,
                               {{"partner", partner}, {"from", from}, {"to", to}, {"entry", id}}));
    if (!rows->next()) return std::nullopt;
    return readEntry(vault_, *rows, partner);
}

}  // namespace concordat::store
