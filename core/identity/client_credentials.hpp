#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/identity/form.hpp"
#include "core/identity/oauth_error.hpp"

namespace concordat::identity {

/// What an application shows to prove who it is. Not checked yet.
struct ClientCredentials {
    /// As sent; need not be a UUID.
    std::string id;
    std::string secret;  ///< empty for a public application
};

/// Reads the credentials from the form (`client_id`, `client_secret`) or from a Basic header, whose
/// halves are form-encoded (RFC 6749, section 2.3.1). Fills `credentials`, or says what is wrong:
/// none, both ways at once, or a header that cannot be read. A `client_id` in the form beside the
/// header is allowed if it is the same.
[[nodiscard]] std::optional<OauthError> readClientCredentials(const Form& form,
                                                              std::string_view authorization,
                                                              ClientCredentials& credentials);

}  // namespace concordat::identity
