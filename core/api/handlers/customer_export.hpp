#pragma once

#include "core/accounts/customer_service.hpp"
#include "core/api/handlers/csv_export.hpp"

namespace concordat::api {

/// Replies with the partner's customers that `query` asks for as a file of CSV, all of them
/// whatever its size, in its order: Microsoft id, company name, primary domain, relationship.
/// Borrows `customers`, which outlives the reply. @throws Error StoreUnavailable
void replyWithCustomers(accounts::CustomerService& customers, const PartnerId& partner,
                        accounts::CustomerQuery query, http::Reply& reply);

}  // namespace concordat::api
