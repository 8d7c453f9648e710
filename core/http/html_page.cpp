#include "core/http/html_page.hpp"

#include <Poco/Net/Net.h>
#include <openssl/evp.h>

#include "core/base/sha256.hpp"

namespace concordat::http {
namespace {

constexpr std::string_view kStyle =
    "body{font:1rem/1.5 sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;"
    "background:#fff}h1{font-size:1.5rem}label{display:block;margin:1rem 0}"
    "input[type=text],input[type=password]{display:block;width:100%;box-sizing:border-box;"
    "font:inherit;padding:.4rem}button,select{font:inherit;padding:.4rem 1rem;margin:0 1rem 0 0}"
    ".problem{border-left:.3rem solid #a80000;padding-left:1rem}dt{font-weight:bold}";

/// By which a browser knows that the one style in the page is ours.
std::string styleHash() {
    const auto hash = sha256({kStyle});
    // Four letters for three bytes, and the zero byte that OpenSSL adds.
    std::string text(4 * ((hash.size() + 2) / 3) + 1, '\0');
    const auto size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                      reinterpret_cast<const unsigned char*>(hash.data()),
                                      static_cast<int>(hash.size()));
    text.resize(static_cast<std::size_t>(size));
    return text;
}

}  // namespace

std::string escapeHtml(std::string_view text) {
    return Poco::Net::htmlize(std::string(text));
}

std::string htmlPage(PageLanguage language, std::string_view title, std::string_view body) {
    std::string page(R"(<!DOCTYPE html><html lang=")");
    page.append(tagOf(language)).append(R"("><head><meta charset="utf-8">)");
    page.append(R"(<meta name="viewport" content="width=device-width, initial-scale=1"><title>)");
    page.append(escapeHtml(title)).append("</title><style>").append(kStyle).append("</style>");
    page.append("</head><body><main>").append(body).append("</main></body></html>\n");
    return page;
}

std::vector<std::pair<std::string_view, std::string>> pageHeaders(std::string_view form_origins) {
    static const std::string style = styleHash();
    std::string policy = "default-src 'none'; style-src 'sha256-" + style + "'; form-action 'self'";
    if (!form_origins.empty()) policy.append(" ").append(form_origins);
    policy.append("; frame-ancestors 'none'; base-uri 'none'");
    return {{"Content-Type", "text/html; charset=utf-8"},
            {"Cache-Control", "no-store"},
            {"Content-Security-Policy", std::move(policy)},
            {"X-Frame-Options", "DENY"},
            {"X-Content-Type-Options", "nosniff"},
            // An address may hold a link or a code, which is nobody else's. Without any referrer, a
            // browser would not say either where a form comes from.
            {"Referrer-Policy", "same-origin"}};
}

std::string originOf(std::string_view address) {
    constexpr std::string_view kAfterScheme = "://";
    const auto scheme = address.find(kAfterScheme);
    const auto host = scheme == std::string_view::npos ? 0 : scheme + kAfterScheme.size();
    return std::string(address.substr(0, address.find('/', host)));
}

}  // namespace concordat::http
