#include <cstdlib>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sstream>

#include "core/base/error.hpp"
#include "tests/clouds/clouds.hpp"

namespace concordat::tests {

namespace {

using testing::AllOf;
using testing::HasSubstr;

/// A copy of the global cloud's facts in which one text is replaced.
class FactsFiles : public testing::Test {
protected:
    FactsFiles() {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "concordat-XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
        for (const auto* name : {"cloud.yaml", "countries.yaml", "operations.yaml"})
            std::filesystem::copy_file(cloudFolder("global") / name, folder_ / name);
    }
    ~FactsFiles() override { std::filesystem::remove_all(folder_); }

    /// Replaces the first `old_text` of a file and gives the message of the refused start.
    std::string refusedAfter(const std::string& name, const std::string& old_text,
                             const std::string& new_text) {
        std::ostringstream all;
        all << std::ifstream(cloudFolder("global") / name).rdbuf();
        auto content = all.str();
        const auto place = content.find(old_text);
        EXPECT_NE(place, std::string::npos) << old_text;
        content.replace(place, old_text.size(), new_text);
        std::ofstream(folder_ / name, std::ios::trunc) << content;
        return refused();
    }

    std::string refused() {
        host::LoadOptions options;
        options.facts_directory = folder_;
        try {
            (void)loadCloud("global", options);
        } catch (const FatalError& error) {
            EXPECT_THAT(error.event(), testing::AnyOf("PLUGIN-CREATE", "PLUGIN-FACTS"));
            return error.what();
        }
        return "accepted";
    }

