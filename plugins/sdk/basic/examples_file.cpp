#include <algorithm>
#include <array>
#include <filesystem>

#include <concordat/basic_internal/examples.hpp>
#include <concordat/basic_internal/yaml_map.hpp>

namespace concordat::basic {

namespace {

constexpr std::array<std::string_view, 6> kQuestions{"mayAddCustomer",        "mayChangeBilling",
                                                     "validateAddress",       "mayEnrol",
                                                     "mayRemoveRelationship", "mayUse"};

std::map<std::string, std::string> textsIfAny(YamlMap& example, std::string_view key) {
    if (!example.has(key)) return {};
    const auto all = example.map(key).allTexts();
    return {all.begin(), all.end()};
}

Example readExample(YamlMap& map, const std::set<std::string, std::less<>>& rules) {
    Example example;
    example.name = map.text("name");
    map.describe("example '" + example.name + "'");
    example.asks = map.has("asks") ? map.text("asks") : std::string(kQuestions.front());
    if (std::find(kQuestions.begin(), kQuestions.end(), example.asks) == kQuestions.end())
        map.fail("there is no question '" + example.asks + "'", "asks");
    example.country = map.textIfAny("country");
    example.settings = textsIfAny(map, "settings");
    example.members = textsIfAny(map, "members");
    example.without = map.texts("without");
    example.refused = map.textIfAny("refused");
    if (!example.refused.empty() && !rules.contains(example.refused))
        map.fail("there is no rule '" + example.refused + "'", "refused");
    map.finish();
    return example;
}

}  // namespace

std::vector<Example> readExamples(YamlMap& file, const std::set<std::string, std::less<>>& rules) {
    std::vector<Example> all;
    if (!file.has("examples")) return all;
    std::set<std::string> names;
    for (auto& map : file.maps("examples")) {
        all.push_back(readExample(map, rules));
        if (!names.insert(all.back().name).second) map.fail("this name stands twice", "name");
    }
    return all;
}

std::vector<Example> readExamples(const std::string& directory,
                                  const std::set<std::string, std::less<>>& rules) {
    const auto path = directory + "/cloud.yaml";
    if (!std::filesystem::exists(path)) return {};
    auto file = YamlMap::parseFile(path, "cloud.yaml");
    return readExamples(file, rules);
}

}  // namespace concordat::basic
