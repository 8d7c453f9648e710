#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

/// What rules are shown of a request. Views borrow their texts for the duration of one call: a rule
/// that keeps one reads freed memory. Empty means "not given". Texts are well-formed UTF-8 and,
/// unless said otherwise, as the caller wrote them: not trimmed, in the caller's case.
namespace concordat::rules {

/// A point in time, UTC, microseconds since 1970. Leap seconds do not exist, as everywhere in
/// <chrono>.
using Instant = std::chrono::time_point<std::chrono::system_clock, std::chrono::microseconds>;

/// How a partner sells: to customers itself, through resellers of its own, or as such a reseller.
/// Settled at enrolment. The numbers cross the border: never renumber them.
enum class PartnerKind : std::uint8_t { DirectReseller, IndirectProvider, IndirectReseller };

/// The partner that asks. It is enrolled (but for mayEnrol) and authenticated. `contact_email` is
/// personal data.
struct PartnerView {
    /// Its tenant id: a UUID of 36 characters in small letters.
    std::string_view id{};
    /// ISO 3166-1, two letters, as the operator enrolled it: where the partner is, which decides
    /// its sales territory. Compare without regard to case.
    std::string_view country{};
    /// See PartnerKind; a cloud may enrol only some kinds.
    PartnerKind kind = PartnerKind::DirectReseller;
    /// An integration sandbox, in which partners test: rules about money and quotas differ, rules
    /// about form do not.
    bool sandbox = false;
    /// Where its primary contact is written to. Only mayEnrol is told; empty where none is known.
    std::string_view contact_email{};
};

/// A postal address. Its required members are there and no member is absurdly long; which members a
/// country needs, and in which form, is for the rules. Personal data: never put into a decision.
struct AddressView {
    /// ISO 3166-1, two letters, in any case.
    std::string_view country{};
    /// Free text, as is `city`; unlike `state` no country has a list for it.
    std::string_view region{};
    std::string_view city{};
    /// Code or name of a subdivision, depending on the country: see CountryFacts::states_enforced.
    std::string_view state{};
    /// Street and number.
    std::string_view address_line1{};
    /// What does not fit the first line.
    std::string_view address_line2{};
    /// As the caller spells it, perhaps with blanks or hyphens.
    std::string_view postal_code{};
    /// The person at this address and that person's telephone number. Empty in an address that is
    /// only validated.
    std::string_view first_name{};
    std::string_view last_name{};
    /// In any spelling.
    std::string_view phone_number{};
};

/// A billing profile: who is billed, in which language and where. `first_name`, `last_name` and
/// `email` are personal data.
struct BillingProfileView {
    std::string_view first_name{};
    std::string_view last_name{};
    /// Only its form has been checked: nobody has written to it.
    std::string_view email{};
    /// Such as "de-DE".
    std::string_view culture{};
    /// Two letters, such as "de".
    std::string_view language{};
    /// The name under which the customer stands in the partner's list.
    std::string_view company_name{};
    /// Where the customer is: it decides which country's rules apply.
    AddressView default_address{};
};

/// A customer that a partner wants to add. Form has been checked already: required members are
/// there, lengths are in the range of the partner API, the domain is a host name. Countries' and
/// the cloud's own rules have not been.
struct CustomerDraftView {
    /// The host name that the customer wants, in small letters, such as "adatum.onmicrosoft.de".
    std::string_view domain{};
    /// As the customer is to be called; at most 200 characters.
    std::string_view company_name{};
    /// organizationRegistrationNumber. Empty where the caller gave none, which some countries
    /// demand.
    std::string_view registration_number{};
    /// The kind of public body, where the cloud asks for one; free text of up to 64 characters.
    std::string_view public_body{};
    /// The whole profile, required members included.
    BillingProfileView billing{};
};

/// Whether a customer is the public body that it said it is, as the operator has decided. The
/// numbers cross the border: never renumber them.
enum class Eligibility : std::uint8_t {
    NotAsked = 0,  ///< the cloud names no kinds of public body, or the account said none
    InReview = 1,
    Approved = 2,
    Denied = 3
};

/// A customer account that exists and belongs to the partner that asks.
struct AccountView {
    /// Its tenant id: a UUID of 36 characters in small letters.
    std::string_view customer_id{};
    /// Of its billing profile's default address, upper case.
    std::string_view country{};
    /// As it was accepted when the account was made; empty where there is none.
    std::string_view registration_number{};
    /// The kind of public body that it said it is, in the caller's case. Only mayChangeBilling is
    /// told, as of the two below.
    std::string_view public_body{};
    /// See Eligibility.
    Eligibility eligibility = Eligibility::NotAsked;
    /// When the operator last decided; the beginning of time before that.
    Instant eligibility_decided{};
};

/// Where a store, log, backup or other sink of records is. Location and kind come from the
/// operator, who answers for them: the machine cannot know in which country its disk is.
struct SinkView {
    /// "store", "log", "backup" or "issuer"; more may come, and a rule that does not know one
    /// should judge by the location.
    std::string_view kind{};
    /// Of a store: "sqlite3" or "postgresql". Empty for other kinds.
    std::string_view backend{};
    /// As the settings label it, such as "de"; compare letter by letter with CloudFacts::locations.
    std::string_view location{};
    /// Whether records travel encrypted to the sink. False for a local file, which does not travel.
    bool encrypted_transport = false;
};

}  // namespace concordat::rules
