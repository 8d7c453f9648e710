#pragma once

#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <string>
#include <vector>

#include "tests/functional/concordat_server.hpp"

namespace concordat::functional {

/// The commands that partners use, over the public API of a running server of the global cloud, or
/// of all of them: as an administrator of contoso in the global cloud, until a test says otherwise.
class PartnerCommands : public testing::Test {
protected:
    explicit PartnerCommands(bool all_clouds = false) {
        if (!all_clouds) server_.serveOnly("global");
        server_.start();
        useToken(server_.token("global"));
    }

    void useToken(const std::string& token) {
        environment_ = {{"CONCORDAT_PROFILE", profileFor("global")}, {"CONCORDAT_TOKEN", token}};
    }

    std::string profileFor(const std::string& cloud) {
        const auto path = folder_.path() / (cloud + ".yaml");
        std::ofstream(path) << "endpoint: " << server_.address(cloud) << '\n';
        return path;
    }

    std::string write(const std::string& name, const std::string& text) {
        const auto path = folder_.path() / name;
        std::ofstream(path, std::ios::binary) << text;
        return path;
    }

    CommandResult run(const std::vector<std::string>& arguments) {
        return runConcordat(arguments, environment_);
    }

    ConcordatServer server_;
    testing_support::TemporaryFolder folder_;
    std::map<std::string, std::string> environment_;
};

}  // namespace concordat::functional
