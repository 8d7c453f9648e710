#pragma once

#include <optional>
#include <string>

#include "core/accounts/customer_service.hpp"
#include "core/accounts/qualification_store.hpp"

namespace concordat::accounts {

/// What a partner applies for, as it was read from the request.
struct QualificationRequest {
    QualificationKind kind = QualificationKind::Education;
    /// Empty: none given.
    std::string validation_code;
    /// For the reviewer, such as a school's web site; empty: none given. Personal data.
    std::string evidence{};
};

/// A qualification, ready to be written: what to apply, and what it then is. Nothing has happened
/// yet.
struct PlannedQualification {
    changes::ChangeSet changes;
    Qualification qualification;
};

/// What an operator has decided, and what the decision was about.
struct ReviewDecision {
    QualificationKind kind = QualificationKind::Education;
    /// Approved or Denied, or InReview again.
    Vetting vetting = Vetting::Approved;
    /// Why; never empty. Personal data.
    std::string reason;
};

/// What partners do with qualifications of their customers. Called from handlers, concurrently;
/// keeps no state of its own. Blocks as the stores do.
class QualificationService {
public:
    /// Borrows both, which outlive the service.
    QualificationService(CustomerService& customers, QualificationStore& store)
        : customers_(customers), store_(store) {}

    /// The customer's qualifications that partners know of, oldest first. @throws Error NotFound,
    /// StoreUnavailable
    [[nodiscard]] std::vector<Qualification> qualifications(const PartnerId& partner,
                                                            const CustomerId& customer);

    /// The one with which the customer buys: the newest that was approved; nothing when there is
    /// none. @throws Error as above
    [[nodiscard]] std::optional<QualificationKind> approved(const PartnerId& partner,
                                                            const CustomerId& customer);

    /// What is under review for the customer, whatever the kind. @throws Error NotFound,
    /// StoreUnavailable
    [[nodiscard]] std::vector<Qualification> reviews(const PartnerId& partner,
                                                     const CustomerId& customer);

    /// That of one kind; nothing when there is none. @throws Error as above
    [[nodiscard]] std::optional<Qualification> review(const PartnerId& partner,
                                                      const CustomerId& customer,
                                                      QualificationKind kind);

    /// The partner's codes. @throws Error StoreUnavailable
    [[nodiscard]] std::vector<ValidationCode> validationCodes(const PartnerId& partner);

    /// Plans a qualification, in review. The Government Community Cloud needs one of the partner's
    /// codes, and the change set guards that a create is left of it; other kinds take none.
    /// @throws Error NotFound for the customer, InvalidRequest for the code (kMemberMissing,
    /// kBadProperty), Forbidden for a suspended partner, StoreUnavailable
    [[nodiscard]] PlannedQualification plan(const partners::Partner& partner,
                                            const audit::Actor& actor, const CustomerId& customer,
                                            const QualificationRequest& request);

    /// Plans an operator's decision on what `seen` shows; absent: the customer has none of the kind
    /// and gets one. Of two decisions on the same, the second turns out Stale. @throws Error
    /// NotFound, StoreUnavailable
    [[nodiscard]] PlannedQualification planReview(const partners::Partner& partner,
                                                  const audit::Actor& actor,
                                                  const CustomerId& customer,
                                                  const std::optional<Qualification>& seen,
                                                  const ReviewDecision& decision);

private:
    void requireCode(const PartnerId& partner, const QualificationRequest& request);

    CustomerService& customers_;  // not owned; outlives the service
    QualificationStore& store_;   // likewise
};

}  // namespace concordat::accounts
