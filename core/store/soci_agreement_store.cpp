#include "core/store/soci_agreement_store.hpp"

#include "core/store/sealed_values.hpp"

namespace concordat::store {

std::vector<accounts::Agreement> SociAgreementStore::agreements(const PartnerId& partner,
                                                                const CustomerId& customer) {
    constexpr int kSealed = 3;
    constexpr int kWrappedKey = 4;
    auto session = sessions_.acquire();
    Cursor rows(session->query(partner, StatementId::ListAgreements,
                               {{"partner", partner}, {"customer", customer}}));
    std::vector<accounts::Agreement> all;
    while (rows->next()) {
        const auto id = rows->uuid(0);
        const auto key = vault_.unwrap(rows->bytes(kWrappedKey), customer.value);
        auto one = decodeAgreement(vault_.open(key, Sealed::Agreement, id, rows->bytes(kSealed)));
        one.id = id;
        one.type = static_cast<accounts::AgreementType>(rows->integer(1));
        one.agreed = rows->instant(2);
        all.push_back(std::move(one));
    }
    return all;
}

}  // namespace concordat::store
