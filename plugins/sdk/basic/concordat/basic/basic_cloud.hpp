#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <concordat/rules/cloud.hpp>
#include <concordat/rules/plugin.hpp>

/// A cloud that is mostly data: what most authors derive from. Linked statically into the plugin,
/// so that a plugin keeps the rules that it was built and tested with when the host is updated.
namespace concordat::basic {

/// The rules that BasicCloud decides by. The id of each is the cloud's rule prefix and the part
/// named here, such as "DE-MARKET-1"; `cloud.yaml` gives it its kind, code, texts and source. One
/// that the cloud's facts let nobody meet, such as STATE-1 where no list of states is enforced, may
/// be left out there.
enum class StandardRule : std::uint8_t {
    /// MARKET-1: customers may not be in this country; it is in none of the cloud's territories.
    Market,
    /// TERRITORY-1: the partner's own country is in another sales territory than the customer's.
    Territory,
    /// ADDRESS-1: a member that this country needs is empty or blank. The first line always, others
    /// by the country's facts.
    AddressMissing,
    /// ADDRESS-2: a member is longer than the partner API allows, in characters.
    AddressLength,
    /// STATE-1: the country's list is enforced and has no such state, letter by letter.
    State,
    /// POSTAL-1: given, and not the form of the country's postal codes.
    PostalCode,
    /// PHONE-1: given, and not the form of the country's telephone numbers.
    Phone,
    /// REGISTRATION-1: a number where the country has none.
    RegistrationUnasked,
    /// REGISTRATION-2: the country demands a number.
    RegistrationMissing,
    /// REGISTRATION-3: not the form of the country's numbers, or more than 50 bytes.
    RegistrationForm,
    /// REGISTRATION-4: where a number is demanded, so is a telephone number in the address.
    RegistrationPhone,
    /// CULTURE-1: given, and not used in this country.
    Culture,
    /// LANGUAGE-1: given, and not used in this country; of "de-DE" only "de" counts.
    Language,
    /// DOMAIN-1: not below the cloud's domain.
    DomainSuffix,
    /// DOMAIN-2: the part before the suffix is not one valid label of a host name.
    DomainLabel,
    /// PARTNER-1: partners may not be enrolled in this country.
    PartnerCountry,
    /// PARTNER-2: this cloud has no such kind of partner.
    PartnerKind,
    /// RELATIONSHIP-1: relationships cannot be ended here.
    Relationship,
    /// LOCATION-1: records may not be kept at this place; it is none of the cloud's locations.
    Location,
    /// CONTACT-1: a partner's primary contact is at a web mail for consumers, where the cloud
    /// refuses that of this kind of partner.
    Contact
};

/// What a cloud that derives from BasicCloud adds to it, so that `cloud.yaml` and the operator's
/// settings can be checked when the cloud is made. The texts must be literals or outlive the
/// constructor.
struct Additions {
    /// Whole ids of the rules that it decides by itself, such as "DE-CLOSED-1". `cloud.yaml` must
    /// have each.
    std::vector<std::string_view> rules;
    /// Names of the settings that it reads. The operator may leave them out, but not make others.
    std::vector<std::string_view> settings;
};

/// A cloud whose facts come from `cloud.yaml` and the SDK's country facts beside it, and that
/// decides by the standard rules. Derive, override what differs, and call the base for the rest:
/// before it to refuse sooner, after it to add a rule. Nothing in it reads the clock.
///
///     FranceCloud::FranceCloud(const rules::PluginContext& context)
///         : BasicCloud(context, {.rules = {"FR-ELIGIBLE-1"}, .settings = {}}) {}
///
///     rules::Decision FranceCloud::mayAddCustomer(const rules::PartnerView& partner,
///                                                 const rules::CustomerDraftView& draft,
///                                                 rules::Instant now) const {
///         if (draft.public_body.empty())
///             return rules::Decision::refuse("FR-ELIGIBLE-1", "companyProfile.publicBody");
///         return BasicCloud::mayAddCustomer(partner, draft, now);
///     }
///
/// Strict about its files: an unknown key, a fact without its source, an operation or a text that
/// is missing throws std::runtime_error "file:line: what is wrong" from the constructor. After
/// that, everything is immutable; all functions may be called from every thread.
class BasicCloud : public rules::Cloud {
public:
    /// Reads the files in `context.directory` and compiles every expression in them. Reads
    /// cloud.yaml, countries.yaml and operations.yaml once; later changes of them have no effect
    /// until a restart.
    /// @throws std::runtime_error for a file, a missing rule or an unknown setting; the text is for
    /// the operator
    explicit BasicCloud(const rules::PluginContext& context, const Additions& additions = {});
    ~BasicCloud() override;

