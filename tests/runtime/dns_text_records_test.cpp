#include "core/runtime/dns_text_records.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "tests/support/name_server.hpp"

/// Questions to the domain name system: to Debian's dnsmasq, to one that never answers, and answers
/// that no honest one gives.
namespace concordat::runtime {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;
using testing_support::NameServer;

constexpr const char* kName = "_concordat.adatum.example";

ResolverSettings at(unsigned short port, std::chrono::milliseconds patience) {
    return {.address = "127.0.0.1", .port = port, .location = "de", .patience = patience};
}

template <typename Call>
void expectSilent(Call call) {
    try {
        call();
        ADD_FAILURE() << "there was an answer";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Overloaded);
        EXPECT_EQ(error.code(), codes::kResolverSilent);
    }
}

class DnsTextRecordsTest : public testing::Test {
protected:
    /// What is said of `name`, where the name server knows these texts.
    std::vector<std::string> ask(const NameServer::Texts& texts, const std::string& name = kName,
                                 const std::vector<std::string>& more = {}) {
        const NameServer server(port_, texts, more);
        return DnsTextRecords(at(port_, std::chrono::seconds(10))).textsOf(name);
    }

    const unsigned short port_ = testing_support::findFreePort();
};

TEST_F(DnsTextRecordsTest, AreThoseOfTheNameThatIsAskedFor) {
    EXPECT_THAT(ask({{kName, {"proof"}}, {kName, {"v=spf1 -all"}}, {"adatum.example", {"other"}}}),
                UnorderedElementsAre("proof", "v=spf1 -all"));
}

TEST_F(DnsTextRecordsTest, AreNoneWhereTheNameHasNoneOrIsNone) {
    EXPECT_THAT(ask({{"other.example", {"proof"}}}), IsEmpty());
    EXPECT_THAT(ask({}, kName, {std::string("--host-record=") + kName + ",127.0.0.1"}), IsEmpty());
}

TEST_F(DnsTextRecordsTest, MayBeLongAndInPieces) {
    const std::string piece(250, 'a');
    EXPECT_THAT(ask({{kName, {piece, piece, "end"}}}), ElementsAre(piece + piece + "end"));
}

TEST_F(DnsTextRecordsTest, MayBeManyWhichComeOverTcp) {
    NameServer::Texts texts;
    for (int i = 0; i < 60; ++i)
        texts.insert({kName, {"text " + std::to_string(i) + std::string(40, 'a')}});
    texts.insert({kName, {"proof"}});
    const auto all = ask(texts);
    EXPECT_EQ(all.size(), 61U);
    EXPECT_THAT(all, testing::Contains("proof"));
}

TEST_F(DnsTextRecordsTest, AreNotLookedAtBeyondTheBound) {
    NameServer::Texts texts;
    for (int i = 0; i < 100; ++i)
        texts.insert({kName, {std::to_string(i) + std::string(240, 'a')}});
    expectSilent([&] { (void)ask(texts); });
}

TEST_F(DnsTextRecordsTest, OfAnAliasAreNotTheNames) {
    const NameServer::Texts texts{{"other.example", {"proof"}}};
    EXPECT_THAT(ask(texts, kName, {std::string("--cname=") + kName + ",other.example"}),
                testing::Not(testing::Contains("proof")));
}

TEST_F(DnsTextRecordsTest, AServerThatRefusesOrIsNotThereHasNotAnswered) {
    expectSilent([&] { (void)ask({}, "_concordat.adatum.test"); });
    expectSilent(
        [&] { (void)DnsTextRecords(at(port_, std::chrono::milliseconds(100))).textsOf(kName); });
}

/// A name server that takes questions and says nothing until it is told to.
class Mute {
public:
    struct Question {
        std::string bytes;
        sockaddr_in from{};
    };

    Mute() : socket_(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
        address_.sin_family = AF_INET;
        address_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address_;
        EXPECT_EQ(::bind(socket_, generic(address_), size), 0);
        EXPECT_EQ(::getsockname(socket_, generic(address_), &size), 0);
    }
    ~Mute() { ::close(socket_); }
    Mute(const Mute&) = delete;
    Mute& operator=(const Mute&) = delete;

    [[nodiscard]] unsigned short port() const { return ntohs(address_.sin_port); }

    /// Waits for the next question.
    [[nodiscard]] Question next() const {
        Question question;
        question.bytes.resize(512);
        socklen_t size = sizeof question.from;
        const auto length = ::recvfrom(socket_, question.bytes.data(), question.bytes.size(), 0,
                                       generic(question.from), &size);
        EXPECT_GT(length, 12);
        question.bytes.resize(static_cast<std::size_t>(std::max<ssize_t>(length, 12)));
        return question;
    }

