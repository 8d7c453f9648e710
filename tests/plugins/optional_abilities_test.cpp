#include "plugins/host/optional_abilities.hpp"

#include <concordat/rules/optional_tables.hpp>

#include "tests/plugins/gallery.hpp"

namespace concordat::tests {
namespace {

using rules::Catalogue;
using rules::Migration;
using testing::AllOf;
using testing::HasSubstr;

/// An author's class with both abilities and nothing else, as the border carries it.
struct Abilities : rules::OwnTables, rules::OwnLanguages {
    std::vector<Migration> steps;
    std::vector<Catalogue> texts;
    bool fails = false;

    std::vector<Migration> migrations() const override {
        if (fails) throw std::runtime_error("no such file");
        return steps;
    }
    std::vector<Catalogue> catalogues() const override {
        if (fails) throw 1;
        return texts;
    }

    [[nodiscard]] const concordat_instance* instance() const {
        return reinterpret_cast<const concordat_instance*>(this);
    }
    [[nodiscard]] std::vector<Migration> readMigrations() const {
        return host::readMigrations(rules::border::tablesOf<Abilities>(), instance(), "fr");
    }
    [[nodiscard]] std::vector<Catalogue> readCatalogues() const {
        return host::readCatalogues(rules::border::languagesOf<Abilities>(), instance(), "fr",
                                    {"en", "fr"});
    }
};

Migration good(const std::string& name) {
    return {name, "CREATE TABLE cloud_fr_a (id BIGINT)", "CREATE TABLE cloud_fr_a (id BIGINT)"};
}

TEST(OptionalAbilities, AreNoneWithoutTheirTables) {
    EXPECT_TRUE(host::readMigrations(nullptr, nullptr, "fr").empty());
    EXPECT_TRUE(host::readCatalogues(nullptr, nullptr, "fr", {}).empty());
    EXPECT_EQ(rules::border::tablesOf<int>(), nullptr);
    EXPECT_TRUE(host::load(galleryFile("tiny"), {})->migrations().empty());
    EXPECT_TRUE(host::load(galleryFile("tiny"), {})->catalogues().empty());
}

TEST(OptionalAbilities, MigrationsCrossTheBorderInOrder) {
    Abilities cloud;
    cloud.steps = {good("0001_a"), good("0002_b")};
    const auto read = cloud.readMigrations();
    ASSERT_EQ(read.size(), 2U);
    EXPECT_EQ(read[1].name, "0002_b");
    EXPECT_EQ(read[0].postgresql, "CREATE TABLE cloud_fr_a (id BIGINT)");
}

TEST(OptionalAbilities, MigrationsAreNumberedWithoutGaps) {
    for (const std::vector<Migration>& steps : {std::vector{good("0002_a")},
                                                {good("0001_a"), good("0003_b")},
                                                {good("0002_b"), good("0001_a")},
                                                {good("0001_a"), good("0001_b")},
                                                {good("1_a")},
                                                {good("0001")},
                                                {good("0001_")},
                                                {good("0001_A b")},
                                                {good("")}}) {
        Abilities cloud;
        cloud.steps = steps;
        EXPECT_THAT(refusal("PLUGIN-TABLES", [&] { (void)cloud.readMigrations(); }),
                    HasSubstr("without gaps"));
    }
}

TEST(OptionalAbilities, AMigrationOfACoreTableIsRefusedInEitherDialect) {
    Abilities cloud;
    cloud.steps = {good("0001_a")};
    cloud.steps[0].postgresql = "DROP TABLE partners";
    EXPECT_THAT(refusal("PLUGIN-TABLES", [&] { (void)cloud.readMigrations(); }),
                AllOf(HasSubstr("0001_a"), HasSubstr("'partners' is not the cloud's own")));
    std::swap(cloud.steps[0].postgresql, cloud.steps[0].sqlite3);
    refusal("PLUGIN-TABLES", [&] { (void)cloud.readMigrations(); });
}

TEST(OptionalAbilities, ThatThrowAreRefused) {
    Abilities cloud;
    cloud.fails = true;
    EXPECT_THAT(refusal("PLUGIN-TABLES", [&] { (void)cloud.readMigrations(); }),
                HasSubstr("no such file"));
    EXPECT_THAT(refusal("PLUGIN-LANGUAGES", [&] { (void)cloud.readCatalogues(); }),
                HasSubstr("no std::exception"));
}

TEST(OptionalAbilities, CataloguesCrossTheBorderByLanguage) {
    Abilities cloud;
    cloud.texts = {{"en", {{"1", "one"}}}, {"fr", {{"1", "un"}, {"3000-404", "rien"}}}};
    const auto read = cloud.readCatalogues();
    ASSERT_EQ(read.size(), 2U);
    EXPECT_EQ(read[1].language, "fr");
    EXPECT_EQ(read[1].texts.at("3000-404"), "rien");
}

TEST(OptionalAbilities, ACatalogueMustFitTheFactsAndHaveTextsByCode) {
    for (const auto& [texts, why] :
         std::vector<std::pair<Catalogue, std::string>>{{{"it", {{"1", "uno"}}}, "languages"},
                                                        {{"fr", {{"one", "un"}}}, "no code"},
                                                        {{"fr", {{"1-", "un"}}}, "no code"},
                                                        {{"fr", {{"", "un"}}}, "no code"},
                                                        {{"fr", {{"1", ""}}}, "empty"}}) {
        Abilities cloud;
        cloud.texts = {texts};
        EXPECT_THAT(refusal("PLUGIN-LANGUAGES", [&] { (void)cloud.readCatalogues(); }),
                    HasSubstr(why));
    }
    Abilities cloud;
    cloud.texts = {{"fr", {{"1", "un"}}}, {"fr", {{"1", "deux"}}}};
    EXPECT_THAT(refusal("PLUGIN-LANGUAGES", [&] { (void)cloud.readCatalogues(); }),
                HasSubstr("twice"));
}

}  // namespace
}  // namespace concordat::tests
