#include "core/partners/partner_directory.hpp"

#include <gtest/gtest.h>

#include "tests/partners/memory_partner_store.hpp"

namespace concordat::partners {
namespace {

using std::chrono::seconds;

class PartnerDirectoryTest : public testing::Test {
protected:
    PartnerDirectoryTest() { store_.partner.id = PartnerId{makeRandomUuid()}; }

    OnePartnerStore store_;
    PartnerDirectory directory_{store_};
    Instant now_ = fromMicroseconds(1'000'000'000);
};

TEST_F(PartnerDirectoryTest, AsksTheStoreOnceWhileTheAnswerIsFresh) {
    EXPECT_TRUE(directory_.find(store_.partner.id, now_));
    EXPECT_TRUE(directory_.find(store_.partner.id, now_ + seconds(4)));
    EXPECT_EQ(store_.asked, 1);
}

TEST_F(PartnerDirectoryTest, SeesASuspensionWhenTheAnswerIsOld) {
    (void)directory_.find(store_.partner.id, now_);
    (void)store_.setState(store_.partner.id, PartnerState::Suspended);
    EXPECT_EQ(directory_.find(store_.partner.id, now_ + seconds(5))->state,
              PartnerState::Suspended);
}

TEST_F(PartnerDirectoryTest, AClockThatWentBackMakesAnswersOld) {
    (void)directory_.find(store_.partner.id, now_);
    (void)directory_.find(store_.partner.id, now_ - seconds(60));
    EXPECT_EQ(store_.asked, 2);
}

TEST_F(PartnerDirectoryTest, ATenantThatIsNoPartnerIsNull) {
    EXPECT_FALSE(directory_.find({makeRandomUuid()}, now_));
}

TEST_F(PartnerDirectoryTest, RememberedNeverAsksTheStore) {
    EXPECT_FALSE(directory_.remembered(store_.partner.id, now_));
    EXPECT_EQ(store_.asked, 0);
}

}  // namespace
}  // namespace concordat::partners
