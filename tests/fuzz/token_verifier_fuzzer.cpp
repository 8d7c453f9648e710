#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/base/log.hpp"
#include "core/identity/base64url.hpp"
#include "core/identity/caching_verifier.hpp"
#include "core/identity/claims.hpp"
#include "core/identity/form.hpp"
#include "core/identity/json_object.hpp"
#include "core/identity/jwks.hpp"
#include "core/identity/jwt_verifier.hpp"

// The first byte of an input says what the rest is: T an Authorization header, H a token's header,
// P its payload, J a key set, F a form. Nobody has the private halves of the keys below any more,
// so that only the tokens of the seed corpus can be accepted, with what they say.
namespace concordat::identity {
namespace {

constexpr std::string_view kKeys =
    R"({"keys":[{"use":"sig","kid":"rsa","kty":"RSA","n":"0O6GYQMh5l5a6tJoBtT2wwo99qVayduAsftgrdSg)"
    R"(TPglxAIhigmTJisHdTlW3ZpaBMu-rpcUfEws9JYVFXr_o80KWG8Tip0Aa7-hChPTMP56WyVqKEmV88TDdCMDAVQgKej)"
    R"(DNhsrl6GkPGWiKnMLxCJLP4Mtm3nhxfuSObcrN8M1fmmmu502SMGFvO36nBUAFL4J9STb1DV-AVLKiKNnZX1nAvrC6rw)"
    R"(ZtmVqQeq8MRq-Z_pq6i8htldt3A4FqdCp3u87yDaw3BuK-q7x-gXYccFz413WOajA3kNxcXuX83fIurxhBG0G0lpfuzk)"
    R"(-4q20TYnLb2S6-YIzVwWbALb0UQ","e":"AQAB"},{"use":"sig","kid":"ec","alg":"ES256","kty":"EC","c)"
    R"(rv":"P-256","x":"e4CnV_0lA_8sKhJqXklCJr6DeAyyCcpN_oLvng80VH4","y":"fjUZsh1yXqRVeoSuvaUru1ew)"
    R"(_Ue4WaXSFp3U2tn4BJw"}]})";
constexpr std::string_view kTenant = "11111111-2222-4333-8444-555555555555";
const Instant kNow{std::chrono::seconds(1'800'000'000)};

/// Ends the process, which libFuzzer reports with the input.
void require(bool holds) {
    if (!holds) std::abort();
}

class Keys final : public KeySource {
public:
    FoundKey find(std::string_view kid, Instant) override {
        const auto found = keys_.find(kid);
        return {found == keys_.end() ? nullptr : found->second};
    }
    [[nodiscard]] std::uint64_t generation() const noexcept override { return 0; }
    bool refresh(Instant) override { return true; }

private:
    KeySet keys_ = parseJwks(kKeys).value();
};

IssuerSettings settings() {
    IssuerSettings settings;
    settings.issuers = {"https://login.cloud.example/{tenantid}/",
                        "https://login.cloud.example/{tenantid}/v2.0"};
    settings.audiences = {"https://api.cloud.example"};
    settings.application_audiences = {"https://graph.cloud.example"};
    return settings;
}

/// What holds for every principal, whatever the token.
void checkPrincipal(const Principal& principal) {
    require(!principal.partner.value.isNil());
    require(principal.application_only != principal.user.has_value());
    require(principal.application_only == principal.user_name.empty());
    require(!principal.application_only || principal.roles == Roles(Role::AdminAgent));
}

void fuzzToken(std::string_view authorization) {
    static Keys keys;
    static JwtVerifier verifier(settings(), keys);
    static CachingVerifier caching(verifier, 64);
    const auto plain = verifier.verify(authorization, kNow);
    const auto first = caching.verify(authorization, kNow);
    const auto second = caching.verify(authorization, kNow);
    require((plain.principal != nullptr) == (first.principal != nullptr));
    require(first.principal == second.principal);
    if (!plain.principal) return;
    checkPrincipal(*plain.principal);
    require(plain.principal->partner.value.toString() == kTenant);
}

void fuzzHeader(std::string_view header) {
    fuzzToken("Bearer " + encodeBase64Url(header) + "." +
              encodeBase64Url(R"({"iss":"https://login.cloud.example/)" + std::string(kTenant) +
                              R"(/","tid":")" + std::string(kTenant) + "\"}") +
              "." + encodeBase64Url(std::string(64, 's')));
}

void fuzzPayload(std::string_view text) {
    const auto payload = parseJsonObject(text);
    if (!payload) return;
    const auto accepted = settings();
    const bool issued = hasAcceptedIssuer(accepted, *payload);
    const auto validity = validityOf(*payload);
    if (validity && validity->covers(kNow)) require(validity->from < validity->until);
    const auto verdict = principalOf(accepted, *payload);
    if (!verdict.principal) return;
    checkPrincipal(*verdict.principal);
    const auto issuer = stringMember(*payload, "iss").value_or("");
    const auto tenant = verdict.principal->partner.value.toString();
    if (issued) require(issuer.find("/" + tenant + "/") != std::string_view::npos);
}

void fuzzKeys(std::string_view text) {
    const auto keys = parseJwks(text);
    if (!keys) return;
    require(keepsAllKeys(*keys, *keys));
    for (const auto& [kid, key] : *keys) {
        require(!kid.empty() && key != nullptr && key->kid() == kid);
        require(!key->verifies(Algorithm::ES256, "input", std::string(64, '\0')));
    }
}

void fuzzText(std::string_view text) {
    if (const auto bytes = decodeBase64Url(text)) require(encodeBase64Url(*bytes) == text);
    std::ignore = parseForm(text);
}

}  // namespace
}  // namespace concordat::identity

extern "C" int LLVMFuzzerInitialize(int*, char***) {
    concordat::setLogSink([](std::string_view) {});
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace concordat::identity;
    if (size == 0) return 0;
    const std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
    switch (data[0]) {
        case 'H':
            fuzzHeader(rest);
            break;
        case 'P':
            fuzzPayload(rest);
            break;
        case 'J':
            fuzzKeys(rest);
            break;
        case 'F':
            fuzzText(rest);
            break;
        default:
            fuzzToken(rest);
    }
    return 0;
}
