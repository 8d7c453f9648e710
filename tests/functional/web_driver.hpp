#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tests/support/child_process.hpp"
#include "tests/support/http_client.hpp"
#include "tests/support/temporary_folder.hpp"

namespace concordat::functional {

/// Debian's Chromium without a window, driven by its own WebDriver (W3C), with a profile of its
/// own. Scripts of pages are switched off; certificates are not checked. Elements are named by CSS
/// selectors. Every function @throws std::runtime_error with the driver's answer when it fails
class WebDriver {
public:
    /// `language` is what the browser likes best, such as "de".
    explicit WebDriver(const std::string& language);
    ~WebDriver();
    WebDriver(const WebDriver&) = delete;
    WebDriver& operator=(const WebDriver&) = delete;

    /// Opens an address and waits for its page.
    void open(const std::string& address);
    /// The address of the page that is shown.
    [[nodiscard]] std::string address();
    /// What a person reads in an element.
    [[nodiscard]] std::string textOf(const std::string& element);
    [[nodiscard]] std::string attributeOf(const std::string& element, const std::string& name);
    [[nodiscard]] bool has(const std::string& element);
    void type(const std::string& element, const std::string& text);
    /// Of what leads nowhere, such as a tick.
    void click(const std::string& element);
    /// Of what sends a form: returns when the page has given way to the next one.
    void send(const std::string& element);
    /// Goes into a frame, for all that follows until the next open().
    void enter(const std::string& frame);
    /// The cookies of the page, as the driver's JSON.
    [[nodiscard]] std::string cookies();
    void forgetCookies();

private:
    testing_support::HttpAnswer ask(const std::string& method, const std::string& path,
                                    const std::string& body = "{}");
    testing_support::HttpAnswer command(const std::string& method, const std::string& path,
                                        const std::string& body = "{}");
    std::string find(const std::string& element);

    testing_support::TemporaryFolder folder_;
    unsigned short port_ = testing_support::findFreePort();
    std::unique_ptr<testing_support::ChildProcess> program_;
    std::unique_ptr<testing_support::HttpClient> client_;
    std::string session_;
};

}  // namespace concordat::functional
