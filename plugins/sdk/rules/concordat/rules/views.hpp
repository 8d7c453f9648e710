#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

/// What rules are shown of a request. Views borrow their texts for the duration of one call; empty
/// means "not given".
namespace concordat::rules {

/// A point in time, UTC, microseconds since 1970.
using Instant = std::chrono::time_point<std::chrono::system_clock, std::chrono::microseconds>;

/// How a partner sells.
enum class PartnerKind : std::uint8_t { DirectReseller, IndirectProvider, IndirectReseller };

/// The partner that asks.
struct PartnerView {
    std::string_view id{};  ///< tenant id, 36 characters
    std::string_view
        country{};  ///< ISO code of two letters: where it is enrolled; decides its sales territory
    PartnerKind kind = PartnerKind::DirectReseller;
    bool sandbox = false;  ///< an integration sandbox: rules about money and quotas differ
};

/// A postal address as the caller wrote it.
struct AddressView {
    std::string_view country{};  ///< two letters, any case
    std::string_view region{};
    std::string_view city{};
    std::string_view state{};
    std::string_view address_line1{};
    std::string_view address_line2{};
    std::string_view postal_code{};
    std::string_view first_name{};
    std::string_view last_name{};
    std::string_view phone_number{};
};

/// A billing profile as the caller wrote it.
struct BillingProfileView {
    std::string_view first_name{};
    std::string_view last_name{};
    std::string_view email{};
    std::string_view culture{};
    std::string_view language{};
    std::string_view company_name{};
    AddressView default_address{};
};

/// A customer that a partner wants to add. Form has been checked already: required members are
/// there, lengths are in range.
struct CustomerDraftView {
    std::string_view domain{};  ///< folded, such as "adatum.onmicrosoft.de"
    std::string_view company_name{};
    std::string_view registration_number{};  ///< organizationRegistrationNumber
    std::string_view public_body{};          ///< kind of public body, where the cloud asks for one
    BillingProfileView billing{};
};

/// A customer account that exists.
struct AccountView {
    std::string_view customer_id{};
    std::string_view country{};  ///< of its billing profile's default address
    std::string_view registration_number{};
};

/// Where a store, log, backup or other sink is.
struct SinkView {
    std::string_view kind{};           ///< "store", "log", "backup"
    std::string_view backend{};        ///< of a store: "sqlite3" or "postgresql"
    std::string_view location{};       ///< as the settings label it, such as "de"
    bool encrypted_transport = false;  ///< false for a local file
};

}  // namespace concordat::rules
