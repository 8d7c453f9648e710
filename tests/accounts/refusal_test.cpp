#include "core/accounts/refusal.hpp"

#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"

namespace concordat::accounts {
namespace {

using rules::Decision;
using rules::RefusalKind;

Error errorOf(const rules::CloudFacts& facts, const Decision& decision) {
    try {
        throwIfRefused(facts, decision);
    } catch (const Error& error) {
        return error;
    }
    ADD_FAILURE() << "nothing was refused";
    return {ErrorKind::Internal, 0};
}

rules::CloudFacts factsWith(RefusalKind kind, int code) {
    rules::CloudFacts facts;
    facts.rules = {{.id = "XX-RULE-1", .kind = kind, .code = code, .text = {}, .source = "a test"}};
    return facts;
}

TEST(ThrowIfRefused, LetsAnAllowedDecisionPass) {
    EXPECT_NO_THROW(throwIfRefused({}, Decision::allow()));
}

TEST(ThrowIfRefused, TakesKindAndCodeFromTheRulesFact) {
    const auto refused = Decision::refuse("XX-RULE-1", "companyProfile.domain");
    const auto invalid = errorOf(factsWith(RefusalKind::Invalid, 2007), refused);
    EXPECT_EQ(invalid.kind(), ErrorKind::InvalidRequest);
    EXPECT_EQ(invalid.code(), 2007);
    EXPECT_EQ(invalid.arguments(),
              (std::vector<std::string>{"XX-RULE-1", "companyProfile.domain"}));
    EXPECT_EQ(errorOf(factsWith(RefusalKind::Denied, 0), refused).kind(), ErrorKind::Forbidden);
    EXPECT_EQ(errorOf(factsWith(RefusalKind::Conflict, 0), refused).kind(), ErrorKind::Conflict);
}

TEST(ThrowIfRefused, UsesTheGeneralCodeWhereTheRuleNamesNone) {
    const auto error = errorOf(factsWith(RefusalKind::Denied, 0), Decision::refuse("XX-RULE-1"));
    EXPECT_EQ(error.code(), codes::kRuleRefused);
}

TEST(ThrowIfRefused, FailsClosedForARuleThatIsNotListed) {
    const auto error = errorOf({}, Decision::refuse("PLUGIN-FAULT"));
    EXPECT_EQ(error.kind(), ErrorKind::Forbidden);
    EXPECT_EQ(error.code(), codes::kRuleRefused);
}

}  // namespace
}  // namespace concordat::accounts
