#include "core/identity/poco_document_fetcher.hpp"

#include <Poco/Net/Context.h>
#include <Poco/Net/SecureServerSocket.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/TemporaryFile.h>
#include <Poco/Timespan.h>
#include <fstream>
#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include "core/base/error.hpp"
#include "core/identity/jwks_cache.hpp"
#include "core/identity/openssl.hpp"
#include "tests/identity/scripted_server.hpp"
#include "tests/identity/token_forge.hpp"

namespace concordat::identity::testing {
namespace {

namespace net = Poco::Net;

FetchSettings quick() {
    FetchSettings settings;
    settings.step_timeout = std::chrono::milliseconds(300);
    settings.total_timeout = std::chrono::milliseconds(600);
    settings.max_body_bytes = 1000;
    return settings;
}

FetchedDocument fetchFrom(const ScriptedServer& server) {
    return PocoDocumentFetcher(quick()).fetch("http://" + server.address() + "/keys?x=1");
}

TEST(PocoDocumentFetcher, ADocumentIsFetched) {
    std::string head;
    ScriptedServer server([&](net::StreamSocket& socket) {
        head = readHead(socket);
        const auto reply = httpReply("200 OK", "{\"keys\":[]}");
        socket.sendBytes(reply.data(), static_cast<int>(reply.size()));
    });
    EXPECT_EQ(fetchFrom(server).body, "{\"keys\":[]}");
    EXPECT_EQ(head.substr(0, head.find('\r')), "GET /keys?x=1 HTTP/1.1");
    EXPECT_NE(head.find("Host: " + server.address()), std::string::npos);
}

TEST(PocoDocumentFetcher, ChunkedDocumentsAreRead) {
    ScriptedServer server(
        replyWith("HTTP/1.1 200 OK\r\nTransfer-Encoding: "
                  "chunked\r\n\r\n3\r\n{\"a\r\n4\r\n\":1}\r\n0\r\n\r\n"));
    EXPECT_EQ(fetchFrom(server).body, "{\"a\":1}");
}

TEST(PocoDocumentFetcher, RedirectsAreNotFollowed) {
    ScriptedServer target(replyWith(httpReply("200 OK", "{}")));
    ScriptedServer server(
        replyWith(httpReply("302 Found", "", "Location: http://" + target.address() + "/\r\n")));
    EXPECT_EQ(fetchFrom(server).body, std::nullopt);
    EXPECT_EQ(target.connections(), 0);
}

TEST(PocoDocumentFetcher, OtherStatusesAreFailures) {
    for (const auto* status : {"404 Not Found", "500 Oops", "204 No Content", "206 Partial"}) {
        ScriptedServer server(replyWith(httpReply(status, "{}")));
        const auto document = fetchFrom(server);
        EXPECT_EQ(document.body, std::nullopt) << status;
        EXPECT_EQ(document.problem, "status " + std::string(status).substr(0, 3));
    }
}

TEST(PocoDocumentFetcher, LargeDocumentsAreRefused) {
    ScriptedServer said(replyWith(httpReply("200 OK", std::string(1001, 'x'))));
    EXPECT_EQ(fetchFrom(said).body, std::nullopt);
    ScriptedServer unsaid(
        replyWith("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + std::string(5000, 'x')));
    EXPECT_EQ(fetchFrom(unsaid).body, std::nullopt);
}

TEST(PocoDocumentFetcher, ADocumentThatIsCutOffIsAFailure) {
    ScriptedServer server(replyWith("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"keys\""));
    EXPECT_EQ(fetchFrom(server).body, std::nullopt);
}

TEST(PocoDocumentFetcher, WhatIsNoHttpIsAFailure) {
    for (const auto* reply : {"", "SSH-2.0-x\r\n", "HTTP/1.1 abc OK\r\n\r\n"}) {
        ScriptedServer server(replyWith(reply));
        EXPECT_EQ(fetchFrom(server).body, std::nullopt) << reply;
    }
}

TEST(PocoDocumentFetcher, AServerThatNeverAnswersIsGivenUp) {
    ScriptedServer server([](net::StreamSocket& socket) {
        readHead(socket);
        char c = 0;
        socket.receiveBytes(&c, 1);  // until the client goes away
    });
    EXPECT_EQ(fetchFrom(server).body, std::nullopt);
}

TEST(PocoDocumentFetcher, AServerThatDripsForEverIsGivenUpAtTheTotalTimeout) {
    ScriptedServer server([](net::StreamSocket& socket) {
        readHead(socket);
        const std::string start = "HTTP/1.1 200 OK\r\nX: ";
        socket.sendBytes(start.data(), static_cast<int>(start.size()));
        const Poco::Timespan pause(20 * Poco::Timespan::MILLISECONDS);
        while (!socket.poll(pause, net::Socket::SELECT_READ)) socket.sendBytes("x", 1);
    });
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(fetchFrom(server).body, std::nullopt);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

TEST(PocoDocumentFetcher, OtherAddressesAreRefused) {
    PocoDocumentFetcher fetcher(quick());
    for (const auto* uri : {"", "keys", "file:///etc/passwd", "ftp://127.0.0.1/", "http://",
                            "http://user:secret@127.0.0.1:1/", "http://127.0.0.1:1/"})
        EXPECT_EQ(fetcher.fetch(uri).body, std::nullopt) << uri;
}

/// A certificate that signs itself, for one address, with its key: as files.
class Certificate {
public:
    explicit Certificate(const std::string& subject_alternative) {
        const Openssl<EVP_PKEY> key(EVP_RSA_gen(2048));
        const std::unique_ptr<X509, void (*)(X509*)> certificate(X509_new(), X509_free);
        auto* x509 = certificate.get();
        X509_set_version(x509, 2);
        ASN1_INTEGER_set(X509_get_serialNumber(x509), 1);
        X509_gmtime_adj(X509_getm_notBefore(x509), -3600);
        X509_gmtime_adj(X509_getm_notAfter(x509), 3600);
        X509_set_pubkey(x509, key.get());
        auto* name = X509_get_subject_name(x509);
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                                   reinterpret_cast<const unsigned char*>("test"), -1, -1, 0);
        X509_set_issuer_name(x509, name);
        X509V3_CTX context{};
        X509V3_set_ctx(&context, x509, x509, nullptr, nullptr, 0);
        auto* extension = X509V3_EXT_conf_nid(nullptr, &context, NID_subject_alt_name,
                                              subject_alternative.c_str());
        X509_add_ext(x509, extension, -1);
        X509_EXTENSION_free(extension);
        X509_sign(x509, key.get(), EVP_sha256());
        const Openssl<BIO> key_out(BIO_new_file(key_file.path().c_str(), "w"));
        PEM_write_bio_PrivateKey(key_out.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
        const Openssl<BIO> out(BIO_new_file(file.path().c_str(), "w"));
        PEM_write_bio_X509(out.get(), x509);
    }

    [[nodiscard]] net::ServerSocket listen() const {
        net::Context::Ptr context = new net::Context(net::Context::TLS_SERVER_USE, key_file.path(),
                                                     file.path(), "", net::Context::VERIFY_NONE);
        return net::SecureServerSocket(net::SocketAddress("127.0.0.1", 0), 8, context);
    }

    Poco::TemporaryFile file;
    Poco::TemporaryFile key_file;
};

class PocoDocumentFetcherTls : public ::testing::Test {
protected:
    static std::optional<std::string> fetch(const Certificate& server_certificate,
                                            const std::string& trusted, const std::string& host) {
        ScriptedServer server(server_certificate.listen(),
                              replyWith(httpReply("200 OK", "{\"tls\":1}")));
        auto settings = quick();
        settings.step_timeout = std::chrono::seconds(5);
        settings.total_timeout = std::chrono::seconds(10);
        settings.ca_file = trusted;
        const auto port = server.address().substr(server.address().find(':'));
        return PocoDocumentFetcher(settings).fetch("https://" + host + port + "/").body;
    }
};

TEST_F(PocoDocumentFetcherTls, ATrustedCertificateOfTheRightNameIsAccepted) {
    const Certificate certificate("IP:127.0.0.1,DNS:localhost");
    EXPECT_EQ(fetch(certificate, certificate.file.path(), "localhost"), "{\"tls\":1}");
}

TEST_F(PocoDocumentFetcherTls, AnUntrustedCertificateIsRefused) {
    const Certificate certificate("IP:127.0.0.1,DNS:localhost");
    const Certificate other("IP:127.0.0.1,DNS:localhost");
    EXPECT_EQ(fetch(certificate, "", "localhost"), std::nullopt);
    EXPECT_EQ(fetch(certificate, other.file.path(), "localhost"), std::nullopt);
}

TEST_F(PocoDocumentFetcherTls, ACertificateOfAnotherNameIsRefused) {
    const Certificate certificate("DNS:login.cloud.example");
    EXPECT_EQ(fetch(certificate, certificate.file.path(), "localhost"), std::nullopt);
}

TEST_F(PocoDocumentFetcherTls, AServerThatNeverShakesHandsIsGivenUp) {
    ScriptedServer server([](net::StreamSocket& socket) {
        char c = 0;
        while (socket.receiveBytes(&c, 1) == 1) {
        }
    });
    EXPECT_EQ(PocoDocumentFetcher(quick()).fetch("https://" + server.address() + "/").body,
              std::nullopt);
}

TEST_F(PocoDocumentFetcherTls, AFileThatHoldsNoCertificateStopsTheStart) {
    auto settings = quick();
    settings.ca_file = "/nonexistent/ca.pem";
    try {
        PocoDocumentFetcher fetcher(settings);
        FAIL() << "it started";
    } catch (const FatalError& error) {
        EXPECT_EQ(error.event(), "IDENTITY-TRUST-UNUSABLE");
    }
}

TEST(JwksOverHttp, DiscoveryAndKeysOfARealServerAreFollowed) {
    const auto& key = sharedRsa("a");
    std::string base;
    ScriptedServer server([&](net::StreamSocket& socket) {
        const auto head = readHead(socket);
        const bool discovery = head.find("openid-configuration") != std::string::npos;
        const auto reply = httpReply("200 OK", discovery ? "{\"issuer\":\"" + base +
                                                               "/{tenantid}/\",\"jwks_uri\":\"" +
                                                               base + "/common/discovery/keys\"}"
                                                         : jwksOf({key.jwk()}));
        socket.sendBytes(reply.data(), static_cast<int>(reply.size()));
    });
    base = "http://" + server.address();
    auto settings = testIssuer();
    settings.issuers = {base + "/{tenantid}/"};
    settings.discovery_uri = base + "/common/.well-known/openid-configuration";
    PocoDocumentFetcher fetcher;
    JwksCache cache(settings, fetcher);
    ASSERT_TRUE(cache.refresh(kNow));
    EXPECT_NE(cache.find("a", kNow).key, nullptr);
}

}  // namespace
}  // namespace concordat::identity::testing