    /// Says that there is no such name.
    void deny(Question question) const {
        question.bytes[2] = static_cast<char>(0x81);
        question.bytes[3] = static_cast<char>(0x83);
        EXPECT_GT(::sendto(socket_, question.bytes.data(), question.bytes.size(), 0,
                           generic(question.from), sizeof question.from),
                  0);
    }

private:
    static sockaddr* generic(sockaddr_in& address) { return reinterpret_cast<sockaddr*>(&address); }

    const int socket_;
    sockaddr_in address_{};
};

TEST(SilentNameServer, IsWaitedForNoLongerThanTheSettingsSay) {
    const Mute mute;
    DnsTextRecords records(at(mute.port(), std::chrono::milliseconds(100)));
    expectSilent([&] { (void)records.textsOf(kName); });
    EXPECT_THAT(mute.next().bytes, testing::HasSubstr("adatum"));
}

TEST(SilentNameServer, HoldsUpSoManyAndNoMore) {
    const Mute mute;
    DnsTextRecords records(at(mute.port(), std::chrono::minutes(5)));
    std::vector<std::thread> waiting;
    const auto ask = [&] {
        waiting.emplace_back([&] { EXPECT_THAT(records.textsOf(kName), IsEmpty()); });
    };
    std::vector<Mute::Question> questions;
    for (auto i = 0; i < DnsTextRecords::kMostAtOnce; ++i) {
        ask();
        questions.push_back(mute.next());
    }
    expectSilent([&] { (void)records.textsOf(kName); });
    for (const auto& question : questions) mute.deny(question);
    for (auto& one : waiting) one.join();
    waiting.clear();
    ask();
    mute.deny(mute.next());
    waiting.front().join();
}

/// An answer, put together byte by byte.
class Answer {
public:
    explicit Answer(const std::string& question) {
        bytes_ = std::string("\x12\x34\x81\x80\0\1\0\0\0\0\0\0", 12) + nameOf(question) +
                 std::string("\0\x10\0\1", 4);
    }

    Answer& add(const std::string& name, const std::string& data, char type = 16, char kind = 1) {
        const auto size = static_cast<char>(data.size());
        bytes_ += nameOf(name) + std::string("\0", 1) + type + std::string("\0", 1) + kind +
                  std::string("\0\0\0\0\0", 5) + size + data;
        ++bytes_[7];
        return *this;
    }

    [[nodiscard]] const std::string& bytes() const { return bytes_; }

private:
    static std::string nameOf(std::string name) {
        std::string encoded;
        for (std::size_t dot = name.find('.');; dot = name.find('.')) {
            const auto label = name.substr(0, dot);
            encoded += static_cast<char>(label.size()) + label;
            if (dot == std::string::npos) return encoded + std::string("\0", 1);
            name.erase(0, dot + 1);
        }
    }

    std::string bytes_;
};

TEST(DnsAnswer, OnlyTextsOfTheAskedNameCount) {
    Answer answer("a.example");
    answer.add("b.example", "\5other")
        .add("A.EXAMPLE", "\5proof")
        .add("a.example.example", "\5below")
        .add("a.example", "\5chaos", 16, 3)
        .add("a.example", "\5alias", 5);
    EXPECT_THAT(textsIn(answer.bytes(), "a.example"), ElementsAre("proof"));
    EXPECT_THAT(textsIn(Answer("a.example").bytes(), "a.example"), IsEmpty());
}

TEST(DnsAnswer, PiecesAreJoinedAndMustFit) {
    EXPECT_THAT(textsIn(Answer("a.example").add("a.example", std::string("\2ab\0\1c", 6)).bytes(),
                        "a.example"),
                ElementsAre("abc"));
    expectSilent([] {
        (void)textsIn(Answer("a.example").add("a.example", "\6short").bytes(), "a.example");
    });
}

TEST(DnsAnswer, OneThatIsCutAnywhereIsNone) {
    const auto whole = Answer("a.example").add("a.example", "\5proof").bytes();
    for (std::size_t size = 0; size < whole.size(); ++size)
        expectSilent([&] { (void)textsIn(whole.substr(0, size), "a.example"); });
    expectSilent([&] { (void)textsIn(whole + std::string(16'384, 'a'), "a.example"); });
}

TEST(DnsAnswer, NamesThatPointAtThemselvesEnd) {
    auto looping =
        Answer("a.example").bytes() + std::string("\xc0\x1b\0\x10\0\1\0\0\0\0\0\1\0", 13);
    ++looping[7];
    expectSilent([&] { (void)textsIn(looping, "a.example"); });
}

}  // namespace
}  // namespace concordat::runtime
