#pragma once

#include <map>
#include <string>

#include "tests/functional/concordat_server.hpp"

namespace concordat::functional {

/// A provider and two resellers of the global cloud with users of their own, and consent pages
/// under an address that is known before the start, as a browser needs it.
class ConsentSite {
public:
    static constexpr auto kProvider = "40000000-0000-4000-8000-0000000000f1";
    static constexpr auto kReseller = "40000000-0000-4000-8000-0000000000f2";
    static constexpr auto kPassword = "Sandbox-only-1";

    /// Prepares the settings; `tls` are those of the listener, as YAML in one line, or empty.
    explicit ConsentSite(const std::string& tls = {});

    /// Where browsers reach it.
    [[nodiscard]] const std::string& url() const { return url_; }
    [[nodiscard]] unsigned short port() const { return port_; }
    [[nodiscard]] ConcordatServer& server() { return server_; }

    /// Runs `concordat relationship` and gives the last word that it prints. @throws
    /// std::runtime_error when it fails
    [[nodiscard]] std::string relationship(std::vector<std::string> arguments) const;

    /// A link by which one reseller becomes the provider's partner.
    [[nodiscard]] std::string invitation() const { return relationship({"invite", "provider"}); }
    /// A link by which existing customers grant the provider what it asks for.
    [[nodiscard]] std::string request() const { return relationship({"request", "provider"}); }

private:
    unsigned short port_ = testing_support::findFreePort();
    std::string url_;
    ConcordatServer server_;
    testing_support::TemporaryFolder folder_;
};

/// A browser without scripts and with cookies, as far as these pages need one.
class PlainBrowser {
public:
    explicit PlainBrowser(const ConsentSite& site) : client_(site.port()), url_(site.url()) {}

    /// Opens an address of the site and follows where it leads.
    HttpAnswer open(const std::string& address, const std::string& language = "en");

    /// Opens an address of the site that leads elsewhere, and gives where.
    [[nodiscard]] std::string leave(const std::string& address);

    /// Sends the form of the page before, and follows where that leads.
    HttpAnswer submit(const std::string& form);

    /// The token in the page's form.
    [[nodiscard]] std::string token() const;

    /// Types a name and a password into the login page.
    HttpAnswer signIn(const std::string& name, const std::string& password,
                      const std::string& directory = {});

    /// Ticks everything and authorises.
    HttpAnswer authorise() {
        return submit("token=" + token() + "&terms=yes&delegation=yes&decision=accept");
    }

    [[nodiscard]] const std::string& address() const { return address_; }
    [[nodiscard]] std::map<std::string, std::string>& cookies() { return cookies_; }

private:
    HttpAnswer send(const std::string& method, const std::string& target, const std::string& body);
    HttpAnswer follow(HttpAnswer answer);

    HttpClient client_;
    std::string url_;
    std::string address_;  ///< of the page that is shown
    std::string language_ = "en";
    std::string page_;
    std::map<std::string, std::string> cookies_;
};

}  // namespace concordat::functional
