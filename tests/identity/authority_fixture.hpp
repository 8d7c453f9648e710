#pragma once

#include <filesystem>
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include "core/base/log.hpp"
#include "core/identity/authority.hpp"
#include "core/identity/caching_verifier.hpp"
#include "core/identity/json_object.hpp"
#include "core/identity/secrets.hpp"
#include "tests/identity/directory_fake.hpp"
#include "tests/identity/token_forge.hpp"

namespace concordat::identity::testing {

inline const PartnerId kContoso{Uuid::parse(kTenant).value()};
inline const PartnerId kFabrikam{Uuid::parse("22222222-3333-4444-8555-666666666666").value()};
inline const ApplicationId kWebApp{Uuid::parse(kApplication).value()};
inline const ApplicationId kNativeApp{Uuid::parse("bbbbbbbb-cccc-4ddd-8eee-ffffffffffff").value()};
inline const UserId kAna{Uuid::parse(kUser).value()};

/// An authority with one directory, two applications and a user, and a verifier that accepts its
/// tokens.
class AuthorityTest : public ::testing::Test {
protected:
    AuthorityTest();
    ~AuthorityTest() override { setLogSink(nullptr); }

    static AuthoritySettings settings();

    /// Keys that all tests share, and their file.
    static SigningKeys& sharedKeys();
    static std::filesystem::path keyFile();

    /// Sends a form to the token endpoint of contoso: "oauth2/token" or "oauth2/v2.0/token".
    AuthorityReply post(const std::string& path, const std::string& form,
                        const std::string& authorization = {});
    AuthorityReply get(const std::string& path);

    /// The forms that succeed.
    [[nodiscard]] std::string clientForm() const;
    [[nodiscard]] std::string passwordForm() const;
    [[nodiscard]] std::string refreshForm(const std::string& token) const;

    TokenVerdict verify(const std::string& token) {
        return verifier_.verify("Bearer " + token, now_);
    }

    static JsonObject jsonOf(const AuthorityReply& reply);
    static std::string member(const AuthorityReply& reply, std::string_view name);

    std::string log_;
    Instant now_ = kNow;
    std::string secret_ = makeSecret();
    MemoryDirectory directory_;
    MemoryRefreshTokenStore refresh_tokens_;
    const SigningKeys& keys_ = sharedKeys();
    Authority authority_{"development", settings(), keys_, directory_, refresh_tokens_};
    JwtVerifier verifier_{issuerSettingsOf(settings()), sharedKeys()};
};

}  // namespace concordat::identity::testing
