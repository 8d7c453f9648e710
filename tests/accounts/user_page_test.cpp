#include "core/accounts/user_page.hpp"

#include <gtest/gtest.h>

namespace concordat::accounts {
namespace {

UserId idOf(unsigned number) {
    UserId id;
    id.value.bytes[15] = static_cast<std::uint8_t>(number);
    return id;
}

User user(unsigned number, std::string display_name) {
    User made;
    made.id = idOf(number);
    made.details.display_name = std::move(display_name);
    made.details.principal_name = "user" + std::to_string(number) + "@adatum.example.test";
    return made;
}

std::vector<User> people() {
    return {user(1, "Zoe"), user(2, "ábel"), user(3, "Mia"), user(4, "Abel"), user(5, "mia")};
}

std::string numbersOf(const UserPage& page) {
    std::string text;
    for (const auto& one : page.users) text += static_cast<char>('0' + one.id.value.bytes[15]);
    return text;
}

UserQuery byDisplayName(std::uint32_t size) {
    UserQuery query;
    query.order = UserOrder::DisplayName;
    query.size = size;
    return query;
}

TEST(SortedUsers, AreInTheOrderOfFoldedNamesAndThenOfIds) {
    const auto page = sortedPageOf(people(), byDisplayName(10));
    EXPECT_EQ(numbersOf(page), "24351");
    EXPECT_FALSE(page.has_next);
    EXPECT_FALSE(page.has_previous);
    auto query = byDisplayName(10);
    query.descending = true;
    EXPECT_EQ(numbersOf(sortedPageOf(people(), query)), "15342");
    query.order = UserOrder::PrincipalName;
    EXPECT_EQ(numbersOf(sortedPageOf(people(), query)), "54321");
}

TEST(SortedUsers, GoOnFromAPositionInBothDirections) {
    for (const bool descending : {false, true}) {
        auto query = byDisplayName(2);
        query.descending = descending;
        std::string walked;
        UserPage page = sortedPageOf(people(), query);
        while (true) {
            walked += numbersOf(page);
            if (!page.has_next) break;
            const auto& last = page.users.back();
            query.position = {sortKeyOf(last, query.order), last.id};
            page = sortedPageOf(people(), query);
            EXPECT_TRUE(page.has_previous);
        }
        EXPECT_EQ(walked, descending ? "15342" : "24351");
        query.direction = SeekDirection::Backward;
        const auto& first = page.users.front();
        query.position = {sortKeyOf(first, query.order), first.id};
        page = sortedPageOf(people(), query);
        EXPECT_EQ(numbersOf(page), descending ? "34" : "35");
        EXPECT_TRUE(page.has_next);
        EXPECT_TRUE(page.has_previous);
    }
}

TEST(SortedUsers, GoOnWhereAUserHasGone) {
    auto query = byDisplayName(2);
    query.position = {"abel", idOf(3)};
    EXPECT_EQ(numbersOf(sortedPageOf(people(), query)), "43");
}

TEST(SortedUsers, HaveALastPageAndPagesByNumber) {
    auto query = byDisplayName(2);
    query.direction = SeekDirection::Backward;
    EXPECT_EQ(numbersOf(sortedPageOf(people(), query)), "51");
    query.direction = SeekDirection::Forward;
    query.skip = 4;
    const auto page = sortedPageOf(people(), query);
    EXPECT_EQ(numbersOf(page), "1");
    EXPECT_TRUE(page.has_previous);
    query.skip = 40;
    EXPECT_EQ(numbersOf(sortedPageOf(people(), query)), "");
    EXPECT_TRUE(sortedPageOf({}, byDisplayName(2)).users.empty());
}

TEST(UsersInTheOrderOfCreation, AreWhatTheStoreReadWithoutTheOneTooMany) {
    UserQuery query;
    query.size = 2;
    auto page = pageOfRange({user(1, "a"), user(2, "b"), user(3, "c")}, query);
    EXPECT_EQ(numbersOf(page), "12");
    EXPECT_TRUE(page.has_next);
    EXPECT_FALSE(page.has_previous);
    query.position = {"", idOf(2)};
    page = pageOfRange({user(3, "c")}, query);
    EXPECT_FALSE(page.has_next);
    EXPECT_TRUE(page.has_previous);
    query.direction = SeekDirection::Backward;
    page = pageOfRange({user(5, "e"), user(4, "d"), user(3, "c")}, query);
    EXPECT_EQ(numbersOf(page), "45");
    EXPECT_TRUE(page.has_next);
    EXPECT_TRUE(page.has_previous);
}

}  // namespace
}  // namespace concordat::accounts
