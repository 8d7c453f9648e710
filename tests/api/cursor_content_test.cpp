#include <cstdint>
#include <gtest/gtest.h>
#include <limits>
#include <set>
#include <stdexcept>
#include <string>

#include "core/api/cursor.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"

namespace concordat::api {
namespace {

template <typename Read>
bool isRefused(Read read) {
    try {
        read();
        return false;
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::InvalidRequest);
        EXPECT_EQ(error.code(), codes::kBadContinuationToken);
        return true;
    }
}

bool refusesCustomers(const std::string& content) {
    return isRefused([&] { (void)decodeCustomerCursor(content); });
}

bool refusesAudit(const std::string& content) {
    return isRefused([&] { (void)decodeAuditCursor(content); });
}

CustomerCursor customers() {
    CustomerCursor cursor;
    cursor.size = 100;
    cursor.prefix = "ad";
    cursor.part = "ven";
    cursor.first = {"adatum", CustomerId{makeRandomUuid()}};
    cursor.last = {"adventure", CustomerId{makeRandomUuid()}};
    return cursor;
}

AuditCursor audits() {
    AuditCursor cursor;
    cursor.query.size = 100;
    cursor.query.company_substring = "ad";
    cursor.query.after = {fromMicroseconds(7), makeRandomUuid()};
    return cursor;
}

bool refusesUsers(const std::string& content) {
    return isRefused([&] { (void)decodeUserCursor(content); });
}

UserCursor users() {
    UserCursor cursor;
    cursor.customer = CustomerId{makeRandomUuid()};
    cursor.query.role = accounts::DirectoryRole::HelpdeskAdministrator;
    cursor.query.order = accounts::UserOrder::PrincipalName;
    cursor.query.descending = true;
    cursor.query.state = accounts::UserState::Inactive;
    cursor.query.size = 7;
    cursor.first = {"ana", UserId{makeRandomUuid()}};
    cursor.last = {"zoe", UserId{makeRandomUuid()}};
    return cursor;
}

TEST(CursorContentEdges, KeepsAllOfAListOfUsers) {
    const auto cursor = users();
    const auto back = decodeUserCursor(encode(cursor));
    EXPECT_EQ(back.customer, cursor.customer);
    EXPECT_EQ(back.query.role, cursor.query.role);
    EXPECT_EQ(back.query.order, cursor.query.order);
    EXPECT_TRUE(back.query.descending);
    EXPECT_EQ(back.query.state, cursor.query.state);
    EXPECT_EQ(back.query.size, 7U);
    EXPECT_EQ(back.first.key, "ana");
    EXPECT_EQ(back.first.id, cursor.first.id);
    EXPECT_EQ(back.last.id, cursor.last.id);
    auto any = users();
    any.query.role.reset();
    EXPECT_EQ(decodeUserCursor(encode(any)).query.role, std::nullopt);
}

TEST(CursorContentEdges, RefusesWhatIsNoListOfUsers) {
    const auto good = encode(users());
    for (std::size_t size = 0; size < good.size(); ++size)
        EXPECT_TRUE(refusesUsers(good.substr(0, size))) << size;
    EXPECT_TRUE(refusesUsers(good + "x"));
    // Behind format and customer: state, role, order, direction, each beyond its last value.
    constexpr std::size_t kState = 17;
    const auto with = [&](std::size_t at, char value) {
        auto content = good;
        content[at] = value;
        return content;
    };
    EXPECT_TRUE(refusesUsers(with(0, 'x')));
    EXPECT_TRUE(refusesUsers(with(kState, 0)));
    EXPECT_TRUE(refusesUsers(with(kState, 3)));
    EXPECT_TRUE(refusesUsers(with(kState + 1, 6)));
    EXPECT_TRUE(refusesUsers(with(kState + 2, 3)));
    EXPECT_TRUE(refusesUsers(with(kState + 3, 2)));
}

TEST(CursorContentEdges, TakesEverySizeOfAPage) {
    for (const std::uint32_t size : {1U, 2U, 100U, 499U, 500U}) {
        auto cursor = customers();
        cursor.size = size;
        EXPECT_EQ(decodeCustomerCursor(encode(cursor)).size, size);
        auto audit = audits();
        audit.query.size = size;
        EXPECT_EQ(decodeAuditCursor(encode(audit)).query.size, size);
    }
    for (const std::uint32_t size : {0U, 501U, 65535U}) {
        auto cursor = customers();
        cursor.size = size;
        EXPECT_TRUE(refusesCustomers(encode(cursor))) << size;
        auto audit = audits();
        audit.query.size = size;
        EXPECT_TRUE(refusesAudit(encode(audit))) << size;
    }
}

TEST(CursorContentEdges, KeepsTextsOfAnyBytes) {
    for (const auto& text : {std::string(), std::string("\0", 1), std::string("a\0b", 3),
                             std::string("\xFF"), std::string("ação"), std::string(65535, 'x')}) {
        auto cursor = customers();
        cursor.prefix = text;
        cursor.first.key = text;
        cursor.last.key = text;
        const auto back = decodeCustomerCursor(encode(cursor));
        EXPECT_EQ(back.prefix, text);
        EXPECT_EQ(back.first.key, text);
        EXPECT_EQ(back.last.key, text);
        EXPECT_EQ(back.first.id, cursor.first.id);
    }
}

TEST(CursorContentEdges, KeepsEveryTime) {
    for (const auto microseconds :
         {std::numeric_limits<std::int64_t>::min(), std::int64_t{-1}, std::int64_t{0},
          std::int64_t{1}, std::numeric_limits<std::int64_t>::max()}) {
        auto cursor = audits();
        cursor.query.from = fromMicroseconds(microseconds);
        cursor.query.to = fromMicroseconds(microseconds);
        cursor.query.after->first = fromMicroseconds(microseconds);
        const auto back = decodeAuditCursor(encode(cursor)).query;
        EXPECT_EQ(back.from, cursor.query.from);
        EXPECT_EQ(back.to, cursor.query.to);
        EXPECT_EQ(back.after, cursor.query.after);
    }
}

TEST(CursorContentEdges, TellsANilCustomerFromNone) {
    auto cursor = audits();
    EXPECT_EQ(decodeAuditCursor(encode(cursor)).query.customer, std::nullopt);
    cursor.query.customer = CustomerId{};
    EXPECT_EQ(decodeAuditCursor(encode(cursor)).query.customer, CustomerId{});
}

TEST(CursorContentEdges, KeepsEveryResourceType) {
    for (const auto type :
         {audit::ResourceType::Customer, audit::ResourceType::PartnerCustomerRelationship,
          audit::ResourceType::PartnerProfile}) {
        auto cursor = audits();
        cursor.query.resource = type;
        EXPECT_EQ(decodeAuditCursor(encode(cursor)).query.resource, type);
    }
    EXPECT_EQ(decodeAuditCursor(encode(audits())).query.resource, std::nullopt);
}

TEST(CursorContentEdges, RefusesEveryShorterText) {
    const auto of_customers = encode(customers());
    for (std::size_t size = 0; size < of_customers.size(); ++size)
        EXPECT_TRUE(refusesCustomers(of_customers.substr(0, size))) << size;
    const auto of_audits = encode(audits());
    for (std::size_t size = 0; size < of_audits.size(); ++size)
        EXPECT_TRUE(refusesAudit(of_audits.substr(0, size))) << size;
}

TEST(CursorContentEdges, RefusesEveryLongerText) {
    for (const auto& more : {std::string("\0", 1), std::string("x"), std::string(100, 'x')}) {
        EXPECT_TRUE(refusesCustomers(encode(customers()) + more));
        EXPECT_TRUE(refusesAudit(encode(audits()) + more));
    }
}

TEST(CursorContentEdges, RefusesEveryOtherFormat) {
    auto of_customers = encode(customers());
    auto of_audits = encode(audits());
    for (int format = 0; format < 256; ++format) {
        if (format == 2) continue;
        of_customers[0] = static_cast<char>(format);
        of_audits[0] = static_cast<char>(format);
        EXPECT_TRUE(refusesCustomers(of_customers)) << format;
        EXPECT_TRUE(refusesAudit(of_audits)) << format;
    }
}

TEST(CursorContentEdges, RefusesAnOrderThatIsNone) {
    auto content = encode(customers());
    for (int order = 2; order < 256; ++order) {
        content[1] = static_cast<char>(order);
        EXPECT_TRUE(refusesCustomers(content)) << order;
    }
}

TEST(CursorContentEdges, RefusesALengthThatReachesBeyondItsEnd) {
    auto content = encode(customers());
    content[4] = '\xFF';  // the length of the prefix
    EXPECT_TRUE(refusesCustomers(content));
}

TEST(CursorSignerEdges, SealsTheSameContentDifferentlyForEachPartnerListAndCloud) {
    const std::string key(32, 'k');
    const CursorSigner one(key, "one");
    const CursorSigner other(key, "other");
    std::set<std::string> tokens;
    for (int i = 0; i < 4; ++i) {
        const PartnerId partner{makeRandomUuid()};
        for (const auto kind : {CursorKind::Customers, CursorKind::AuditRecords})
            for (const auto* signer : {&one, &other})
                tokens.insert(signer->seal(partner, kind, "x"));
    }
    EXPECT_EQ(tokens.size(), 16U);
}

TEST(CursorSignerEdges, OpensEveryContentThatItSeals) {
    const CursorSigner signer(std::string(64, 'k'), "cloud");
    const PartnerId partner{makeRandomUuid()};
    for (const auto& content :
         {std::string(), std::string("\0", 1), std::string(1, '\xFF'), std::string(3000, 'x')})
        EXPECT_EQ(signer.open(partner, CursorKind::Customers,
                              signer.seal(partner, CursorKind::Customers, content)),
                  content);
}

TEST(CursorSignerEdges, SealsInCharactersThatAHeaderCarries) {
    const CursorSigner signer(std::string(32, 'k'), "cloud");
    const PartnerId partner{makeRandomUuid()};
    std::string content;
    for (int byte = 0; byte < 256; ++byte) {
        content.push_back(static_cast<char>(byte));
        for (const char c : signer.seal(partner, CursorKind::Customers, content))
            EXPECT_TRUE(c > 0x20 && c < 0x7F && c != '"' && c != '\\' && c != ',') << int(c);
    }
}

TEST(CursorSignerEdges, WantsThirtyTwoBytesOfKeyAndNotOneLess) {
    EXPECT_THROW(CursorSigner(std::string(31, 'k'), "cloud"), std::invalid_argument);
    EXPECT_THROW(CursorSigner("", "cloud"), std::invalid_argument);
    EXPECT_NO_THROW(CursorSigner(std::string(32, 'k'), "cloud"));
}

}  // namespace
}  // namespace concordat::api
