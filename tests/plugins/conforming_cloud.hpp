#pragma once

#include <algorithm>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>

#include <concordat/cloud_store/plugin.hpp>
#include <concordat/cloud_store/standard_session_opener.hpp>
#include <concordat/rules/plugin.hpp>

namespace concordat::tests {

/// The smallest cloud in which the conformance kit finds nothing. The gallery breaks it in one way
/// each.
class ConformingCloud : public rules::Cloud {
public:
    explicit ConformingCloud(const rules::PluginContext& context) {
        if (!context.settings.empty())
            throw std::runtime_error("the setting '" + context.settings.begin()->first +
                                     "' is unknown");
        facts_.id = "example";
        facts_.name = "Example";
        facts_.domain_suffix = "example.test";
        facts_.languages = {"en", "de"};
        facts_.locations = {"here"};
        facts_.partner_countries = {"DE"};
        addCountry();
        addRule("EX-MARKET-1");
        addRule("EX-DOMAIN-1");
        addRule("EX-LOCATION-1");
        addOperations(context.directory + "/operations.yaml");
    }

    const rules::CloudFacts& facts() const override { return facts_; }
    rules::Decision mayEnrol(const rules::PartnerView& partner) const override {
        return market(partner.country, "country");
    }
    rules::Decision mayAddCustomer(const rules::PartnerView&, const rules::CustomerDraftView& draft,
                                   rules::Instant) const override {
        if (!draft.domain.ends_with(facts_.domain_suffix))
            return rules::Decision::refuse("EX-DOMAIN-1", "companyProfile.domain");
        return market(draft.billing.default_address.country,
                      "billingProfile.defaultAddress.country");
    }
    rules::Decision mayChangeBilling(const rules::PartnerView&, const rules::AccountView&,
                                     const rules::BillingProfileView& profile,
                                     rules::Instant) const override {
        return market(profile.default_address.country, "defaultAddress.country");
    }
    rules::Decision mayRemoveRelationship(const rules::PartnerView&, const rules::AccountView&,
                                          rules::Instant) const override {
        return rules::Decision::allow();
    }
    rules::AddressVerdict validateAddress(const rules::AddressView& address) const override {
        auto problem = market(address.country, "country");
        if (!problem.allowed()) return {rules::AddressStatus::NotValidated, problem, {}};
        return {rules::AddressStatus::Verified, problem, {{"DE", "", "", "", "", ""}}};
    }
    rules::Decision mayUse(const rules::SinkView& sink) const override {
        return sink.location == "here" ? rules::Decision::allow()
                                       : rules::Decision::refuse("EX-LOCATION-1", "location");
    }
    std::unique_ptr<cloud_store::SessionOpener> createSessionOpener(
        const cloud_store::StoreSettings& settings) const {
        return std::make_unique<cloud_store::StandardSessionOpener>(settings);
    }

protected:
    static rules::Decision market(std::string_view country, std::string_view member) {
        return country == "DE" ? rules::Decision::allow()
                               : rules::Decision::refuse("EX-MARKET-1", member);
    }

    rules::CloudFacts facts_;

private:
    void addCountry() {
        rules::CountryFacts germany;
        germany.iso2 = "DE";
        germany.iso3 = "DEU";
        germany.name = "Germany";
        germany.territory = "eu-efta";
        germany.currency = "EUR";
        germany.default_culture = "de-DE";
        germany.cultures = {"de-DE"};
        germany.languages = {"de"};
        germany.calling_codes = {"49"};
        facts_.countries = {germany};
    }

    void addRule(const std::string& id) {
        facts_.rules.push_back({id,
                                rules::RefusalKind::Denied,
                                0,
                                {{"en", "Not here."}, {"de", "Nicht hier."}},
                                "The example's law, 1"});
    }

    // The file lists one id a line: "  - customer-create".
    void addOperations(const std::string& file) {
        std::ifstream in(file);
        for (std::string line; std::getline(in, line);)
            if (const auto at = line.find("- "); at != std::string::npos && line.front() == ' ')
                facts_.operations.push_back({line.substr(at + 2), true, ""});
    }
};

}  // namespace concordat::tests
