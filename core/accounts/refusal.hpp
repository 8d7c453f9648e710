#pragma once

#include <concordat/rules/cloud.hpp>

namespace concordat::accounts {

/// Turns a refusal into the Error that its rule's fact names: kind by RefusalKind, the fact's code
/// or kRuleRefused, and as arguments {0} the rule's id and {1} the member, if it names one. A rule
/// that is not among the facts counts as a fault of the plugin (PLUGIN-FAULT itself is one) and is
/// Forbidden. Returns when the decision allows.
void throwIfRefused(const rules::CloudFacts& facts, const rules::Decision& decision);

}  // namespace concordat::accounts
