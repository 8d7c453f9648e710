#include "tests/api/api_fixture.hpp"

namespace concordat::api {

ApiFixture::ApiFixture()
    : ApiHarness({store_, store_, store_, store_, store_, store_, store_, store_, store_, store_,
                  store_, store_, store_, store_}) {
    for (const auto* name : {"contoso", "fabrikam"}) {
        store_.partner_accounts.push_back(partnerNamed(name));
        store_.partner_profiles[partnerNamed(name).id] = profilesOf(name);
    }
    restart();
}

ApiFixture::~ApiFixture() = default;

accounts::Customer ApiFixture::hold(const PartnerId& partner, std::string company,
                                    std::string domain) {
    auto customer = customerOf(std::move(company), std::move(domain));
    store_.customers[{partner, customer.id}] = customer;
    return customer;
}

}  // namespace concordat::api
