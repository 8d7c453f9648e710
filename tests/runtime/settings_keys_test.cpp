#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include "tests/runtime/settings_table.hpp"

namespace concordat::runtime {
namespace {

using testing::HasSubstr;

TEST(SettingsKeys, AreInOrderInTheFilesThatTheTablesStartFrom) {
    EXPECT_EQ(complaintWith({kProduction, "data_dir"}, "/data"), "accepted");
    EXPECT_EQ(complaintWith({kDevelopment, "data_dir"}, "/data"), "accepted");
}

TEST(SettingsKeys, OfOneValueTakeNoListAndNoMapping) {
    const auto texts = inProduction({"environment",
                                     "data_dir",
                                     "administration.listen",
                                     "administration.tls.certificate",
                                     "administration.tls.key",
                                     "threads.event_threads",
                                     "threads.workers",
                                     "threads.queue",
                                     "limits.head_bytes",
                                     "limits.body_bytes",
                                     "limits.head_seconds",
                                     "limits.body_seconds",
                                     "limits.idle_seconds",
                                     "limits.requests_per_connection",
                                     "limits.connections",
                                     "c.id",
                                     "c.plugin.file",
                                     "c.plugin.sha256",
                                     "c.plugin.restart_on_hang",
                                     "c.listen",
                                     "c.tls.certificate",
                                     "c.tls.key",
                                     "c.consent_url",
                                     "c.agreements.folder",
                                     "c.agreements.public_url",
                                     "c.access_log.file",
                                     "c.access_log.location",
                                     "c.store.backend",
                                     "c.store.location",
                                     "c.store.pool",
                                     "c.store.host",
                                     "c.store.port",
                                     "c.store.database",
                                     "c.store.user",
                                     "c.store.password_file",
                                     "c.store.owner",
                                     "c.store.owner_password_file",
                                     "c.store.root_certificate",
                                     "c.store.sslmode",
                                     "c.identity.external.discovery_uri",
                                     "c.identity.external.jwks_uri",
                                     "c.identity.external.ca_file",
                                     "c.identity.external.location",
                                     "c.master_key_file",
                                     "c.throttling.requests_per_minute",
                                     "c.webhooks.public_url",
                                     "c.webhooks.certificate",
                                     "c.webhooks.key",
                                     "c.webhooks.previous_certificate",
                                     "c.webhooks.ca_file",
                                     "c.webhooks.allow_private",
                                     "c.webhooks.workers",
                                     "c.webhooks.first_pause_seconds"});
    expectComplaints(texts, {"[x]", "[1, 2]", "[]", "{}", "{x: y}"}, "must be one value");
    expectComplaints(
        inDevelopment({"seed_file", "c.store.file", "c.store.synchronous",
                       "c.identity.built_in.issuer", "c.identity.built_in.signing_key_file"}),
        {"[x]", "[]", "{}", "{x: y}"}, "must be one value");
}

TEST(SettingsKeys, OfSeveralValuesTakeNoMapping) {
    expectComplaints(
        inProduction({"c.trusted_proxies", "c.identity.external.issuers",
                      "c.identity.external.audiences", "c.identity.external.application_audiences",
                      "c.identity.external.claims.tenant", "c.identity.external.claims.application",
                      "c.identity.external.claims.user", "c.identity.external.claims.user_name",
                      "c.identity.external.claims.roles", "c.identity.external.claims.role_text"}),
        {"{x: y}", "{}", "[[x]]", "[{x: y}]"}, "must be a list of values");
    expectComplaints(inDevelopment({"c.identity.built_in.audiences",
                                    "c.identity.built_in.application_audiences"}),
                     {"{x: y}", "[[x]]"}, "must be a list of values");
}

TEST(SettingsKeys, OfSectionsTakeNoTextAndNoList) {
    expectComplaints(inProduction({"administration", "administration.tls", "threads", "limits",
                                   "c.plugin", "c.plugin.settings", "c.tls", "c.access_log",
                                   "c.store", "c.identity", "c.identity.external",
                                   "c.identity.external.claims", "c.throttling", "c.webhooks"}),
                     {"x", "7", "[]", "[{x: y}]"}, "must be a mapping");
    expectComplaints(inDevelopment({"c.identity.built_in"}), {"x", "true", "[x]"},
                     "must be a mapping");
}

TEST(SettingsKeys, OfSectionsNameAKeyThatTheyDoNotHave) {
    for (const auto* path :
         {"x_y", "administration.x_y", "administration.tls.x_y", "threads.x_y", "limits.x_y",
          "c.x_y", "c.plugin.x_y", "c.tls.x_y", "c.access_log.x_y", "c.store.x_y", "c.identity.x_y",
          "c.identity.external.x_y", "c.identity.external.claims.x_y", "c.throttling.x_y",
          "c.webhooks.x_y"}) {
        const Setting setting{kProduction, path};
        EXPECT_THAT(complaintWith(setting, "1"),
                    HasSubstr("'" + setting.named() + "' is not a setting"));
    }
    EXPECT_EQ(complaintWith({kProduction, "c.plugin.settings.x_y"}, "1"), "accepted");
}

TEST(SettingsKeys, AreMissedWhereTheyMustBe) {
    auto needed = inProduction({"environment",
                                "data_dir",
                                "administration",
                                "administration.listen",
                                "administration.tls.certificate",
                                "administration.tls.key",
                                "clouds",
                                "c.id",
                                "c.plugin",
                                "c.plugin.file",
                                "c.listen",
                                "c.tls.certificate",
                                "c.tls.key",
                                "c.access_log.location",
                                "c.store",
                                "c.store.backend",
                                "c.store.location",
                                "c.store.host",
                                "c.store.database",
                                "c.store.user",
                                "c.identity",
                                "c.identity.external.issuers",
                                "c.identity.external.audiences",
                                "c.identity.external.location",
                                "c.master_key_file",
                                "c.webhooks.receivers",
                                "c.webhooks.public_url",
                                "c.webhooks.certificate",
                                "c.webhooks.key"});
    expectComplaints(needed, {"", "null", "~"}, "is missing");
    expectComplaints(inDevelopment({"c.identity.built_in.audiences"}), {"", "null"}, "is missing");
}

TEST(SettingsKeys, MayBeLeftOutWhereTheyHaveADefault) {
    for (const auto* path : {"threads",
                             "threads.event_threads",
                             "threads.workers",
                             "threads.queue",
                             "limits",
                             "limits.head_bytes",
                             "limits.body_bytes",
                             "limits.head_seconds",
                             "limits.body_seconds",
                             "limits.idle_seconds",
                             "limits.requests_per_connection",
                             "limits.connections",
                             "administration.tls",
                             "c.plugin.sha256",
                             "c.plugin.restart_on_hang",
                             "c.plugin.settings",
                             "c.tls",
                             "c.access_log",
                             "c.trusted_proxies",
                             "c.consent_url",
                             "c.agreements",
                             "c.agreements.folder",
                             "c.agreements.public_url",
                             "c.store.pool",
                             "c.store.port",
                             "c.store.password_file",
                             "c.store.owner",
                             "c.store.owner_password_file",
                             "c.store.root_certificate",
                             "c.store.sslmode",
                             "c.identity.external.application_audiences",
                             "c.identity.external.discovery_uri",
                             "c.identity.external.jwks_uri",
                             "c.identity.external.ca_file",
                             "c.identity.external.claims",
                             "c.throttling",
                             "c.webhooks",
                             "c.webhooks.previous_certificate",
                             "c.webhooks.ca_file",
                             "c.webhooks.allow_private",
                             "c.webhooks.workers",
                             "c.webhooks.first_pause_seconds"})
        for (const auto* value : {"", "null"})
            EXPECT_EQ(complaintWith({kProduction, path}, value), "accepted") << path;
}

}  // namespace
}  // namespace concordat::runtime
