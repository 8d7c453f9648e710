#include "core/identity/client_credentials.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/identity/base64url.hpp"

namespace concordat::identity {
namespace {

constexpr std::string_view kBasic = "Basic ";

/// Plain base64 with its padding, by way of the other alphabet.
std::optional<std::string> decodeBase64(std::string_view text) {
    // Padding may be left out or be too much; what it stands for is the same.
    while (text.ends_with('=')) text.remove_suffix(1);
    std::string url(text);
    std::replace(url.begin(), url.end(), '+', '-');
    std::replace(url.begin(), url.end(), '/', '_');
    return decodeBase64Url(url);
}

std::optional<ClientCredentials> readBasic(std::string_view authorization) {
    if (authorization.size() <= kBasic.size() ||
        !equalsIgnoringCase(authorization.substr(0, kBasic.size()), kBasic))
        return std::nullopt;
    const auto pair = decodeBase64(authorization.substr(kBasic.size()));
    const auto colon = pair ? pair->find(':') : std::string::npos;
    if (colon == std::string::npos) return std::nullopt;
    // The first colon: a secret may hold others.
    auto id = decodeFormText(pair->substr(0, colon));
    auto secret = decodeFormText(pair->substr(colon + 1));
    if (!id || !secret) return std::nullopt;
    return ClientCredentials{std::move(*id), std::move(*secret)};
}

}  // namespace

std::optional<OauthError> readClientCredentials(const Form& form, std::string_view authorization,
                                                ClientCredentials& credentials) {
    const auto id = valueOf(form, "client_id");
    const auto secret = valueOf(form, "client_secret");
    if (authorization.empty()) {
        if (id.empty()) return oauth::parameterMissing("client_id");
        credentials = {std::string(id), std::string(secret)};
        return std::nullopt;
    }
    auto basic = readBasic(authorization);
    if (!basic) return oauth::kInvalidClient;
    // A client that proves itself twice may mean two different applications.
    if (!secret.empty() || (!id.empty() && id != basic->id)) return oauth::kTwoCredentials;
    credentials = std::move(*basic);
    return std::nullopt;
}

}  // namespace concordat::identity
