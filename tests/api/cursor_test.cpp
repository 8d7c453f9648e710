#include "core/api/cursor.hpp"

#include <gtest/gtest.h>
#include <stdexcept>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/text.hpp"

namespace concordat::api {
namespace {

const std::string kKey(32, 'k');

class CursorTest : public testing::Test {
protected:
    bool opens(const CursorSigner& signer, const PartnerId& partner, CursorKind kind,
               std::string_view token) {
        try {
            (void)signer.open(partner, kind, token);
            return true;
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), codes::kBadContinuationToken);
            return false;
        }
    }

    CursorSigner signer_{kKey, "example"};
    PartnerId partner_{makeRandomUuid()};
    PartnerId other_{makeRandomUuid()};
};

TEST_F(CursorTest, OpensOnlyForItsPartnerListCloudAndKey) {
    const auto token = signer_.seal(partner_, CursorKind::Customers, "content");
    EXPECT_EQ(signer_.open(partner_, CursorKind::Customers, token), "content");
    EXPECT_FALSE(opens(signer_, other_, CursorKind::Customers, token));
    EXPECT_FALSE(opens(signer_, partner_, CursorKind::AuditRecords, token));
    EXPECT_FALSE(opens(CursorSigner(kKey, "other"), partner_, CursorKind::Customers, token));
    EXPECT_FALSE(opens(CursorSigner(std::string(32, 'x'), "example"), partner_,
                       CursorKind::Customers, token));
}

TEST_F(CursorTest, RefusesEveryChangedCharacter) {
    const auto token = signer_.seal(partner_, CursorKind::Customers, "content");
    for (std::size_t at = 0; at < token.size(); ++at) {
        auto changed = token;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(opens(signer_, partner_, CursorKind::Customers, changed)) << at;
    }
    for (const auto& text : {std::string(), std::string("A"), std::string("!!!!"), token + "A",
                             token + "=", std::string(5000, 'A')})
        EXPECT_FALSE(opens(signer_, partner_, CursorKind::Customers, text));
}

TEST_F(CursorTest, RefusesAShortKey) {
    EXPECT_THROW(CursorSigner("short", "example"), std::invalid_argument);
}

TEST_F(CursorTest, OpensTheLongestThatAListGivesOut) {
    CustomerCursor cursor;
    cursor.size = 500;
    cursor.prefix = std::string(kMostListKey, 'p');
    cursor.first = {std::string(kMostListKey, 'f'), CustomerId{makeRandomUuid()}};
    cursor.last = {std::string(kMostListKey, 'l'), CustomerId{makeRandomUuid()}};
    const auto content = encode(cursor);
    const auto token = signer_.seal(partner_, CursorKind::Customers, content);
    EXPECT_EQ(signer_.open(partner_, CursorKind::Customers, token), content);
}

TEST_F(CursorTest, GivesOutNoneThatItWouldRefuse) {
    EXPECT_THROW((void)signer_.seal(partner_, CursorKind::Customers, std::string(kMostToken, 'x')),
                 Error);
}

TEST(CustomerCursor, ComesBackAsItWas) {
    CustomerCursor cursor;
    cursor.order = accounts::CustomerOrder::Domain;
    cursor.size = 500;
    cursor.prefix = "ab";
    cursor.first = {"abc", CustomerId{makeRandomUuid()}};
    cursor.last = {std::string(300, 'x'), CustomerId{makeRandomUuid()}};
    const auto back = decodeCustomerCursor(encode(cursor));
    EXPECT_EQ(back.order, cursor.order);
    EXPECT_EQ(back.size, cursor.size);
    EXPECT_EQ(back.prefix, cursor.prefix);
    EXPECT_EQ(back.first.key, cursor.first.key);
    EXPECT_EQ(back.last.id, cursor.last.id);
}

TEST(AuditCursor, ComesBackAsItWas) {
    AuditCursor cursor;
    cursor.query.from = fromMicroseconds(-5);
    cursor.query.to = fromMicroseconds(7);
    cursor.query.customer = CustomerId{makeRandomUuid()};
    cursor.query.resource = audit::ResourceType::PartnerProfile;
    cursor.query.size = 1;
    cursor.query.after = {fromMicroseconds(3), makeRandomUuid()};
    const auto back = decodeAuditCursor(encode(cursor)).query;
    EXPECT_EQ(back.from, cursor.query.from);
    EXPECT_EQ(back.to, cursor.query.to);
    EXPECT_EQ(back.customer, cursor.query.customer);
    EXPECT_EQ(back.resource, cursor.query.resource);
    EXPECT_EQ(back.after, cursor.query.after);
}

TEST(CursorContent, RefusesWhatTheWritersDoNotWrite) {
    CustomerCursor cursor;
    cursor.size = 10;
    const auto good = encode(cursor);
    for (std::size_t size = 0; size < good.size(); ++size)
        EXPECT_THROW((void)decodeCustomerCursor(good.substr(0, size)), Error) << size;
    EXPECT_THROW((void)decodeCustomerCursor(good + "x"), Error);
    cursor.size = 0;
    EXPECT_THROW((void)decodeCustomerCursor(encode(cursor)), Error);
    cursor.size = 501;
    EXPECT_THROW((void)decodeCustomerCursor(encode(cursor)), Error);
}

}  // namespace
}  // namespace concordat::api
