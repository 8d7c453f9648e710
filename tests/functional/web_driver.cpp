#include "tests/functional/web_driver.hpp"

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <stdexcept>

#include "tests/functional/concordat_server.hpp"

namespace concordat::functional {
namespace {

/// Under which the protocol names elements.
constexpr auto kElement = "/value/element-6066-11e4-a52e-4f735466cecf";

std::string quoted(const std::string& text) {
    rapidjson::StringBuffer out;
    rapidjson::Writer<rapidjson::StringBuffer> writer(out);
    writer.String(text.c_str(), static_cast<rapidjson::SizeType>(text.size()));
    return out.GetString();
}

std::string member(const std::string& name, const std::string& value) {
    return "{" + quoted(name) + ":" + quoted(value) + "}";
}

std::string capabilities(const std::string& language, const std::string& folder) {
    // 2 blocks. Root may not use the sandbox, and shared memory is small in containers.
    return R"({"capabilities":{"alwaysMatch":{"acceptInsecureCerts":true,"goog:chromeOptions":{)"
           R"("prefs":{"profile.managed_default_content_settings.javascript":2,)"
           R"("intl.accept_languages":)" +
           quoted(language) +
           R"(},"args":["--headless=new","--no-sandbox","--disable-gpu","--disable-dev-shm-usage",)"
           R"("--disable-background-networking",)" +
           quoted("--user-data-dir=" + folder) + "," + quoted("--lang=" + language) + "]}}}}";
}

}  // namespace

WebDriver::WebDriver(const std::string& language)
    : program_(std::make_unique<testing_support::ChildProcess>(
          std::vector<std::string>{"chromedriver", "--port=" + std::to_string(port_)})) {
    (void)program_->waitForLine("started successfully");
    client_ = std::make_unique<testing_support::HttpClient>(port_);
    const auto made = command("POST", "/session", capabilities(language, folder_.at("profile")));
    session_ = "/session/" + at(made, "/value/sessionId");
}

WebDriver::~WebDriver() {
    // Also ends the browser, which is the driver's child.
    (void)client_->send({"DELETE", session_, {}, {}});
}

testing_support::HttpAnswer WebDriver::ask(const std::string& method, const std::string& path,
                                           const std::string& body) {
    const bool sends = method == "POST";
    return client_->ask(
        {method, session_ + path, {{"Content-Type", "application/json"}}, sends ? body : ""});
}

testing_support::HttpAnswer WebDriver::command(const std::string& method, const std::string& path,
                                               const std::string& body) {
    auto answer = ask(method, path, body);
    if (answer.status != 200) throw std::runtime_error(path + ": " + answer.body);
    return answer;
}

void WebDriver::open(const std::string& address) {
    (void)command("POST", "/url", member("url", address));
}

std::string WebDriver::address() {
    return at(command("GET", "/url"), "/value");
}

std::string WebDriver::find(const std::string& element) {
    const auto found =
        command("POST", "/element", R"({"using":"css selector","value":)" + quoted(element) + "}");
    return at(found, kElement);
}

bool WebDriver::has(const std::string& element) {
    const auto found =
        command("POST", "/elements", R"({"using":"css selector","value":)" + quoted(element) + "}");
    return at(found, "/value") != "[]";
}

std::string WebDriver::textOf(const std::string& element) {
    return at(command("GET", "/element/" + find(element) + "/text"), "/value");
}

std::string WebDriver::attributeOf(const std::string& element, const std::string& name) {
    return at(command("GET", "/element/" + find(element) + "/attribute/" + name), "/value");
}

void WebDriver::type(const std::string& element, const std::string& text) {
    (void)command("POST", "/element/" + find(element) + "/value", member("text", text));
}

void WebDriver::click(const std::string& element) {
    (void)command("POST", "/element/" + find(element) + "/click");
}

void WebDriver::send(const std::string& element) {
    const auto page = find("html");
    click(element);
    // A click returns while the form is on its way: the driver still answers for the old page,
    // until that is gone. It then waits for the next one by itself.
    while (ask("GET", "/element/" + page + "/name").status == 200) continue;
}

void WebDriver::enter(const std::string& frame) {
    (void)command("POST", "/frame",
                  R"({"id":{"element-6066-11e4-a52e-4f735466cecf":)" + quoted(find(frame)) + "}}");
}

std::string WebDriver::cookies() {
    return command("GET", "/cookie").body;
}

void WebDriver::forgetCookies() {
    (void)command("DELETE", "/cookie");
}

}  // namespace concordat::functional
