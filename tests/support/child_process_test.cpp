#include "tests/support/child_process.hpp"

#include <csignal>
#include <gtest/gtest.h>
#include <stdexcept>

#include "tests/support/http_client.hpp"

namespace concordat::testing_support {
namespace {

TEST(ChildProcessTest, GivesTheLineThatWasWaitedFor) {
    ChildProcess child({"sh", "-c", "echo first; echo port=\"$PORT\" ready; exec cat"},
                       {{"PORT", "7"}});
    EXPECT_EQ(child.waitForLine("ready"), "port=7 ready");
    EXPECT_EQ(child.waitForLine("first"), "first");
}

TEST(ChildProcessTest, KeepsErrorsWithTheOutput) {
    ChildProcess child({"sh", "-c", "echo oops >&2"});
    EXPECT_EQ(child.waitForLine("oops"), "oops");
}

TEST(ChildProcessTest, SaysWhatAProgramWroteInsteadOfTheLine) {
    ChildProcess child({"sh", "-c", "echo cannot listen"});
    try {
        (void)child.waitForLine("ready");
        FAIL() << "the line was never written";
    } catch (const std::runtime_error& error) {
        EXPECT_NE(std::string(error.what()).find("cannot listen"), std::string::npos);
    }
}

TEST(ChildProcessTest, TellsExitStatusAndSignal) {
    ChildProcess quits({"sh", "-c", "exit 3"});
    EXPECT_EQ(quits.wait(), 3);
    ChildProcess killed({"cat", "/dev/zero"});
    killed.signal(SIGKILL);
    EXPECT_EQ(killed.wait(), 128 + SIGKILL);
}

TEST(ChildProcessTest, AProgramThatDoesNotExistEndsAtOnce) {
    ChildProcess child({"no-such-program-anywhere"});
    EXPECT_EQ(child.wait(), 127);
}

TEST(HttpClientTest, NothingIsTheAnswerOfNobody) {
    EXPECT_EQ(HttpClient(findFreePort()).send({}).has_value(), false);
}

TEST(HttpClientTest, EncodesAsFormsAndBasicAuthenticationDo) {
    EXPECT_EQ(percentEncoded("https://a b/?c=d&e+f"), "https%3A%2F%2Fa%20b%2F%3Fc%3Dd%26e%2Bf");
    EXPECT_EQ(base64("user:password"), "dXNlcjpwYXNzd29yZA==");
}

}  // namespace
}  // namespace concordat::testing_support
