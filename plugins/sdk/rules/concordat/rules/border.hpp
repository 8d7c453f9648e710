#pragma once

#include <cstdint>
#include <string_view>

#include <concordat/rules/abi.h>
#include <concordat/rules/views.hpp>

/// Between the SDK's C++ types and the plain-C border, in both directions: `fromC` on the side that
/// is called, `toC` on the side that calls. Nothing here allocates or throws; results borrow the
/// texts of what they were made from and must not outlive it. For the host and
/// <concordat/rules/plugin.hpp>; authors need none of it.
///
/// Converts each member one by one, on purpose: a new member must be added in both directions, and
/// a compiler's layout of the C++ types never matters.
namespace concordat::rules::border {

/// A text; empty for size 0, whatever its pointer is. A size without a pointer is the caller's
/// fault and is not checked.
inline std::string_view fromC(const concordat_text& text) {
    return text.size == 0 ? std::string_view() : std::string_view(text.data, text.size);
}

/// A text that the callee may read until it returns. Has no final zero.
inline concordat_text toC(std::string_view text) {
    return {text.data(), text.size()};
}

/// A partner; its kind is not checked, because the host sends those of PartnerKind alone.
inline PartnerView fromC(const concordat_partner& partner) {
    return {.id = fromC(partner.id),
            .country = fromC(partner.country),
            .kind = static_cast<PartnerKind>(partner.kind),
            .sandbox = partner.sandbox != 0,
            .contact_email = fromC(partner.contact_email)};
}

/// The same partner for the callee.
inline concordat_partner toC(const PartnerView& partner) {
    return {toC(partner.id), toC(partner.country), static_cast<std::uint32_t>(partner.kind),
            partner.sandbox ? 1u : 0u, toC(partner.contact_email)};
}

/// An address, each member as it was written; what the caller did not give is empty.
inline AddressView fromC(const concordat_address& address) {
    return {.country = fromC(address.country),
            .region = fromC(address.region),
            .city = fromC(address.city),
            .state = fromC(address.state),
            .address_line1 = fromC(address.address_line1),
            .address_line2 = fromC(address.address_line2),
            .postal_code = fromC(address.postal_code),
            .first_name = fromC(address.first_name),
            .last_name = fromC(address.last_name),
            .phone_number = fromC(address.phone_number)};
}

/// The same address for the callee.
inline concordat_address toC(const AddressView& address) {
    return {toC(address.country),     toC(address.region),        toC(address.city),
            toC(address.state),       toC(address.address_line1), toC(address.address_line2),
            toC(address.postal_code), toC(address.first_name),    toC(address.last_name),
            toC(address.phone_number)};
}

/// A billing profile; its address is never null.
inline BillingProfileView fromC(const concordat_billing& billing) {
    return {.first_name = fromC(billing.first_name),
            .last_name = fromC(billing.last_name),
            .email = fromC(billing.email),
            .culture = fromC(billing.culture),
            .language = fromC(billing.language),
            .company_name = fromC(billing.company_name),
            .default_address = fromC(*billing.default_address)};
}

/// `address` is the profile's own, already converted; the result points to it, so it must stay
/// where it is until the call is over.
inline concordat_billing toC(const BillingProfileView& billing, const concordat_address& address) {
    return {toC(billing.first_name),
            toC(billing.last_name),
            toC(billing.email),
            toC(billing.culture),
            toC(billing.language),
            toC(billing.company_name),
            &address};
}

/// A draft; its billing profile is never null.
inline CustomerDraftView fromC(const concordat_draft& draft) {
    return {.domain = fromC(draft.domain),
            .company_name = fromC(draft.company_name),
            .registration_number = fromC(draft.registration_number),
            .public_body = fromC(draft.public_body),
            .billing = fromC(*draft.billing)};
}

/// `billing` is the draft's own, already converted; the result points to it, so it must stay where
/// it is until the call is over.
inline concordat_draft toC(const CustomerDraftView& draft, const concordat_billing& billing) {
    return {toC(draft.domain), toC(draft.company_name), toC(draft.registration_number),
            toC(draft.public_body), &billing};
}

/// A point in time from microseconds since 1970, UTC. The inverse is time_since_epoch().count().
inline Instant instantFromC(std::int64_t microseconds) {
    return Instant(std::chrono::microseconds(microseconds));
}

/// An account that exists.
inline AccountView fromC(const concordat_account& account) {
    return {.customer_id = fromC(account.customer_id),
            .country = fromC(account.country),
            .registration_number = fromC(account.registration_number),
            .public_body = fromC(account.public_body),
            .eligibility = static_cast<Eligibility>(account.eligibility),
            .eligibility_decided = instantFromC(account.eligibility_decided)};
}

/// The same account for the callee.
inline concordat_account toC(const AccountView& account) {
    return {toC(account.customer_id),
            toC(account.country),
            toC(account.registration_number),
            toC(account.public_body),
            account.eligibility_decided.time_since_epoch().count(),
            static_cast<std::uint32_t>(account.eligibility)};
}

/// A place for records.
inline SinkView fromC(const concordat_sink& sink) {
    return {.kind = fromC(sink.kind),
            .backend = fromC(sink.backend),
            .location = fromC(sink.location),
            .encrypted_transport = sink.encrypted_transport != 0};
}

/// The same place for the callee.
inline concordat_sink toC(const SinkView& sink) {
    return {toC(sink.kind), toC(sink.backend), toC(sink.location),
            sink.encrypted_transport ? 1u : 0u};
}

/// Copies `text` into a fixed place, cut where it does not fit, always ended by a zero. Cuts
/// between bytes, so that the last character of a long text may be incomplete; a zero inside `text`
/// ends it for the reader.
template <std::size_t Size>
void copyTo(char (&place)[Size], std::string_view text) noexcept {
    const auto length = text.size() < Size - 1 ? text.size() : Size - 1;
    text.copy(place, length);
    place[length] = '\0';
}

}  // namespace concordat::rules::border
