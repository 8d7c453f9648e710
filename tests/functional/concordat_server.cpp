#include "tests/functional/concordat_server.hpp"

#include <csignal>
#include <fstream>
#include <rapidjson/document.h>
#include <rapidjson/pointer.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <sstream>
#include <stdexcept>

namespace concordat::functional {
namespace {

void replaceAll(std::string& text, const std::string& from, const std::string& to) {
    auto place = text.find(from);
    if (place == std::string::npos) throw std::runtime_error("no '" + from + "' in the settings");
    for (; place != std::string::npos; place = text.find(from, place + to.size()))
        text.replace(place, from.size(), to);
}

std::string contentOf(const std::string& file) {
    std::ifstream stream(file);
    std::stringstream content;
    content << stream.rdbuf();
    return content.str();
}

// A document that says where everything stands; the text of an empty place is left out.
std::string addressOf(const std::string& cloud) {
    if (cloud == "germany")
        return R"("culture":"de-DE","language":"de","defaultAddress":{"country":"DE","city":"Köln",)"
               R"("postalCode":"50667","addressLine1":"Domkloster 4","phoneNumber":"22155501234",)";
    return R"("culture":"en-US","language":"en","defaultAddress":{"country":"US","city":"Redmond",)"
           R"("state":"WA","postalCode":"98052","addressLine1":"1 Main St","phoneNumber":"4255550100",)";
}

CommandResult runToEnd(const std::vector<std::string>& command,
                       const std::map<std::string, std::string>& environment = {}) {
    ChildProcess process(command, environment);
    CommandResult result;
    result.exit_code = process.wait();
    result.output = process.output();
    return result;
}

}  // namespace

CommandResult runConcordat(const std::vector<std::string>& arguments,
                           const std::map<std::string, std::string>& environment) {
    std::vector<std::string> command = {CONCORDAT_PROGRAM};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return runToEnd(command, environment);
}

std::string at(const HttpAnswer& answer, const std::string& pointer) {
    rapidjson::Document document;
    if (document.Parse(answer.body.data(), answer.body.size()).HasParseError()) return "";
    const auto* value = rapidjson::Pointer(pointer.c_str()).Get(document);
    if (value == nullptr) return "";
    if (value->IsString()) return {value->GetString(), value->GetStringLength()};
    rapidjson::StringBuffer text;
    rapidjson::Writer<rapidjson::StringBuffer> writer(text);
    value->Accept(writer);
    return text.GetString();
}

ConcordatServer::ConcordatServer()
    : settings_file_(folder_.at("settings.yaml")), program_(CONCORDAT_PROGRAM) {
    const std::string config = CONCORDAT_CONFIG_DIR;
    auto text = contentOf(config + "/development.yaml");
    replaceAll(text, "data_dir: ../var", "data_dir: data");
    replaceAll(text, "seed_file: seed.yaml", "seed_file: " + config + "/seed.yaml");
    for (const auto* port : {"8080", "8081", "8082", "8083"})
        replaceAll(text, "127.0.0.1:" + std::string(port), "127.0.0.1:0");
    // Ports are not known in advance, so every issuer gets a name instead.
    for (const auto* cloud : {"global", "us-government", "germany"}) {
        const auto place = text.find("built_in:", text.find("- id: " + std::string(cloud)));
        text.insert(place + 9, "\n        issuer: http://login." + std::string(cloud) + ".test");
    }
    std::ofstream(settings_file_) << text;
}

void ConcordatServer::addCloud(const std::string& cloud, const std::string& plugin,
                               const std::string& location) {
    std::ofstream(settings_file_, std::ios::app)
        << "  - id: " << cloud << "\n    plugin: {file: " << plugin
        << "}\n    listen: 127.0.0.1:0\n    store: {backend: sqlite3, location: " << location
        << "}\n    identity:\n      built_in:\n        issuer: http://login." << cloud
        << ".test\n        audiences: [https://api.partnercenter.microsoft.com]\n";
}

void ConcordatServer::usePostgresql(Roles roles) {
    const auto text = contentOf(settings_file_);
    for (const auto* location : {"eu", "us", "de"})
        if (text.find(std::string("backend: sqlite3, location: ") + location) != std::string::npos)
            usePostgresqlAt(location, roles);
}

void ConcordatServer::usePostgresqlAt(const std::string& location, Roles roles) {
    const auto& database = *databases_.emplace_back(std::make_unique<store::PostgresqlBackend>());
    const auto& where = database.where();
    const bool two = roles == Roles::OwnerAndService;
    const auto password = folder_.at("password");
    std::ofstream(password) << where.password;
    editSettings("store: {backend: sqlite3, location: " + location + "}",
                 "store: {backend: postgresql, location: " + location + ", host: " + where.host +
                     ", port: " + std::to_string(where.port) + ", database: " + where.database +
                     ", user: " + (two ? database.addServiceUser().user : where.user) +
                     (two ? ", owner: " + where.user + ", owner_password_file: " + password : "") +
                     ", password_file: " + password + "}");
}

void ConcordatServer::forgetOwner() {
    editSettings(", owner: " + databases_.front()->where().user +
                     ", owner_password_file: " + folder_.at("password"),
                 "");
}

void ConcordatServer::serveOnly(const std::string& cloud) {
    const std::string begin = "\n  - id: ";
    auto text = contentOf(settings_file_);
    const auto first = text.find(begin);
    const auto own = text.find(begin + cloud + "\n");
    if (own == std::string::npos) throw std::runtime_error("no cloud " + cloud);
    const auto next = text.find(begin, own + 1);
    const auto block = text.substr(own, next == std::string::npos ? next : next - own);
    std::ofstream(settings_file_) << text.substr(0, first) + block + "\n";
}

void ConcordatServer::editSettings(const std::string& from, const std::string& to) {
    auto text = contentOf(settings_file_);
    replaceAll(text, from, to);
    std::ofstream(settings_file_) << text;
}

void ConcordatServer::start() {
    process_ = std::make_unique<ChildProcess>(
        std::vector<std::string>{program_, "serve", "--config", settings_file_});
    (void)process_->waitForLine("Ready.");
    welcome_ = process_->output();
}

CommandResult ConcordatServer::run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), program_);
    arguments.insert(arguments.end(), {"--config", settings_file_});
    return runToEnd(arguments);
}

