#pragma once

#include <string>

#include "core/accounts/customer_service.hpp"
#include "core/accounts/qualification_store.hpp"

namespace concordat::accounts {

/// What a partner applies for, as it was read from the request.
struct QualificationRequest {
    QualificationKind kind = QualificationKind::Education;
    /// Empty: none given.
    std::string validation_code;
};

/// A qualification, ready to be written: what to apply, and what it then is. Nothing has happened
/// yet.
struct PlannedQualification {
    changes::ChangeSet changes;
    Qualification qualification;
};

/// What partners do with qualifications of their customers. Called from handlers, concurrently;
/// keeps no state of its own. Blocks as the stores do.
class QualificationService {
public:
    /// Borrows both, which outlive the service.
    QualificationService(CustomerService& customers, QualificationStore& store)
        : customers_(customers), store_(store) {}

    /// The customer's qualifications, oldest first. @throws Error NotFound, StoreUnavailable
    [[nodiscard]] std::vector<Qualification> qualifications(const PartnerId& partner,
                                                            const CustomerId& customer);

    /// The partner's codes. @throws Error StoreUnavailable
    [[nodiscard]] std::vector<ValidationCode> validationCodes(const PartnerId& partner);

    /// Plans a qualification, in review. The Government Community Cloud needs one of the partner's
    /// codes, and the change set guards that a create is left of it; other kinds take none.
    /// @throws Error NotFound for the customer, InvalidRequest for the code (kMemberMissing,
    /// kBadProperty), Forbidden for a suspended partner, StoreUnavailable
    [[nodiscard]] PlannedQualification plan(const partners::Partner& partner,
                                            const audit::Actor& actor, const CustomerId& customer,
                                            const QualificationRequest& request);

private:
    void requireCode(const PartnerId& partner, const QualificationRequest& request);

    CustomerService& customers_;  // not owned; outlives the service
    QualificationStore& store_;   // likewise
};

}  // namespace concordat::accounts
