#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include <concordat/rules/views.hpp>

namespace concordat::tests {

/// A partner, a customer and a moment as a cloud is asked about them. Members are named as in the
/// partner API, the partner's with "partner."; one that is absent is not given.
class Placement {
public:
    /// @throws std::runtime_error when there is no such member or `now` is no time
    void set(const std::string& member, const std::string& value);

    /// Replaces the address by one of which only these members matter, named without the path to
    /// it.
    void moveTo(const std::map<std::string, std::string>& address);

    [[nodiscard]] std::string_view value(std::string_view member) const;
    [[nodiscard]] rules::PartnerView partner() const;      ///< refers to this
    [[nodiscard]] rules::CustomerDraftView draft() const;  ///< refers to this
    [[nodiscard]] rules::Instant now() const { return now_; }

private:
    std::map<std::string, std::string, std::less<>> values_;
    rules::Instant now_{std::chrono::sys_days(std::chrono::year(2018) / 9 / 1)};
};

/// A placement that a cloud is asked about, and the rule that must refuse it for which member;
/// empty: allowed.
struct PlacementRow {
    std::string name;
    Placement placement;
    std::string rule;
    std::string member;
};

/// A partner's enrolment, and the rule that must refuse it; empty: allowed.
struct EnrolmentRow {
    std::string country;
    rules::PartnerKind kind = rules::PartnerKind::DirectReseller;
    std::string rule;
    std::string contact;  ///< mail address of the primary contact; empty: none given
};

/// A place for records, and the rule that must refuse it; empty: allowed.
struct LocationRow {
    std::string label;
    std::string rule;
};

/// How the review of a customer's claim to be a public body stands, and the rule that must refuse a
/// change of it; empty: allowed.
struct ReviewRow {
    rules::Eligibility eligibility = rules::Eligibility::NotAsked;
    rules::Instant decided{};
    std::string rule;
};

/// What the tests know of a cloud: the file NAME.yaml beside this one.
struct CloudCase {
    std::string folder;
    std::string rule_prefix;                      ///< "DE"
    std::map<std::string, std::string> settings;  ///< under which placements are decided
    Placement good;                               ///< accepted by the cloud
    bool one_partner_per_customer = false;
    std::vector<std::string> customer_countries;  ///< all of them; empty: not compared
    std::string ending_refused;  ///< the rule against the end of a relationship; empty: allowed
    std::vector<PlacementRow> placements;
    std::vector<EnrolmentRow> enrolments;
    std::vector<LocationRow> locations;
    std::vector<ReviewRow> reviews;
};

/// The case of a cloud, read once. @throws std::runtime_error when its file is missing or wrong
[[nodiscard]] const CloudCase& cloudCase(const std::string& folder);

/// Rows that every cloud must pass: what the standard rules make of its good customer when one
/// thing about it is wrong, and its domains.
[[nodiscard]] std::vector<PlacementRow> standardPlacements(const CloudCase& cloud);

}  // namespace concordat::tests
