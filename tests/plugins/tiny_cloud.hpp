#pragma once

#include <stdexcept>

#include <concordat/rules/plugin.hpp>

namespace concordat::tests {

/// The smallest cloud that works: one country, one operation, one rule. The gallery of broken
/// plugins breaks it in one way each.
class TinyCloud : public rules::Cloud {
public:
    explicit TinyCloud(const rules::PluginContext& context) {
        facts_.id = "tiny";
        facts_.name = "Tiny";
        facts_.domain_suffix = "tiny.example";
        facts_.languages = {"en", "de"};
        facts_.locations = {"here"};
        facts_.partner_countries = {"DE", "FR"};
        facts_.operations = {{"customer-create", true, ""}, {"cart-get", false, "the portal"}};
        facts_.rules = {{"TINY-1",
                         rules::RefusalKind::Denied,
                         2030,
                         {{"en", "Only Germany."}, {"de", "Nur Deutschland."}},
                         "The tiny law, 1"}};
        rules::CountryFacts germany;
        germany.iso2 = "DE";
        germany.states = {"BE", "BY"};
        germany.city_required = false;
        germany.calling_codes = {"49"};
        facts_.countries = {germany};
        if (const auto found = context.settings.find("customers"); found != context.settings.end())
            facts_.sandbox_customers = static_cast<std::uint32_t>(std::stoul(found->second));
    }

    const rules::CloudFacts& facts() const override { return facts_; }
    rules::Decision mayEnrol(const rules::PartnerView& partner) const override {
        return partner.country == "DE" ? rules::Decision::allow()
                                       : rules::Decision::refuse("TINY-1", "country");
    }
    rules::Decision mayAddCustomer(const rules::PartnerView& partner,
                                   const rules::CustomerDraftView& draft,
                                   rules::Instant now) const override {
        const bool good = partner.kind == rules::PartnerKind::IndirectReseller && partner.sandbox &&
                          draft.domain == "a.tiny.example" && draft.company_name == "A" &&
                          draft.registration_number == "7" && draft.public_body == "state" &&
                          draft.billing.email == "a@a.example" &&
                          draft.billing.default_address.phone_number == "1" &&
                          now.time_since_epoch().count() == 42;
        return good ? rules::Decision::allow() : rules::Decision::refuse("TINY-1", "domain");
    }
    rules::Decision mayChangeBilling(const rules::PartnerView&, const rules::AccountView& account,
                                     const rules::BillingProfileView& profile,
                                     rules::Instant) const override {
        return account.country == profile.default_address.country
                   ? rules::Decision::allow()
                   : rules::Decision::refuse("TINY-1", "defaultAddress.country");
    }
    rules::Decision mayRemoveRelationship(const rules::PartnerView&,
                                          const rules::AccountView& account,
                                          rules::Instant) const override {
        return account.customer_id == "c" ? rules::Decision::allow()
                                          : rules::Decision::refuse("TINY-1");
    }
    rules::AddressVerdict validateAddress(const rules::AddressView& address) const override {
        if (address.country != "DE")
            return {rules::AddressStatus::NotValidated,
                    rules::Decision::refuse("TINY-1", "country"),
                    {}};
        return {rules::AddressStatus::InteractionRequired,
                rules::Decision::allow(),
                {{"DE", "Berlin", "BE", "Platz 1", "", std::string(address.postal_code)}}};
    }
    rules::Decision mayUse(const rules::SinkView& sink) const override {
        if (sink.location == "far" && sink.encrypted_transport) return rules::Decision::allow();
        return sink.location == "here" ? rules::Decision::allow()
                                       : rules::Decision::refuse("TINY-1", "location");
    }

protected:
    rules::CloudFacts facts_;
};

}  // namespace concordat::tests
