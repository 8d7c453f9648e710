#pragma once

#include <vector>

#include "core/accounts/qualification_store.hpp"

namespace concordat::testing_support {

/// The same qualifications for every customer, and no codes.
class HeldQualifications final : public accounts::QualificationStore {
public:
    std::vector<accounts::Qualification> qualifications(const PartnerId&,
                                                        const CustomerId&) override {
        ++reads;
        return held;
    }
    std::vector<accounts::ValidationCode> validationCodes(const PartnerId&) override { return {}; }
    bool addValidationCode(const PartnerId&, const accounts::ValidationCode&) override {
        return false;
    }

    std::vector<accounts::Qualification> held;
    int reads = 0;  ///< how often somebody asked
};

}  // namespace concordat::testing_support