    /// What the files say.
    [[nodiscard]] const rules::CloudFacts& facts() const override;

    /// PARTNER-1, PARTNER-2, then CONTACT-1. No address given is not refused.
    rules::Decision mayEnrol(const rules::PartnerView& partner) const override;

    /// MARKET, TERRITORY, ADDRESS, STATE, POSTAL, PHONE, REGISTRATION, CULTURE, LANGUAGE and
    /// DOMAIN, in this order; the first that is broken decides. Members are named by their path in
    /// the body of the create, such as "billingProfile.defaultAddress.postalCode". `now` is not
    /// used.
    rules::Decision mayAddCustomer(const rules::PartnerView& partner,
                                   const rules::CustomerDraftView& draft,
                                   rules::Instant now) const override;

    /// As mayAddCustomer, but for the domain, which cannot change; the registration number is the
    /// account's. Members are named by their path in the profile, such as
    /// "defaultAddress.postalCode"; a country whose registration rules the account's number breaks
    /// is at fault as "defaultAddress.country".
    rules::Decision mayChangeBilling(const rules::PartnerView& partner,
                                     const rules::AccountView& account,
                                     const rules::BillingProfileView& profile,
                                     rules::Instant now) const override;

    /// RELATIONSHIP-1 unless the operation relationship-remove-customer is offered. The core does
    /// not even ask where it is not, so this is the second lock on the same door.
    rules::Decision mayRemoveRelationship(const rules::PartnerView& partner,
                                          const rules::AccountView& account,
                                          rules::Instant now) const override;

    /// MARKET, ADDRESS, STATE, POSTAL and PHONE; suggests the spelling of state and postal code
    /// that would be accepted, and judges the address as if it were spelt so. Blanks at the ends of
    /// other members and the case of the country do not lower the status.
    [[nodiscard]] rules::AddressVerdict validateAddress(
        const rules::AddressView& address) const override;

    /// LOCATION-1 unless `sink.location` is one of the cloud's locations. Kind, backend and
    /// encryption of the transport make no difference here.
    rules::Decision mayUse(const rules::SinkView& sink) const override;

protected:
    /// A refusal by a standard rule. `prefix` and `member` together are the member's JSON path:
    /// "billingProfile." and "email". Both empty: the rule is not about one member.
    [[nodiscard]] rules::Decision refuse(StandardRule rule, std::string_view prefix = {},
                                         std::string_view member = {}) const;

    /// The setting `name` of the operator; empty when it was not made or was made empty. Callable
    /// as soon as BasicCloud's constructor has returned, so also from member initialisers.
    [[nodiscard]] std::string setting(std::string_view name) const;

private:
    // Facts, tables and settings, which only the source sees: their layout is not part of the SDK.
    struct State;

    // Where the partner's primary contact is written to.
    rules::Decision checkContact(const rules::PartnerView& partner) const;
    // Market, territory and address.
    rules::Decision checkPlace(const rules::PartnerView& partner, const rules::AddressView& address,
                               std::string_view prefix) const;
    // The address alone, whoever sells.
    rules::Decision checkAddress(const rules::AddressView& address, std::string_view prefix) const;
    rules::Decision checkAddressForm(const rules::AddressView& address,
                                     std::string_view prefix) const;
    // The number, and the telephone number that it asks for.
    rules::Decision checkRegistration(std::string_view number, std::string_view number_member,
                                      const rules::AddressView& address,
                                      std::string_view prefix) const;
    rules::Decision checkLanguage(const rules::BillingProfileView& profile,
                                  std::string_view prefix) const;
    // Suffix and label.
    rules::Decision checkDomain(std::string_view domain) const;

    std::unique_ptr<const State> state_;
};

}  // namespace concordat::basic
