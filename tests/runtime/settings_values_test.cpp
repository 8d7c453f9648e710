#include <cstdint>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include "tests/runtime/settings_table.hpp"

namespace concordat::runtime {
namespace {

using testing::HasSubstr;
using testing::Not;

struct Range {
    const char* path;
    std::uint64_t lowest;
    std::uint64_t highest;
};

TEST(SettingsValues, OfNumbersHoldAtTheirLimits) {
    constexpr std::uint64_t kMebibyte = 1024UL * 1024UL;
    for (const auto& [path, lowest, highest] :
         {Range{"threads.event_threads", 0, 256}, Range{"threads.workers", 1, 4096},
          Range{"threads.queue", 1, 1'000'000}, Range{"limits.head_bytes", 8192, kMebibyte},
          Range{"limits.body_bytes", 1024, 64 * kMebibyte}, Range{"limits.head_seconds", 1, 86'400},
          Range{"limits.body_seconds", 1, 86'400}, Range{"limits.idle_seconds", 1, 86'400},
          Range{"limits.requests_per_connection", 1, 1'000'000'000},
          Range{"limits.connections", 1, 1'000'000}, Range{"c.store.pool", 1, 512},
          Range{"c.store.port", 1, 65'535},
          Range{"c.throttling.requests_per_minute", 0, 1'000'000'000},
          Range{"c.webhooks.workers", 1, 64}, Range{"c.webhooks.first_pause_seconds", 1, 3600}}) {
        const Setting setting{kProduction, path};
        EXPECT_EQ(complaintWith(setting, std::to_string(lowest)), "accepted") << path;
        EXPECT_EQ(complaintWith(setting, std::to_string(highest)), "accepted") << path;
        const auto complaint = "' is not a whole number from " + std::to_string(lowest) + " to " +
                               std::to_string(highest);
        for (const auto& value :
             {std::to_string(highest + 1),
              std::to_string(lowest == 0 ? -1 : static_cast<int>(lowest) - 1), std::string("x"),
              std::string("1.5"), std::string("1e3"), std::string("0x10"), std::string("' 9'"),
              std::string("9s"), std::string("18446744073709551616"), std::string("true"),
              std::string("+2000")})
            EXPECT_THAT(complaintWith(setting, value), HasSubstr(complaint))
                << path << ": " << value;
    }
}

TEST(SettingsValues, OfYesOrNoTakeTrueAndFalseAlone) {
    for (const auto* path : {"c.plugin.restart_on_hang", "c.webhooks.allow_private"})
        for (const auto* value : {"yes", "no", "on", "1", "0", "True", "FALSE", "maybe"})
            EXPECT_THAT(complaintWith({kProduction, path}, value),
                        HasSubstr("must be true or false"))
                << path << ": " << value;
}

TEST(SettingsValues, OfWordsTakeTheirWordsInTheirCaseAlone) {
    expectComplaints(inProduction({"environment"}), {"Production", "PRODUCTION", "prod", "''''"},
                     "'");
    expectComplaints(inProduction({"c.store.backend"}), {"PostgreSQL", "sqlite", "mysql"}, "'");
    expectComplaints(inDevelopment({"c.store.synchronous"}), {"FULL", "2", "extra"}, "'");
    expectComplaints(inProduction({"c.store.sslmode"}), {"Verify-Full", "on", "true"}, "'");
}

TEST(SettingsValues, OfWebhooksLeadOutOfTheNetworkAndInProductionOverTls) {
    const auto complaint = [](const char* path, const char* value) {
        return complaintWith({kProduction, path}, value);
    };
    EXPECT_THAT(complaint("c.webhooks.allow_private", "true"), HasSubstr("for development only"));
    EXPECT_THAT(complaint("c.webhooks.public_url", "http://api.example"),
                HasSubstr("must begin with https://"));
    for (const auto* url : {"api.example", "https://api.example/", "https://u@api.example"})
        EXPECT_THAT(complaint("c.webhooks.public_url", url), HasSubstr("must be an address"))
            << url;
    for (const auto* host : {"https://a.example", "A.example", "a.*.example", "a.example:443"})
        EXPECT_THAT(complaint("c.webhooks.receivers",
                              ("[{host: \"" + std::string(host) + "\", location: de}]").c_str()),
                    HasSubstr("must be a host in small letters"))
            << host;
    EXPECT_THAT(complaint("c.webhooks.receivers", "[{host: a.example}]"),
                HasSubstr("'clouds[0].webhooks.receivers[0].location' is missing"));
    EXPECT_THAT(complaint("c.webhooks.receivers", "[{location: de}]"),
                HasSubstr("'clouds[0].webhooks.receivers[0].host' is missing"));
}

TEST(SettingsValues, NeverShowASecretInAComplaint) {
    EXPECT_THAT(complaintWith({kProduction, "c.store.passwrd"}, "hunter2"),
                Not(HasSubstr("hunter2")));
    EXPECT_THAT(complaintWith({kProduction, "c.master_key"}, "0123abcd"),
                Not(HasSubstr("0123abcd")));
}

}  // namespace
}  // namespace concordat::runtime
