#include <fstream>
#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <rapidjson/schema.h>
#include <rapidjson/stringbuffer.h>
#include <sstream>
#include <yaml-cpp/yaml.h>

#include "tests/clouds/clouds.hpp"

namespace concordat::tests {

namespace {

/// YAML as JSON in which every scalar is a text: the schema speaks of texts only, as the reader
/// does.
rapidjson::Value toJson(const YAML::Node& node, rapidjson::Document::AllocatorType& allocator) {
    const auto text = [&](const std::string& value) {
        return rapidjson::Value(value.c_str(), allocator);
    };
    if (node.IsMap()) {
        rapidjson::Value object(rapidjson::kObjectType);
        for (const auto& entry : node)
            object.AddMember(text(entry.first.Scalar()), toJson(entry.second, allocator),
                             allocator);
        return object;
    }
    if (node.IsSequence()) {
        rapidjson::Value array(rapidjson::kArrayType);
        for (const auto& item : node) array.PushBack(toJson(item, allocator), allocator);
        return array;
    }
    return text(node.Scalar());
}

/// Where and why `yaml` breaks the schema in `file`; empty when it does not.
std::string problemOf(const YAML::Node& yaml, const std::string& file) {
    std::ostringstream text;
    text << std::ifstream(std::filesystem::path(SDK_FOLDER) / file).rdbuf();
    rapidjson::Document schema_text;
    if (schema_text.Parse(text.str().c_str()).HasParseError()) return file + " is no JSON";
    const rapidjson::SchemaDocument schema(schema_text);
    rapidjson::SchemaValidator validator(schema);
    rapidjson::Document document;
    if (toJson(yaml, document.GetAllocator()).Accept(validator)) return {};
    rapidjson::StringBuffer place;
    validator.GetInvalidDocumentPointer().StringifyUriFragment(place);
    return std::string(place.GetString()) + ": " + validator.GetInvalidSchemaKeyword();
}

YAML::Node facts(const std::string& cloud, const std::string& file) {
    return YAML::LoadFile((cloudFolder(cloud) / file).string());
}

}  // namespace

TEST(Schema, HoldsForTheFactsOfEveryCloud) {
    for (const auto& cloud : cloudFolders())
        EXPECT_EQ(problemOf(facts(cloud, "cloud.yaml"), "cloud.schema.json"), "") << cloud;
}

TEST(Schema, HoldsForTheFactsOfCountries) {
    EXPECT_EQ(problemOf(facts("global", "countries.yaml"), "countries.schema.json"), "");
}

TEST(Schema, RefusesWhatTheReaderRefuses) {
    auto yaml = facts("global", "cloud.yaml");
    yaml["colour"] = "red";
    EXPECT_NE(problemOf(yaml, "cloud.schema.json"), "");
    yaml = facts("global", "cloud.yaml");
    yaml["rules"][0].remove("source");
    EXPECT_EQ(problemOf(yaml, "cloud.schema.json"), "#/rules/0: required");
    yaml = facts("global", "cloud.yaml");
    yaml["rules"][3]["kind"] = "forbidden";
    EXPECT_EQ(problemOf(yaml, "cloud.schema.json"), "#/rules/3/kind: enum");
    yaml = facts("global", "cloud.yaml");
    yaml["managed_services"]["items"][0]["admin_service"] = "http://portal.example.fr/{tenant}";
    EXPECT_EQ(problemOf(yaml, "cloud.schema.json"),
              "#/managed_services/items/0/admin_service: pattern");
    yaml = facts("global", "cloud.yaml");
    yaml["managed_services"]["items"][1].remove("services");
    EXPECT_EQ(problemOf(yaml, "cloud.schema.json"), "#/managed_services/items/1: anyOf");
}

}  // namespace concordat::tests
