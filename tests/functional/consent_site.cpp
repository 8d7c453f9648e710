#include "tests/functional/consent_site.hpp"

#include <fstream>
#include <stdexcept>

namespace concordat::functional {
namespace {

using testing_support::percentEncoded;

std::string partnerNamed(const std::string& name, const std::string& company,
                         const std::string& tenant, const std::string& kind) {
    return "    - name: " + name + "\n      company: \"" + company + "\"\n      tenant: " + tenant +
           "\n      kind: " + kind + "\n      domain: " + name +
           ".onmicrosoft.com\n      application: {id: " + tenant +
           ", secret: secret}\n      currency: USD\n      culture: en-US\n"
           "      address: {country: US, state: WA, city: Redmond, postal_code: \"98052\", "
           "line: One Way, phone: \"+1 4255550100\"}\n";
}

}  // namespace

ConsentSite::ConsentSite(const std::string& tls)
    : url_((tls.empty() ? "http://127.0.0.1:" : "https://127.0.0.1:") + std::to_string(port_)) {
    const auto seed = folder_.at("seed.yaml");
    std::ofstream(seed) << "password: " << kPassword
                        << "\nusers:\n  - {name: admin, roles: [AdminAgent, GlobalAdmin]}\n"
                           "  - {name: sales, roles: [SalesAgent]}\nclouds:\n  global:\n"
                        << partnerNamed("provider", "Provider <b>& Söhne</b>", kProvider,
                                        "indirect-provider")
                        << partnerNamed("reseller", "Reseller", kReseller, "indirect-reseller")
                        << partnerNamed("other", "Other", "40000000-0000-4000-8000-0000000000f3",
                                        "indirect-reseller");
    server_.editSettings("seed_file: " CONCORDAT_CONFIG_DIR "/seed.yaml", "seed_file: " + seed);
    server_.editSettings("      file: global/global.so\n    listen: 127.0.0.1:0",
                         "      file: global/global.so\n    listen: 127.0.0.1:" +
                             std::to_string(port_) + (tls.empty() ? "" : "\n    tls: " + tls) +
                             "\n    consent: {public_url: '" + url_ + "'}");
    server_.editSettings("issuer: http://login.global.test", "issuer: " + url_);
    server_.serveOnly("global");
}

std::string ConsentSite::relationship(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), "relationship");
    arguments.insert(arguments.end(), {"--cloud", "global"});
    auto done = server_.run(arguments);
    if (done.exit_code != 0) throw std::runtime_error(done.output);
    while (done.output.ends_with('\n')) done.output.pop_back();
    return done.output.substr(done.output.find_last_of(" \n") + 1);
}

HttpAnswer PlainBrowser::open(const std::string& address, const std::string& language) {
    language_ = language;
    if (!address.starts_with(url_)) throw std::runtime_error("it leads elsewhere: " + address);
    address_ = address;
    return follow(send("GET", address.substr(url_.size()), ""));
}

std::string PlainBrowser::leave(const std::string& address) {
    auto answer = send("GET", address.substr(url_.size()), "");
    if (answer.fields.count("location") == 0)
        throw std::runtime_error("it leads nowhere: " + answer.body);
    return answer.fields["location"];
}

HttpAnswer PlainBrowser::submit(const std::string& form) {
    return follow(send("POST", address_.substr(url_.size()), form));
}

HttpAnswer PlainBrowser::signIn(const std::string& name, const std::string& password,
                                const std::string& directory) {
    return submit("username=" + percentEncoded(name) + "&password=" + percentEncoded(password) +
                  "&directory=" + directory);
}

std::string PlainBrowser::token() const {
    const std::string before = R"(name="token" value=")";
    const auto at = page_.find(before);
    if (at == std::string::npos) return {};
    return page_.substr(at + before.size(),
                        page_.find('"', at + before.size()) - at - before.size());
}

HttpAnswer PlainBrowser::send(const std::string& method, const std::string& target,
                              const std::string& body) {
    HttpFields fields{{"Accept-Language", language_}};
    if (method == "POST") fields["Content-Type"] = "application/x-www-form-urlencoded";
    for (const auto& [name, value] : cookies_) fields["Cookie"] = name + "=" + value;
    auto answer = client_.ask({method, target, fields, body});
    if (const auto set = answer.fields.find("set-cookie"); set != answer.fields.end()) {
        const auto pair = set->second.substr(0, set->second.find(';'));
        const auto equals = pair.find('=');
        cookies_[pair.substr(0, equals)] = pair.substr(equals + 1);
    }
    return answer;
}

HttpAnswer PlainBrowser::follow(HttpAnswer answer) {
    constexpr int kSeeOther = 303;
    while (answer.status == kSeeOther) {
        address_ = answer.fields.at("location");
        if (!address_.starts_with(url_))
            throw std::runtime_error("it leads elsewhere: " + address_);
        answer = send("GET", address_.substr(url_.size()), "");
    }
    page_ = answer.body;
    return answer;
}

}  // namespace concordat::functional
