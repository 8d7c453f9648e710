#include "core/accounts/refusal.hpp"

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"

namespace concordat::accounts {
namespace {

ErrorKind kindOf(rules::RefusalKind kind) {
    switch (kind) {
        case rules::RefusalKind::Invalid:
            return ErrorKind::InvalidRequest;
        case rules::RefusalKind::Denied:
            return ErrorKind::Forbidden;
        case rules::RefusalKind::Conflict:
            return ErrorKind::Conflict;
    }
    return ErrorKind::Forbidden;
}

}  // namespace

void throwIfRefused(const rules::CloudFacts& facts, const rules::Decision& decision) {
    if (decision.allowed()) return;
    std::vector<std::string> arguments{decision.rule()};
    if (!decision.member().empty()) arguments.push_back(decision.member());
    const auto* rule = facts.rule(decision.rule());
    if (rule == nullptr)
        throw Error(ErrorKind::Forbidden, codes::kRuleRefused, std::move(arguments));
    throw Error(kindOf(rule->kind), rule->code == 0 ? codes::kRuleRefused : rule->code,
                std::move(arguments));
}

}  // namespace concordat::accounts