int ConcordatServer::stop() {
    process_->signal(SIGTERM);
    return process_->wait();
}

void ConcordatServer::kill() {
    process_->signal(SIGKILL);
    (void)process_->wait();
}

unsigned short ConcordatServer::portOf(const std::string& listener) const {
    const auto line = welcome_.find("\n  " + listener + " ");
    if (line == std::string::npos) throw std::runtime_error("no listener " + listener);
    const auto colon = welcome_.find(':', welcome_.find("://", line) + 3);
    return static_cast<unsigned short>(std::stoul(welcome_.substr(colon + 1)));
}

HttpClient ConcordatServer::client(const std::string& listener) const {
    return HttpClient(portOf(listener));
}

std::string ConcordatServer::address(const std::string& listener) const {
    return "http://127.0.0.1:" + std::to_string(portOf(listener));
}

HttpAnswer ConcordatServer::get(const std::string& listener, const std::string& target) const {
    testing_support::HttpRequest request;
    request.target = target;
    return client(listener).ask(request);
}

std::string ConcordatServer::token(const std::string& cloud, const std::string& partner,
                                   const std::string& role) const {
    const auto result = run({"token", "--cloud", cloud, "--partner", partner, "--role", role});
    if (result.exit_code != 0) throw std::runtime_error(result.output);
    // A line of its own among those of the log.
    const auto start = ("\n" + result.output).find("\neyJ");
    if (start == std::string::npos) throw std::runtime_error("no token in " + result.output);
    return result.output.substr(start, result.output.find('\n', start) - start);
}

HttpAnswer ConcordatServer::call(const std::string& cloud, const std::string& token,
                                 const std::string& method, const std::string& target,
                                 const std::string& body, HttpFields fields) const {
    fields["Authorization"] = "Bearer " + token;
    if (!body.empty()) fields["Content-Type"] = "application/json";
    return client(cloud).ask({.method = method, .target = target, .fields = fields, .body = body});
}

std::string suffixOf(const std::string& cloud) {
    if (cloud == "germany") return ".onmicrosoft.de";
    return cloud == "global" ? ".onmicrosoft.com" : ".onmicrosoft.us";
}

std::string newCustomer(const std::string& cloud, const std::string& domain,
                        const std::string& company) {
    const std::string body = cloud == "us-government" ? R"(,"publicBody":"state")" : "";
    return R"({"companyProfile":{"domain":")" + domain + suffixOf(cloud) + "\"" + body +
           R"(},"billingProfile":{"companyName":")" + company +
           R"(","email":"secret.person@example.test","firstName":"Hedwig","lastName":"Geheimnis",)" +
           addressOf(cloud) + R"("firstName":"Hedwig","lastName":"Geheimnis"}}})";
}

}  // namespace concordat::functional
