#pragma once

#include <string>
#include <vector>

#include "tests/support/http_client.hpp"

namespace concordat::durability {

/// Something that a client wants done once, whatever happens on the way.
struct Wish {
    std::string method;
    std::string target;
    std::string body;
    std::string etag;        ///< sent as If-Match unless empty
    std::string request_id;  ///< sent as MS-RequestId
};

/// What the API says of a customer.
struct CustomerState {
    std::string id;
    std::string version;     ///< the etag, quotes included
    std::string first_name;  ///< of the billing profile
};

/// Operations of the record about a customer.
struct RecordedOperations {
    unsigned additions = 0;
    unsigned updates = 0;
    unsigned deletions = 0;
};

/// The partner API as a test asks it, with one token, over one connection. For one thread.
/// Functions that look something up @throw std::runtime_error when the server does not answer, or
/// not as it must.
class ApiCaller {
public:
    ApiCaller(unsigned short port, std::string token);

    /// Asks for a wish to be done; nothing when the connection broke before the answer.
    [[nodiscard]] std::optional<testing_support::HttpAnswer> tryOnce(const Wish& wish);

    /// Asks and must be answered with `status`.
    [[nodiscard]] testing_support::HttpAnswer insist(const Wish& wish, int status);

    /// Whether a domain is reserved.
    [[nodiscard]] bool isTaken(const std::string& domain);

    /// The ids of the partner's customers whose domain begins with `prefix`.
    [[nodiscard]] std::vector<std::string> customersWith(const std::string& prefix);

    /// The account, by its billing profile.
    [[nodiscard]] CustomerState billingOf(const std::string& customer);

    /// What the record says was done to a customer.
    [[nodiscard]] RecordedOperations recordOf(const std::string& customer);

    /// What the record says was done to companies with `name` in their name.
    [[nodiscard]] RecordedOperations recordOfCompany(const std::string& name);

private:
    [[nodiscard]] testing_support::HttpAnswer get(const std::string& target);
    [[nodiscard]] RecordedOperations countRecord(const std::string& filter);

    testing_support::HttpClient client_;
    std::string authorization_;
};

/// A wish for a customer with that domain, which is also its company's name.
[[nodiscard]] Wish additionOf(const std::string& domain);

/// A wish for another first name in the billing profile.
[[nodiscard]] Wish updateOf(const std::string& customer, const std::string& domain,
                            const std::string& version, const std::string& first_name);

/// A wish for the end of a sandbox customer.
[[nodiscard]] Wish deletionOf(const std::string& customer);

/// What the answer to an addition or update says.
[[nodiscard]] CustomerState stateIn(const testing_support::HttpAnswer& answer);

}  // namespace concordat::durability
