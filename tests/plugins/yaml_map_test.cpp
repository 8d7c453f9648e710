#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <concordat/basic_internal/yaml_map.hpp>

namespace concordat::basic {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;

YamlMap mapOf(const std::string& yaml) {
    return {"facts.yaml", YAML::Load(yaml), "the file"};
}

/// What a reading of `yaml` is refused with; "accepted" when it is not.
template <typename Read>
std::string refusalOf(const std::string& yaml, Read read) {
    try {
        auto map = mapOf(yaml);
        read(map);
    } catch (const std::runtime_error& error) {
        return error.what();
    }
    return "accepted";
}

}  // namespace

TEST(YamlMapTexts, AreReadAsTheyAreWritten) {
    auto map = mapOf("a: x\nb: 007\nc: 'true'\nd: \"é\\n\"\ne: 'it''s'\nf: |\n  two\n  lines\n");
    EXPECT_EQ(map.text("a"), "x");
    EXPECT_EQ(map.text("b"), "007");
    EXPECT_EQ(map.text("c"), "true");
    EXPECT_EQ(map.text("d"), "é\n");
    EXPECT_EQ(map.text("e"), "it's");
    EXPECT_EQ(map.text("f"), "two\nlines\n");
    EXPECT_EQ(map.textIfAny("g"), "");
}

TEST(YamlMapTexts, AreRefusedWithTheirLineWhenMissingEmptyOrOfAnotherKind) {
    const auto refused = [](const std::string& yaml) {
        return refusalOf(yaml, [](YamlMap& map) { (void)map.text("a"); });
    };
    EXPECT_EQ(refused("b: 1"), "facts.yaml:1: 'a' is missing in the file");
    EXPECT_EQ(refused("b: 1\na: ''"), "facts.yaml:2: 'a' of the file is empty");
    EXPECT_EQ(refused("b: 1\n\na: [x]"), "facts.yaml:3: 'a' of the file must be a text");
    EXPECT_EQ(refused("a: {x: y}"), "facts.yaml:1: 'a' of the file must be a text");
    EXPECT_THAT(refused("a:"), HasSubstr("facts.yaml:1: 'a'"));
    EXPECT_THAT(refused("a: ~"), HasSubstr("facts.yaml:1: 'a'"));
    EXPECT_THAT(refused("A: x"), HasSubstr("'a' is missing"));
}

TEST(YamlMapTexts, ThatMayBeAbsentMayNotBeEmpty) {
    const auto refused = [](const std::string& yaml) {
        return refusalOf(yaml, [](YamlMap& map) { (void)map.textIfAny("a"); });
    };
    EXPECT_EQ(refused("b: 1"), "accepted");
    EXPECT_EQ(refused("a: x"), "accepted");
    EXPECT_THAT(refused("a: ''"), HasSubstr("is empty"));
    EXPECT_THAT(refused("a: []"), HasSubstr("must be a text"));
}

TEST(YamlMapFlags, AreTrueOrFalseInSmallLetters) {
    auto map = mapOf("a: true\nb: false");
    EXPECT_TRUE(map.flag("a", false));
    EXPECT_FALSE(map.flag("b", true));
    EXPECT_TRUE(map.flag("absent", true));
    EXPECT_FALSE(map.flag("absent", false));
    for (const auto* value : {"yes", "no", "True", "FALSE", "1", "0", "''", "on", "truee"})
        EXPECT_THAT(
            refusalOf(std::string("a: ") + value, [](YamlMap& m) { (void)m.flag("a", true); }),
            HasSubstr("must be true or false"))
            << value;
    for (const auto* value : {"[true]", "{true: x}"})
        EXPECT_THAT(
            refusalOf(std::string("a: ") + value, [](YamlMap& m) { (void)m.flag("a", true); }),
            HasSubstr("must be a text"))
            << value;
}

TEST(YamlMapNumbers, HoldAtTheirLimits) {
    const auto refused = [](const std::string& value) {
        return refusalOf("a: " + value, [](YamlMap& map) { (void)map.number("a", 75); });
    };
    for (const auto* value : {"0", "1", "75", "075", "'75'"})
        EXPECT_EQ(refused(value), "accepted") << value;
    for (const auto* value : {"76", "-1", "+1", "1.0", "1e1", "0x10", "' 1'", "'1 '", "x", "٧",
                              "2147483648", "99999999999999999999"})
        EXPECT_THAT(refused(value), HasSubstr("must be a number from 0 to 75")) << value;
    EXPECT_THAT(refused("''"), HasSubstr("is empty"));
    EXPECT_THAT(refused("[1]"), HasSubstr("must be a text"));
    EXPECT_THAT(refusalOf("b: 1", [](YamlMap& map) { (void)map.number("a", 75); }),
                HasSubstr("is missing"));
}

