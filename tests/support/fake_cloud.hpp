#pragma once

#include <concordat/rules/cloud.hpp>

namespace concordat::testing_support {

/// A cloud whose verdicts a test sets: everything is allowed until it says otherwise.
class FakeCloud : public rules::Cloud {
public:
    FakeCloud() {
        facts_.id = "example";
        facts_.domain_suffix = "example.test";
        facts_.languages = {"en"};
    }

    rules::CloudFacts& edit() { return facts_; }

    [[nodiscard]] const rules::CloudFacts& facts() const override { return facts_; }
    rules::Decision mayEnrol(const rules::PartnerView&) const override { return verdict; }
    rules::Decision mayAddCustomer(const rules::PartnerView&, const rules::CustomerDraftView&,
                                   rules::Instant) const override {
        return verdict;
    }
    rules::Decision mayChangeBilling(const rules::PartnerView&, const rules::AccountView&,
                                     const rules::BillingProfileView&,
                                     rules::Instant) const override {
        return verdict;
    }
    rules::Decision mayRemoveRelationship(const rules::PartnerView&, const rules::AccountView&,
                                          rules::Instant) const override {
        return verdict;
    }
    [[nodiscard]] rules::AddressVerdict validateAddress(const rules::AddressView&) const override {
        return {
            verdict.allowed() ? address_status : rules::AddressStatus::NotValidated, verdict, {}};
    }
    rules::Decision mayUse(const rules::SinkView&) const override { return verdict; }

    rules::Decision verdict = rules::Decision::allow();
    rules::AddressStatus address_status = rules::AddressStatus::VerifiedShippable;

private:
    rules::CloudFacts facts_;
};

}  // namespace concordat::testing_support
