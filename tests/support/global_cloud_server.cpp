#include "tests/support/global_cloud_server.hpp"

#include <csignal>
#include <fstream>
#include <rapidjson/document.h>
#include <stdexcept>
#include <utility>

namespace concordat::testing_support {
namespace {

// Of the sandbox.
constexpr const char* kTenant = "10000000-0000-4000-8000-000000000001";
constexpr const char* kClient =
    "client_id=10000000-0000-4000-8000-0000000000a1&client_secret=contoso-secret";

}  // namespace

GlobalCloudServer::GlobalCloudServer(const std::string& store, const std::string& identity,
                                     std::map<std::string, std::string> environment)
    : settings_(folder_.at("settings.yaml")), environment_(std::move(environment)) {
    std::ofstream(settings_) << "environment: development\n"
                             << "data_dir: data\n"
                             << "seed_file: " << CONCORDAT_CONFIG_DIR << "/seed.yaml\n"
                             << "administration: {listen: '127.0.0.1:0'}\n"
                             << "clouds:\n"
                             << "  - id: global\n"
                             << "    plugin: {file: global/global.so}\n"
                             << "    listen: 127.0.0.1:0\n"
                             << "    store: " << store << "\n"
                             << "    identity: " << identity << "\n";
}

void GlobalCloudServer::start() {
    program_ = std::make_unique<ChildProcess>(
        std::vector<std::string>{CONCORDAT_PROGRAM, "serve", "--config", settings_}, environment_);
    (void)program_->waitForLine("Ready.");
    const auto line = program_->waitForLine("  global ");
    port_ = static_cast<unsigned short>(std::stoul(line.substr(line.rfind(':') + 1)));
}

void GlobalCloudServer::kill() {
    program_->signal(SIGKILL);
    program_->wait();
}

int GlobalCloudServer::stop() {
    program_->signal(SIGTERM);
    return program_->wait();
}

std::string GlobalCloudServer::applicationToken() const {
    const auto answer =
        HttpClient(port_).ask({"POST",
                               "/" + std::string(kTenant) + "/oauth2/token",
                               {{"Content-Type", "application/x-www-form-urlencoded"}},
                               std::string("grant_type=client_credentials&resource=") +
                                   percentEncoded("https://graph.windows.net") + "&" + kClient});
    rapidjson::Document json;
    json.Parse(answer.body.c_str());
    if (answer.status != 200 || !json.IsObject() || !json.HasMember("access_token")) {
        throw std::runtime_error("no token: " + answer.body);
    }
    return json["access_token"].GetString();
}

}  // namespace concordat::testing_support
