#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>
#include <memory>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include "core/base/error.hpp"
#include "tests/http/server_fixture.hpp"

namespace concordat::http {
namespace {

using testing::get;
using testing::post;
using testing::RawClient;

template <auto Free>
struct Freed {
    template <typename T>
    void operator()(T* object) const {
        Free(object);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Context = std::unique_ptr<SSL_CTX, Freed<SSL_CTX_free>>;
using Session = std::unique_ptr<SSL, Freed<SSL_free>>;
using File = std::unique_ptr<std::FILE, Freed<std::fclose>>;

/// A temporary folder with a certificate that signs itself.
class CertificateFolder {
public:
    CertificateFolder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "tls-XXXXXX").string();
        path_ = ::mkdtemp(pattern.data());
        const Key key(EVP_EC_gen("P-256"));
        const Certificate certificate(X509_new());
        ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
        X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
        X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
        X509_set_pubkey(certificate.get(), key.get());
        X509_sign(certificate.get(), key.get(), EVP_sha256());
        PEM_write_PrivateKey(open("key.pem").get(), key.get(), nullptr, nullptr, 0, nullptr,
                             nullptr);
        PEM_write_X509(open("certificate.pem").get(), certificate.get());
        const Key other(EVP_EC_gen("P-256"));
        PEM_write_PrivateKey(open("other.pem").get(), other.get(), nullptr, nullptr, 0, nullptr,
                             nullptr);
    }
    ~CertificateFolder() { std::filesystem::remove_all(path_); }
    CertificateFolder(const CertificateFolder&) = delete;
    CertificateFolder& operator=(const CertificateFolder&) = delete;

    [[nodiscard]] std::string file(const char* name) const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;

    [[nodiscard]] File open(const char* name) const {
        return File(std::fopen(file(name).c_str(), "w"));
    }
};

class ServerTls : public testing::ServerTest {
protected:
    ServerTls() {
        options_.tls = {folder_.file("certificate.pem"), folder_.file("key.pem")};
        SSL_CTX_set_max_proto_version(context_.get(), TLS1_3_VERSION);
    }

    /// Shakes hands on `client`; nothing when the server does not agree.
    Session handshake(RawClient& client) {
        Session session(SSL_new(context_.get()));
        SSL_set_fd(session.get(), client.descriptor());
        if (SSL_connect(session.get()) != 1) session.reset();
        return session;
    }

    static std::string ask(SSL* session, const std::string& request, std::size_t size) {
        SSL_write(session, request.data(), static_cast<int>(request.size()));
        std::string answer;
        std::array<char, 16384> part;
        while (answer.size() < size) {
            const int count = SSL_read(session, part.data(), static_cast<int>(part.size()));
            if (count <= 0) break;
            answer.append(part.data(), static_cast<std::size_t>(count));
        }
        return answer;
    }

    CertificateFolder folder_;
    Context context_{SSL_CTX_new(TLS_client_method())};
};

TEST_F(ServerTls, ServesEventThreadAndWorkersAlike) {
    start();
    auto client = connect();
    const auto session = handshake(client);
    ASSERT_TRUE(session);
    EXPECT_STREQ(SSL_get_version(session.get()), "TLSv1.3");
    for (const std::string path : {"/", "/worker", "/worker/2", "/3"}) {
        const auto answer = ask(session.get(), post(path, "body"), 1);
        EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK\r\n")) << answer;
        EXPECT_TRUE(answer.ends_with("POST " + path + " body")) << answer;
    }
}

TEST_F(ServerTls, SendsLargeRepliesWholeAndReadsLargeBodiesWhole) {
    start();
    auto client = connect();
    const auto session = handshake(client);
    ASSERT_TRUE(session);
    const auto size = testing::TestService::kLargeReply;
    EXPECT_GE(ask(session.get(), get("/large"), size).size(), size);
    const std::string body(500'000, 'b');
    EXPECT_TRUE(ask(session.get(), post("/worker", body), body.size()).ends_with(body));
}

TEST_F(ServerTls, SpeaksTls12ButNothingOlder) {
    start();
    SSL_CTX_set_max_proto_version(context_.get(), TLS1_2_VERSION);
    auto client = connect();
    EXPECT_TRUE(handshake(client));
    SSL_CTX_set_min_proto_version(context_.get(), TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context_.get(), TLS1_1_VERSION);
    SSL_CTX_set_cipher_list(context_.get(), "ALL:@SECLEVEL=0");
    auto old = connect();
    EXPECT_FALSE(handshake(old));
}

TEST_F(ServerTls, ServesOthersWhileHandshakesAreHalfDone) {
    options_.event_threads = 1;
    start();
    std::vector<RawClient> silent;
    for (int i = 0; i < 50; ++i) {
        silent.push_back(connect());
        silent.back().send("\x16\x03\x01");
    }
    auto client = connect();
    const auto session = handshake(client);
    ASSERT_TRUE(session);
    EXPECT_TRUE(ask(session.get(), get("/"), 1).starts_with("HTTP/1.1 200 OK\r\n"));
}

TEST_F(ServerTls, ClosesAHandshakeThatTakesTooLong) {
    options_.limits.head_time = std::chrono::milliseconds(60);
    start();
    auto client = connect();
    EXPECT_TRUE(client.isClosedByServer());
}

TEST_F(ServerTls, ClosesAConnectionThatSpeaksPlainHttp) {
    start();
    auto client = connect();
    client.send(get("/"));
    EXPECT_EQ(client.receive().status, 0);
    EXPECT_EQ(service_.served, 0);
}

TEST_F(ServerTls, RefusesToStartWithFilesThatDoNotFit) {
    for (const auto* key : {"other.pem", "missing.pem"}) {
        options_.tls.key = folder_.file(key);
        Server server(options_, service_);
        try {
            server.start();
            FAIL() << key;
        } catch (const FatalError& error) {
            EXPECT_EQ(error.event(), "HTTP-TLS-UNUSABLE");
            EXPECT_NE(std::string(error.what()).find(key), std::string::npos) << error.what();
        }
    }
}

}  // namespace
}  // namespace concordat::http
