#include "core/api/handlers/customer_export.hpp"

#include <array>

#include "core/api/handlers/customer_json.hpp"

namespace concordat::api {
namespace {

/// Some forty kilobytes.
constexpr std::uint32_t kRowsInPage = 500;
// Those of the partner portal's own file.
constexpr std::array<std::string_view, 4> kColumns = {"Microsoft ID", "Company name",
                                                      "Primary domain name", "Relationship"};

class CustomerExport final : public CsvExport {
public:
    CustomerExport(accounts::CustomerService& customers, const PartnerId& partner,
                   accounts::CustomerQuery query)
        : customers_(customers), partner_(partner), query_(std::move(query)) {
        // Whatever page was asked for: a file is whole.
        query_.size = kRowsInPage;
        query_.direction = accounts::SeekDirection::Forward;
        query_.position.reset();
        query_.skip = 0;
    }

    bool writePage(CsvWriter& csv) override {
        customers_.list(partner_, query_, page_);
        for (std::size_t index = 0; index < page_.size(); ++index) {
            const auto item = page_[index];
            csv.cell(item.id.value.toString())
                .cell(item.company_name)
                .cell(item.domain)
                .cell(wordOf(item.relationship))
                .endRow();
        }
        if (!page_.has_next) return false;
        query_.position = page_.next();
        return true;
    }

private:
    accounts::CustomerService& customers_;
    const PartnerId partner_;
    accounts::CustomerQuery query_;
    accounts::CustomerPage page_;
};

}  // namespace

void replyWithCustomers(accounts::CustomerService& customers, const PartnerId& partner,
                        accounts::CustomerQuery query, http::Reply& reply) {
    replyCsv(reply, "customers.csv", kColumns,
             std::make_unique<CustomerExport>(customers, partner, std::move(query)));
}

}  // namespace concordat::api
