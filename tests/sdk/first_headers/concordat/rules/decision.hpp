#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace concordat::rules {

/// A rule's verdict: allowed, or refused with the id of the rule that refused and the member that
/// it refused for. A value: copy it, return it, compare it. A default one is allowed.
///
/// What a refusal means to the caller (status, code, text in every language, source) is a fact of
/// the rule, kept in `cloud.yaml` under the same id: see RuleFact. A refusal is an answer, not an
/// error: do not throw for it.
///
/// [[nodiscard]], because a verdict that nobody looks at is a rule that does not exist.
class [[nodiscard]] Decision {
public:
    /// The verdict "allowed". Costs no allocation.
    static Decision allow() { return {}; }

    /// The verdict "refused by `rule`", whose id must be among the cloud's facts and must not be
    /// empty: an empty id would allow. `member` is the JSON path that the caller must change, such
    /// as "billingProfile.defaultAddress.postalCode", or empty when it is not about one member.
    /// Never put values here: a decision reaches logs and the record. At most 63 and 191 bytes;
    /// more is cut at the border.
    static Decision refuse(std::string_view rule, std::string_view member = {}) {
        Decision decision;
        decision.rule_ = rule;
        decision.member_ = member;
        return decision;
    }

    /// Whether nothing speaks against it. The only question to ask before going on.
    [[nodiscard]] bool allowed() const { return rule_.empty(); }

    /// The id of the refusing rule, such as "DE-MARKET-1"; empty when allowed. PLUGIN-FAULT when
    /// the host refused because the plugin failed.
    [[nodiscard]] const std::string& rule() const { return rule_; }

    /// The member that the rule is about; empty when allowed, and may be empty when refused.
    [[nodiscard]] const std::string& member() const { return member_; }

    bool operator==(const Decision&) const = default;

private:
    std::string rule_;
    std::string member_;
};

}  // namespace concordat::rules
