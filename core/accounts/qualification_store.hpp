#pragma once

#include <vector>

#include "core/accounts/qualification.hpp"
#include "core/base/ids.hpp"

namespace concordat::accounts {

/// Reads qualifications and validation codes, and keeps the codes that operators give. Implemented
/// by core/store; called concurrently from event threads and workers. Every function @throws Error
/// StoreUnavailable when the store does not answer in time.
class QualificationStore {
public:
    virtual ~QualificationStore() = default;

    /// The qualifications of a customer of that partner, oldest first; none for another partner's
    /// customer.
    [[nodiscard]] virtual std::vector<Qualification> qualifications(const PartnerId& partner,
                                                                    const CustomerId& customer) = 0;

    /// The partner's codes, used up or not, by code.
    [[nodiscard]] virtual std::vector<ValidationCode> validationCodes(const PartnerId& partner) = 0;

    /// Gives a partner a code with all of its creates, durably: for operators' commands. False when
    /// the partner has one of that name; then nothing has changed.
    [[nodiscard]] virtual bool addValidationCode(const PartnerId& partner,
                                                 const ValidationCode& code) = 0;
};

}  // namespace concordat::accounts
