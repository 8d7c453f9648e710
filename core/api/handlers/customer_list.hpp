#pragma once

#include "core/accounts/customer_service.hpp"
#include "core/api/cursor.hpp"
#include "core/api/handler.hpp"

namespace concordat::api {

/// GET /v1/customers, with and without a filter. A continuation token brings size, order and filter
/// along, since existing clients send nothing else with it.
class ListCustomers final : public Handler {
public:
    /// Borrows both.
    ListCustomers(accounts::CustomerService& customers, const CursorSigner& cursors)
        : customers_(customers), cursors_(cursors) {}

    /// Replies 200 with a page, perhaps an empty one, or with all pages as CSV where the caller
    /// asks for that; 400 for a filter, size or token that is not in order.
    void handle(const ApiRequest& request, http::Reply& reply) override;

private:
    [[nodiscard]] accounts::CustomerQuery queryOf(const ApiRequest& request) const;
    [[nodiscard]] std::string tokenOf(const ApiRequest& request,
                                      const accounts::CustomerQuery& query,
                                      const accounts::CustomerPage& page) const;

    accounts::CustomerService& customers_;
    const CursorSigner& cursors_;
};

}  // namespace concordat::api
