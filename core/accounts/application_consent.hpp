#pragma once

#include <string>
#include <vector>

#include "core/base/ids.hpp"

namespace concordat::accounts {

/// What an application may do at another one, such as a directory.
struct ApplicationGrant {
    /// Which other one.
    Uuid enterprise_application;
    /// Names of permissions as the caller wrote them; no line breaks.
    std::string scope;

    bool operator==(const ApplicationGrant&) const = default;
};

/// That a partner has consented, for a customer, that an application works with the customer's
/// data. A plain value; business identifiers only.
struct ApplicationConsent {
    ApplicationId application;
    std::vector<ApplicationGrant> grants;  ///< never empty

    bool operator==(const ApplicationConsent&) const = default;
};

}  // namespace concordat::accounts