TEST(YamlMapLists, KeepTheirOrder) {
    auto map = mapOf("a: [z, y, '1', é]\nb: []\nc:\n  - x\n  - X\n");
    EXPECT_THAT(map.texts("a"), ElementsAre("z", "y", "1", "é"));
    EXPECT_TRUE(map.texts("b").empty());
    EXPECT_THAT(map.texts("c"), ElementsAre("x", "X"));
    EXPECT_TRUE(map.texts("absent").empty());
}

TEST(YamlMapLists, RefuseWhatIsEmptyTwiceOrNoText) {
    const auto refused = [](const std::string& value) {
        return refusalOf("a: " + value, [](YamlMap& map) { (void)map.texts("a"); });
    };
    EXPECT_THAT(refused("x"), HasSubstr("'a' of the file must be a list"));
    EXPECT_THAT(refused("{x: y}"), HasSubstr("must be a list"));
    EXPECT_THAT(refused("[x, y, x]"), HasSubstr("'x' is empty or stands twice in 'a'"));
    EXPECT_THAT(refused("[x, '']"), HasSubstr("is empty or stands twice"));
    EXPECT_THAT(refused("[x, [y]]"), HasSubstr("must be a text"));
    EXPECT_THAT(refused("[x, {y: z}]"), HasSubstr("must be a text"));
}

TEST(YamlMapMaps, NameTheirPlaceInWhatTheyRefuse) {
    EXPECT_EQ(refusalOf("a:\n  b: [x]", [](YamlMap& map) { (void)map.map("a").text("b"); }),
              "facts.yaml:2: 'b' of 'a' of the file must be a text");
    EXPECT_THAT(refusalOf("b: 1", [](YamlMap& map) { (void)map.map("a"); }),
                HasSubstr("'a' is missing"));
    for (const auto* value : {"x", "[x]", "''"})
        EXPECT_THAT(refusalOf(std::string("a: ") + value, [](YamlMap& map) { (void)map.map("a"); }),
                    HasSubstr("must be a mapping"))
            << value;
}

TEST(YamlMapMaps, StandInListsThatMustBeThere) {
    auto map = mapOf("a: [{b: 1}, {b: 2}]\nc: []");
    auto maps = map.maps("a");
    ASSERT_EQ(maps.size(), 2U);
    EXPECT_EQ(maps[1].text("b"), "2");
    EXPECT_TRUE(map.maps("c").empty());
    EXPECT_THAT(refusalOf("b: 1", [](YamlMap& m) { (void)m.maps("a"); }), HasSubstr("is missing"));
    EXPECT_THAT(refusalOf("a: {b: 1}", [](YamlMap& m) { (void)m.maps("a"); }),
                HasSubstr("must be a list"));
    EXPECT_THAT(refusalOf("a: [{b: 1}, x]", [](YamlMap& m) { (void)m.maps("a"); }),
                HasSubstr("an entry of a must be a mapping"));
}

TEST(YamlMapKeys, AreKnownWhenSomebodyAskedForThem) {
    const auto finish = [](YamlMap& map) {
        (void)map.textIfAny("a");
        (void)map.flag("b", true);
        map.finish();
    };
    EXPECT_EQ(refusalOf("a: x\nb: true", finish), "accepted");
    EXPECT_EQ(refusalOf("a: x", finish), "accepted");
    EXPECT_EQ(refusalOf("a: x\nc: y", finish),
              "facts.yaml:2: unknown key 'c' in the file; known are a, b");
    EXPECT_THAT(refusalOf("A: x", finish), HasSubstr("unknown key 'A'"));
}

TEST(YamlMapKeys, StandOnceAndAreTexts) {
    const auto nothing = [](YamlMap&) {};
    EXPECT_EQ(refusalOf("a: 1\nb: 2\na: 3", nothing),
              "facts.yaml:3: the key 'a' stands twice in the file");
    EXPECT_THAT(refusalOf("[a, b]: 1", nothing), HasSubstr("must be a text"));
    EXPECT_THAT(refusalOf("{a: b}: 1", nothing), HasSubstr("must be a text"));
    for (const auto* yaml : {"x", "[a]", "7", "''"})
        EXPECT_THAT(refusalOf(yaml, nothing), HasSubstr("must be a mapping of keys")) << yaml;
}

TEST(YamlMapKeys, AreAllReadWithTheirTextsWhenTheyAreFree) {
    auto map = mapOf("en: yes please\nde: ja");
    const auto all = map.allTexts();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0], (std::pair<std::string, std::string>("en", "yes please")));
    map.finish();
    EXPECT_THAT(refusalOf("en: ''", [](YamlMap& m) { (void)m.allTexts(); }), HasSubstr("is empty"));
    EXPECT_THAT(refusalOf("en: [x]", [](YamlMap& m) { (void)m.allTexts(); }),
                HasSubstr("must be a text"));
}

TEST(YamlMapKeys, AreNotAddedByLookingForThem) {
    auto map = mapOf("a: x");
    EXPECT_FALSE(map.has("b"));
    (void)map.textIfAny("b");
    EXPECT_FALSE(map.has("b"));
    EXPECT_TRUE(map.has("a"));
}

}  // namespace concordat::basic