    std::filesystem::path folder_;
};

}  // namespace

TEST_F(FactsFiles, ThatAreWholeAreAccepted) {
    EXPECT_EQ(refused(), "accepted");
}

TEST_F(FactsFiles, ThatAreMissingAreNamed) {
    std::filesystem::remove(folder_ / "countries.yaml");
    EXPECT_THAT(refused(), AllOf(HasSubstr("countries.yaml"), HasSubstr("cannot be read")));
}

TEST_F(FactsFiles, WithAnUnknownKeyNameFileLineAndTheKnownKeys) {
    EXPECT_THAT(
        refusedAfter("cloud.yaml", "name: 'Global cloud'", "name: 'Global cloud'\ncolour: red"),
        AllOf(HasSubstr("cloud.yaml:6: unknown key 'colour'"), HasSubstr("domain_suffix")));
    EXPECT_THAT(
        refusedAfter("countries.yaml", "    name: 'Andorra'",
                     "    name: 'Andorra'\n    colour: red"),
        AllOf(HasSubstr("countries.yaml:"), HasSubstr("unknown key 'colour' in country AD")));
}

TEST_F(FactsFiles, WithoutASourceAreRefused) {
    EXPECT_THAT(refusedAfter("cloud.yaml", "  value: onmicrosoft.com\n  source:",
                             "  value: onmicrosoft.com\n  sauce:"),
                HasSubstr("'source' is missing in 'domain_suffix'"));
    EXPECT_THAT(refusedAfter("cloud.yaml", "    ids:", "    ids_:"), HasSubstr("cloud.yaml:"));
}

TEST_F(FactsFiles, WithAnExampleOfARuleThatThereIsNotAreRefused) {
    EXPECT_THAT(refusedAfter("cloud.yaml", "\nlocations:",
                             "\nexamples: [{name: one, refused: GL-NONE-1}]\nlocations:"),
                HasSubstr("there is no rule 'GL-NONE-1' in example 'one'"));
    EXPECT_THAT(refusedAfter("cloud.yaml", "\nlocations:", "\nexamples: [text]\nlocations:"),
                HasSubstr("must be a mapping"));
    EXPECT_EQ(refusedAfter("cloud.yaml", "\nlocations:", "\nexamples: []\nlocations:"), "accepted");
}

TEST_F(FactsFiles, ThatLeaveOutAnOperationAreRefused) {
    EXPECT_THAT(refusedAfter("cloud.yaml", "      - customer-create\n", ""),
                HasSubstr("the operation 'customer-create' is missing"));
}

TEST_F(FactsFiles, ThatInventOrRepeatAnOperationAreRefused) {
    EXPECT_THAT(refusedAfter("cloud.yaml", "      - customer-create\n",
                             "      - customer-create\n      - customer-destroy\n"),
                HasSubstr("there is no operation 'customer-destroy'"));
    EXPECT_THAT(refusedAfter("cloud.yaml", "      - customer-create\n",
                             "      - customer-create\n      - customer-create\n"),
                HasSubstr("stands twice"));
}

TEST_F(FactsFiles, ThatLeaveOutARuleOrALanguageAreRefused) {
    EXPECT_THAT(refusedAfter("cloud.yaml", "id: GL-POSTAL-1", "id: GL-POSTAL-9"),
                HasSubstr("the rule 'GL-POSTAL-1' is missing"));
    EXPECT_THAT(refusedAfter("cloud.yaml", "      pt-BR:", "      pt-PT:"),
                HasSubstr("'pt-BR' is missing in 'text' of rule GL-MARKET-1"));
    EXPECT_THAT(refusedAfter("cloud.yaml", "id: GL-POSTAL-1", "id: XX-POSTAL-1"),
                HasSubstr("must begin with 'GL-'"));
    EXPECT_THAT(refusedAfter("cloud.yaml", "    kind: denied", "    kind: forbidden"),
                HasSubstr("must be invalid, denied or conflict"));
}

TEST_F(FactsFiles, ThatLetAStandardRuleRefuseMustListIt) {
    EXPECT_THAT(
        refusedAfter("cloud.yaml", "kinds: [direct-reseller, indirect-provider, indirect-reseller]",
                     "kinds: [indirect-provider, indirect-reseller]"),
        HasSubstr("the rule 'GL-PARTNER-2' is missing"));
    EXPECT_THAT(refusedAfter("cloud.yaml", "      - relationship-remove-customer\n",
                             "  - offered: false\n    source: 'a test'\n    ids:\n"
                             "      - relationship-remove-customer\n"),
                HasSubstr("the rule 'GL-RELATIONSHIP-1' is missing"));
}

TEST_F(FactsFiles, WithAKeyTwiceAreRefused) {
    EXPECT_THAT(refusedAfter("cloud.yaml", "rule_prefix: GL", "rule_prefix: GL\nrule_prefix: GL"),
                HasSubstr("the key 'rule_prefix' stands twice"));
}

TEST_F(FactsFiles, WithValuesOfTheWrongKindAreRefused) {
    EXPECT_THAT(refusedAfter("cloud.yaml", "  value: 75", "  value: many"),
                HasSubstr("must be a number from 0 to"));
    EXPECT_THAT(refusedAfter("cloud.yaml", "  value: 75", "  value: -1"),
                HasSubstr("must be a number from 0 to"));
    EXPECT_THAT(refusedAfter("cloud.yaml", "  value: false", "  value: maybe"),
                HasSubstr("must be true or false"));
    EXPECT_THAT(refusedAfter("cloud.yaml", "languages: [en, pt-BR, de]", "languages: en"),
                HasSubstr("must be a list"));
    EXPECT_THAT(refusedAfter("cloud.yaml", "name: 'Global cloud'", "name: ''"),
                HasSubstr("is empty"));
    EXPECT_THAT(refusedAfter("cloud.yaml", "schema: 1", "schema: 2"), HasSubstr("must be 1"));
    EXPECT_THAT(refusedAfter("cloud.yaml", "    - canada", "    - canadia"),
                HasSubstr("no country has the territory 'canadia'"));
    EXPECT_THAT(refusedAfter("cloud.yaml", "direct-reseller", "door-to-door"),
                HasSubstr("no kind of partner 'door-to-door'"));
}

TEST_F(FactsFiles, WithAWrongExpressionAreRefused) {
    const std::string austria = "regex: '^\\d{4}$'";
    EXPECT_THAT(refusedAfter("countries.yaml", austria, "regex: '^\\d{4'"),
                HasSubstr("must begin with ^ and end with $"));
    EXPECT_THAT(refusedAfter("countries.yaml", austria, "regex: '^(\\d{4}$'"),
                HasSubstr("the expression is wrong"));
    EXPECT_THAT(refusedAfter("countries.yaml", "sample: '01234567'", "sample: 'x'"),
                HasSubstr("the sample does not match"));
}

TEST_F(FactsFiles, ThatAreNoYamlNameTheLine) {
    EXPECT_THAT(refusedAfter("cloud.yaml", "schema: 1", "schema: [1"), HasSubstr("cloud.yaml:"));
    std::ofstream(folder_ / "cloud.yaml", std::ios::trunc) << "- just\n- a list\n";
    EXPECT_THAT(refused(), HasSubstr("must be a mapping"));
}

TEST_F(FactsFiles, WithMailDomainsThatWouldRefuseNobodyAreRefused) {
    EXPECT_THAT(refusedAfter("cloud.yaml", "    - gmail.com", "    - Gmail.com"),
                HasSubstr("'Gmail.com' must be in small letters"));
    EXPECT_THAT(refusedAfter("cloud.yaml", "  kinds: [indirect-reseller]", "  kinds: [friend]"),
                HasSubstr("'friend' is none of the cloud's kinds of partner"));
    EXPECT_THAT(refusedAfter("cloud.yaml", "  kinds: [indirect-reseller]", "  kinds: []"),
                HasSubstr("'kinds' is missing or empty"));
    EXPECT_THAT(refusedAfter("cloud.yaml", "id: GL-CONTACT-1", "id: GL-CONTACT-9"),
                HasSubstr("the rule 'GL-CONTACT-1' is missing"));
}

TEST_F(FactsFiles, WithPublicBodiesThatNobodyCanBeAreRefused) {
    const auto withBodies = [&](const std::string& kinds) {
        return refusedAfter(
            "cloud.yaml", "one_partner_per_customer:",
            "public_bodies: {kinds: " + kinds + ", source: a}\none_partner_per_customer:");
    };
    EXPECT_THAT(withBodies("[]"), HasSubstr("'kinds' is missing or empty"));
    EXPECT_THAT(withBodies("[Federal]"), HasSubstr("'Federal' must be in small letters"));
    EXPECT_EQ(withBodies("[federal]"), "accepted");
}

TEST_F(FactsFiles, WithStatementsThatAreNotWholeOrStandTwiceAreRefused) {
    EXPECT_THAT(refusedAfter("cloud.yaml", "    topic: api-host\n", ""),
                HasSubstr("'topic' is missing in statement GL-ENDPOINT-1"));
    EXPECT_THAT(refusedAfter("cloud.yaml", "id: GL-ENDPOINT-2", "id: GL-ENDPOINT-1"),
                HasSubstr("this id stands twice"));
    EXPECT_THAT(refusedAfter("cloud.yaml", "id: GL-ENDPOINT-2", "id: GL-MARKET-1"),
                HasSubstr("this id stands twice"));
    EXPECT_THAT(refusedAfter("cloud.yaml", "id: GL-ENDPOINT-2", "id: DE-ENDPOINT-2"),
                HasSubstr("must begin with 'GL-'"));
    EXPECT_THAT(refusedAfter("cloud.yaml", "topic: token-authority", "topic: api-host"),
                HasSubstr("this topic stands twice"));
}

TEST_F(FactsFiles, OfAnotherCloudAreRefused) {
    EXPECT_THAT(refusedAfter("cloud.yaml", "id: global", "id: local"),
                HasSubstr("of the cloud 'local'"));
}

}  // namespace concordat::tests
