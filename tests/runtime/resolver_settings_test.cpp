#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include "core/runtime/residency.hpp"
#include "tests/runtime/settings_table.hpp"

/// The settings of the name server that is asked whose domains are.
namespace concordat::runtime {
namespace {

using testing::HasSubstr;

const std::string kWithResolver =
    std::string(kProduction) + "    dns: {resolver: '127.0.0.1:5353', location: de}\n";

std::string complaint(const std::string& path, const std::string& value) {
    return complaintWith({kWithResolver.c_str(), path}, value);
}

Settings read(const std::string& text) {
    const TemporaryFolder folder;
    return readSettings(folder.write("a.yaml", text), surroundingsWith());
}

TEST(ResolverSettings, NameOneServerAndWhereItIs) {
    const auto settings = read(kWithResolver);
    const auto& resolver = settings.clouds.front().resolver;
    EXPECT_TRUE(resolver.isOn());
    EXPECT_EQ(resolver.address, "127.0.0.1");
    EXPECT_EQ(resolver.port, 5353);
    EXPECT_EQ(resolver.location, "de");
    EXPECT_EQ(resolver.patience, std::chrono::seconds(3));
    EXPECT_FALSE(read(kProduction).clouds.front().resolver.isOn());
    EXPECT_EQ(complaint("c.dns", ""), "accepted");
    EXPECT_EQ(complaint("c.dns.resolver", "'[::1]:53'"), "accepted");
}

TEST(ResolverSettings, NeedAnAddressAPortAndALocation) {
    EXPECT_THAT(complaint("c.dns.resolver", ""), HasSubstr("is missing"));
    EXPECT_THAT(complaint("c.dns.location", ""), HasSubstr("is missing"));
    for (const auto* text : {"127.0.0.1", "resolver.example:53", "127.0.0.1:0", "'::1:53'", "53"})
        EXPECT_THAT(complaint("c.dns.resolver", text), HasSubstr("must be an address and a port"))
            << text;
    EXPECT_THAT(complaint("c.dns.x_y", "1"), HasSubstr("is not a setting"));
    EXPECT_THAT(complaint("c.dns", "x"), HasSubstr("must be a mapping"));
}

TEST(ResolverSettings, BoundHowLongIsWaited) {
    EXPECT_EQ(complaint("c.dns.patience_milliseconds", "100"), "accepted");
    EXPECT_EQ(complaint("c.dns.patience_milliseconds", "10000"), "accepted");
    for (const auto* value : {"99", "10001", "-1", "x"})
        EXPECT_NE(complaint("c.dns.patience_milliseconds", value), "accepted") << value;
}

TEST(ResolverSettings, MakeTheServerASinkOfTheCloud) {
    auto settings = read(kWithResolver).clouds.front();
    const auto resolverOf = [&] {
        for (const auto& sink : sinksOf(settings))
            if (sink.kind == SinkKind::NameServer) return sink;
        ADD_FAILURE();
        return Sink{};
    };
    EXPECT_EQ(resolverOf().location, "de");
    EXPECT_EQ(resolverOf().setting, "dns.location");
    EXPECT_EQ(resolverOf().destination, "127.0.0.1:5353");
    EXPECT_FALSE(resolverOf().outbound);
    settings.resolver.address = "192.0.2.1";
    EXPECT_TRUE(resolverOf().outbound);
    EXPECT_FALSE(resolverOf().encrypted);
    EXPECT_EQ(purposeOf(SinkKind::NameServer), "resolver");
}

}  // namespace
}  // namespace concordat::runtime
