#include "tests/plugins/gallery.hpp"

#include <gtest/gtest.h>
#include <thread>
#include <unistd.h>

#include <concordat/cloud_store/session_opener.hpp>

namespace concordat::tests {

namespace {

using host::LoadOptions;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;

std::unique_ptr<host::LoadedPlugin> loadFromGallery(const std::string& name,
                                                    const LoadOptions& options = {}) {
    return host::load(galleryFile(name), options);
}

std::string refusedLoad(const std::string& event, const std::string& name,
                        const LoadOptions& options = {}) {
    return refusal(event, [&] { (void)loadFromGallery(name, options); });
}

rules::PartnerView partnerIn(std::string_view country) {
    return {.id = "p", .country = country};
}

}  // namespace

TEST(PluginHost, InspectSaysWhoAPluginIs) {
    const auto info = host::inspect(galleryFile("tiny"));
    EXPECT_EQ(info.cloud_id, "tiny");
    EXPECT_EQ(info.name, "concordat::tests::TinyCloud");
    EXPECT_EQ(info.version, "1.2.3");
    EXPECT_EQ(info.sdk_major, 1U);
    EXPECT_EQ(info.soci, "");
    EXPECT_EQ(info.sha256.size(), 64U);
}

TEST(PluginHost, InspectRunsNoCodeOfThePlugin) {
    EXPECT_EQ(host::inspect(galleryFile("throws_in_create")).cloud_id, "tiny");
    EXPECT_EQ(host::inspect(galleryFile("newer_major")).sdk_major, 2U);
}

TEST(PluginHost, SaysWithoutLoadingWhatLoadingWouldRefuse) {
    const auto info = [](const std::string& name) { return host::inspect(galleryFile(name)); };
    EXPECT_NO_THROW(host::requireVersion(info("with_store")));
    EXPECT_NO_THROW(host::requireStoreTags(info("with_store")));
    EXPECT_NO_THROW(host::requireChecksum(info("tiny"), ""));
    EXPECT_NO_THROW(host::requireChecksum(info("tiny"), info("tiny").sha256));
    refusal("PLUGIN-SDK", [&] { host::requireVersion(info("newer_major")); });
    refusal("PLUGIN-STORE-NONE", [&] { host::requireStoreTags(info("tiny")); });
    refusal("PLUGIN-STORE-TAGS", [&] { host::requireStoreTags(info("other_soci")); });
    refusal("PLUGIN-CHECKSUM", [&] { host::requireChecksum(info("tiny"), std::string(64, '0')); });
}

TEST(PluginHost, FactsCrossTheBorderWhole) {
    LoadOptions options;
    options.settings["customers"] = "12";
    const auto plugin = loadFromGallery("tiny", options);
    const auto& facts = plugin->cloud().facts();
    EXPECT_EQ(facts.id, "tiny");
    EXPECT_EQ(facts.sandbox_customers, 12U);
    ASSERT_EQ(facts.operations.size(), 2U);
    EXPECT_EQ(facts.operations[1].portal, "the portal");
    ASSERT_NE(facts.country("DE"), nullptr);
    EXPECT_FALSE(facts.country("DE")->city_required);
    EXPECT_THAT(facts.country("DE")->states, testing::ElementsAre("BE", "BY"));
    ASSERT_NE(facts.rule("TINY-1"), nullptr);
    EXPECT_EQ(facts.rule("TINY-1")->code, 2030);
    EXPECT_EQ(facts.rule("TINY-1")->kind, rules::RefusalKind::Denied);
    EXPECT_EQ(facts.rule("TINY-1")->text.at("de"), "Nur Deutschland.");
}

TEST(PluginHost, EveryRuleSeesWhatItWasAsked) {
    const auto plugin = loadFromGallery("tiny");
    const auto& cloud = plugin->cloud();
    EXPECT_TRUE(cloud.mayEnrol(partnerIn("DE")).allowed());
    EXPECT_EQ(cloud.mayEnrol(partnerIn("FR")), rules::Decision::refuse("TINY-1", "country"));

    rules::PartnerView partner{.kind = rules::PartnerKind::IndirectReseller, .sandbox = true};
    rules::CustomerDraftView draft{.domain = "a.tiny.example",
                                   .company_name = "A",
                                   .registration_number = "7",
                                   .public_body = "state",
                                   .billing = {}};
    draft.billing.email = "a@a.example";
    draft.billing.default_address.phone_number = "1";
    const rules::Instant now(std::chrono::microseconds(42));
    EXPECT_TRUE(cloud.mayAddCustomer(partner, draft, now).allowed());
    EXPECT_FALSE(cloud.mayAddCustomer(partner, draft, {}).allowed());

    rules::BillingProfileView profile;
    profile.default_address.country = "DE";
    EXPECT_TRUE(cloud.mayChangeBilling(partner, {.country = "DE"}, profile, now).allowed());
    EXPECT_FALSE(cloud.mayChangeBilling(partner, {.country = "FR"}, profile, now).allowed());
    EXPECT_TRUE(cloud.mayRemoveRelationship(partner, {.customer_id = "c"}, now).allowed());
    EXPECT_TRUE(cloud.mayUse({.location = "here"}).allowed());
    EXPECT_EQ(cloud.mayUse({.location = "there"}).member(), "location");
    EXPECT_EQ(plugin->faults(), 0U);
}

TEST(PluginHost, SuggestionsOfAnAddressCrossTheBorder) {
    const auto plugin = loadFromGallery("tiny");
    const auto good = plugin->cloud().validateAddress({.country = "DE", .postal_code = "10115"});
    EXPECT_EQ(good.status, rules::AddressStatus::InteractionRequired);
    ASSERT_EQ(good.suggestions.size(), 1U);
    EXPECT_EQ(good.suggestions[0].postal_code, "10115");
    const auto bad = plugin->cloud().validateAddress({.country = "FR"});
    EXPECT_EQ(bad.status, rules::AddressStatus::NotValidated);
    EXPECT_EQ(bad.problem, rules::Decision::refuse("TINY-1", "country"));
}

TEST(PluginHost, AcceptsAFileWithThePinnedChecksumInAnyCase) {
    LoadOptions options;
    options.sha256 = host::inspect(galleryFile("tiny")).sha256;
    for (char& c : options.sha256) c = static_cast<char>(std::toupper(c));
    EXPECT_EQ(loadFromGallery("tiny", options)->info().cloud_id, "tiny");
}

TEST(BrokenPlugin, WithAnotherChecksumNamesBothChecksums) {
    LoadOptions options;
    options.sha256 = std::string(64, '0');
    EXPECT_THAT(
        refusedLoad("PLUGIN-CHECKSUM", "tiny", options),
        AllOf(HasSubstr(options.sha256), HasSubstr(host::inspect(galleryFile("tiny")).sha256),
              HasSubstr("Install the file that was approved")));
}

TEST(BrokenPlugin, ThatIsMissingSaysWhichPathToCorrect) {
    EXPECT_THAT(refusedLoad("PLUGIN-MISSING", "nowhere"),
                AllOf(HasSubstr("nowhere.so"), HasSubstr("No such file"),
                      HasSubstr("Correct the cloud's plugin path")));
}

TEST(BrokenPlugin, WithoutADescriptorSaysHowToBuildOne) {
    EXPECT_THAT(refusedLoad("PLUGIN-DESCRIPTOR", "no_descriptor"),
                AllOf(HasSubstr("is not a Concordat plugin"), HasSubstr("concordat_add_cloud")));
}

TEST(BrokenPlugin, WithADamagedDescriptorSaysWhatIsWrong) {
    EXPECT_THAT(refusedLoad("PLUGIN-DESCRIPTOR", "wrong_magic"), HasSubstr("wrong magic"));
    EXPECT_THAT(refusedLoad("PLUGIN-DESCRIPTOR", "wrong_size"), HasSubstr("impossible size"));
    EXPECT_THAT(refusedLoad("PLUGIN-DESCRIPTOR", "unended_text"), HasSubstr("has no end"));
}

TEST(BrokenPlugin, BuiltForANewerSdkNamesBothVersions) {
    EXPECT_THAT(refusedLoad("PLUGIN-SDK", "newer_minor"),
                AllOf(HasSubstr("SDK 1.3"), HasSubstr("this host has SDK 1.2"),
                      HasSubstr("update Concordat")));
    EXPECT_THAT(refusedLoad("PLUGIN-SDK", "newer_major"),
                AllOf(HasSubstr("SDK 2.2"), HasSubstr("this host has SDK 1.2")));
}

TEST(BrokenPlugin, WithAnIncompleteTableIsRefused) {
    EXPECT_THAT(refusedLoad("PLUGIN-LOAD", "incomplete_table"), HasSubstr("table of functions"));
}

TEST(BrokenPlugin, ThatThrowsWhenCreatedShowsItsOwnMessage) {
    EXPECT_THAT(refusedLoad("PLUGIN-CREATE", "throws_in_create"),
                AllOf(HasSubstr("cloud.yaml:7: unknown key 'contry'"),
                      HasSubstr("Correct its cloud.yaml or its settings")));
}

TEST(BrokenPlugin, WithFactsOfAnotherCloudIsRefused) {
    EXPECT_THAT(refusedLoad("PLUGIN-FACTS", "wrong_facts"),
                AllOf(HasSubstr("cloud 'tiny'"), HasSubstr("of the cloud 'another'")));
}

TEST(BrokenPlugin, ThatSendsPartnersToNoPortalIsRefused) {
    EXPECT_THAT(refusedLoad("PLUGIN-FACTS", "portal_without_https"),
                AllOf(HasSubstr("the managed service 'Mail'"), HasSubstr("https://"),
                      HasSubstr("Correct its cloud.yaml or the plugin")));
}

TEST(BrokenPlugin, WhoseRulesFailRefusesAndTellsTheOperatorWhichRule) {
    const LogCapture log;
    const auto plugin = loadFromGallery("throws_in_rule");
    const auto fault = rules::Decision::refuse("PLUGIN-FAULT");
    EXPECT_EQ(plugin->cloud().mayEnrol({}), fault);
    EXPECT_EQ(plugin->cloud().mayAddCustomer({}, {}, {}), fault);
    EXPECT_EQ(plugin->cloud().mayRemoveRelationship({}, {}, {}), fault);
    const auto verdict = plugin->cloud().validateAddress({});
    EXPECT_EQ(verdict.problem, fault);
    EXPECT_EQ(verdict.status, rules::AddressStatus::NotValidated);
    EXPECT_EQ(plugin->faults(), 4U);
    EXPECT_FALSE(plugin->stopped());
    const auto lines = log.lines();
    EXPECT_THAT(lines, Contains(AllOf(HasSubstr("PLUGIN-FAULT"), HasSubstr("mayEnrol"),
                                      HasSubstr("no such table"))));
    EXPECT_THAT(lines,
                Contains(AllOf(HasSubstr("mayAddCustomer"), HasSubstr("no std::exception"))));
    EXPECT_THAT(lines, Contains(HasSubstr("a rule that is not a fact")));
}

TEST(BrokenPlugin, WhoseRuleNeverReturnsRefusesEverythingAfterwards) {
    const LogCapture log;
    int pipe[2] = {};
    ASSERT_EQ(::pipe(pipe), 0);
    LoadOptions options;
    options.settings["pipe"] = std::to_string(pipe[0]);
    options.budget = std::chrono::milliseconds(20);
    const auto plugin = loadFromGallery("never_returns", options);
    std::thread stuck([&] { EXPECT_FALSE(plugin->cloud().mayEnrol({}).allowed()); });
    while (!plugin->stopped() || log.lines().size() < 2) std::this_thread::yield();
    EXPECT_EQ(plugin->cloud().mayUse({.location = "here"}),
              rules::Decision::refuse("PLUGIN-FAULT"));
    EXPECT_THAT(log.lines(), Contains(AllOf(HasSubstr("PLUGIN-STOPPED"), HasSubstr("mayEnrol"),
                                            HasSubstr("tiny"))));
    EXPECT_EQ(plugin->faults(), 1U);
    ::close(pipe[1]);
    stuck.join();
    EXPECT_EQ(plugin->faults(), 2U) << "the call that was under way counts too";
    ::close(pipe[0]);
}

TEST(BrokenPluginDeathTest, WhoseRuleNeverReturnsEndsTheProcessWhenTheSettingsSaySo) {
    testing::FLAGS_gtest_death_test_style = "threadsafe";
    int pipe[2] = {};
    ASSERT_EQ(::pipe(pipe), 0);
    EXPECT_EXIT(
        {
            LoadOptions options;
            options.settings["pipe"] = std::to_string(pipe[0]);
            options.budget = std::chrono::milliseconds(20);
            options.end_process_on_hang = true;
            (void)loadFromGallery("never_returns", options)->cloud().mayEnrol({});
        },
        testing::ExitedWithCode(70), "PLUGIN-STOPPED.*mayEnrol");
    ::close(pipe[0]);
    ::close(pipe[1]);
}

TEST(PluginStore, OpensAStoreWhereTheRulesAllowIt) {
    const auto plugin = loadFromGallery("with_store");
    const auto opener =
        plugin->sessionOpener({.backend = "sqlite3", .location = "here", .path = "x.db"});
    EXPECT_EQ(opener->backend(), "sqlite3");
}

TEST(PluginStore, RefusesALocationThatTheRulesRefuse) {
    const auto plugin = loadFromGallery("with_store");
    EXPECT_THAT(refusal("PLUGIN-STORE-REFUSED",
                        [&] {
                            (void)plugin->sessionOpener(
                                {.backend = "sqlite3", .location = "elsewhere", .path = "x.db"});
                        }),
                AllOf(HasSubstr("TINY-1"), HasSubstr("elsewhere")));
}

TEST(PluginStore, CountsOnlyModesThatNeverFallBackToPlainTextAsEncrypted) {
    const auto plugin = loadFromGallery("with_store");
    const auto opens = [&](const std::string& mode) {
        try {
            // The place that takes encrypted connections alone.
            (void)plugin->sessionOpener(
                {.backend = "sqlite3", .location = "far", .path = "x.db", .tls_mode = mode});
            return true;
        } catch (const FatalError&) {
            return false;
        }
    };
    for (const auto* mode : {"require", "verify-ca", "verify-full"})
        EXPECT_TRUE(opens(mode)) << mode;
    for (const auto* mode : {"", "disable", "allow", "prefer", "Require"})
        EXPECT_FALSE(opens(mode)) << mode;
}

TEST(PluginStore, TurnsAnExceptionOfTheOpenerIntoARefusal) {
    const auto plugin = loadFromGallery("throwing_store");
    EXPECT_THAT(
        refusal("PLUGIN-STORE-REFUSED", [&] { (void)plugin->sessionOpener({.location = "here"}); }),
        HasSubstr("an exception crossed the border"));
}

TEST(PluginStore, WhoseOpenerNeverReturnsIsTold) {
    const LogCapture log;
    int pipe[2] = {};
    ASSERT_EQ(::pipe(pipe), 0);
    LoadOptions options;
    options.settings["pipe"] = std::to_string(pipe[0]);
    options.budget = std::chrono::milliseconds(20);
    const auto plugin = loadFromGallery("throwing_store", options);
    std::thread stuck(
        [&] { EXPECT_THROW((void)plugin->sessionOpener({.location = "here"}), FatalError); });
    while (!plugin->stopped() || log.lines().size() < 2) std::this_thread::yield();
    EXPECT_THAT(log.lines(),
                Contains(AllOf(HasSubstr("PLUGIN-STOPPED"), HasSubstr("createSessionOpener"))));
    ::close(pipe[1]);
    stuck.join();
    ::close(pipe[0]);
}

TEST(PluginStore, ShowsWhatTheOpenerRefuses) {
    const auto plugin = loadFromGallery("with_store");
    EXPECT_THAT(
        refusal("PLUGIN-STORE-REFUSED",
                [&] { (void)plugin->sessionOpener({.backend = "dbase", .location = "here"}); }),
        HasSubstr("store.backend 'dbase' is unknown: use sqlite3 or postgresql"));
}

TEST(BrokenPlugin, BuiltWithAnotherSociMayDecideButNotOpenTheStore) {
    const auto plugin = loadFromGallery("other_soci");
    EXPECT_TRUE(plugin->cloud().mayEnrol(partnerIn("DE")).allowed());
    EXPECT_THAT(refusal("PLUGIN-STORE-TAGS",
                        [&] {
                            (void)plugin->sessionOpener(
                                {.backend = "sqlite3", .location = "here", .path = "x.db"});
                        }),
                AllOf(HasSubstr("SOCI '9_9_9'"), HasSubstr("this host has compiler"),
                      HasSubstr("SOCI '4_0_3'")));
}

TEST(BrokenPlugin, ThatOpensNoStoreSaysHowToExportThatAbility) {
    const auto plugin = loadFromGallery("tiny");
    EXPECT_THAT(refusal("PLUGIN-STORE-NONE", [&] { (void)plugin->sessionOpener({}); }),
                HasSubstr("CONCORDAT_PLUGIN_WITH_STORE"));
}

}  // namespace concordat::tests
