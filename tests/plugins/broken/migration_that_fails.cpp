#include <concordat/rules/own_tables.hpp>

#include "tests/plugins/conforming_cloud.hpp"

namespace {

class Broken final : public concordat::tests::ConformingCloud, public concordat::rules::OwnTables {
public:
    using ConformingCloud::ConformingCloud;

    std::vector<concordat::rules::Migration> migrations() const override {
        return {{"0001_first", "CREATE TABLE cloud_example_one (a BIGINT)",
                 "CREATE TABLE cloud_example_one (a BIGINT)"},
                {"0002_second", "CREATE TABLE cloud_example_one (a BIGINT)",
                 "CREATE TABLE cloud_example_one (a BIGINT)"}};
    }
};

}  // namespace

CONCORDAT_PLUGIN_WITH_STORE(Broken, "example", "1.0.0");
