#include "core/store/statement.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <set>
#include <stdexcept>

#include "core/store/key_range.hpp"
#include "core/store/sql_texts.hpp"

namespace concordat::store {
namespace {

using Names = std::vector<std::string>;

TEST(ParseSql, NumbersNamedParametersByFirstAppearance) {
    const auto parsed = parseSql("SELECT :b, :a_2 WHERE x = :b");
    EXPECT_EQ(parsed.parameters, (Names{"b", "a_2"}));
    EXPECT_EQ(parsed.numbered, "SELECT $1, $2 WHERE x = $1");
}

TEST(ParseSql, LeavesLiteralsCommentsAndCastsAlone) {
    const std::string text = "-- :comment\nSELECT ':literal', 1::BIGINT";
    const auto parsed = parseSql(text);
    EXPECT_TRUE(parsed.parameters.empty());
    EXPECT_EQ(parsed.numbered, text);
    EXPECT_EQ(parseSql("'unfinished").numbered, "'unfinished");
}

TEST(StatementTexts, ArePairsWithTheSameParameters) {
    for (const auto& pair : statementTexts()) {
        auto sqlite = parseSql(pair.sqlite3).parameters;
        auto postgresql = parseSql(pair.postgresql).parameters;
        std::sort(sqlite.begin(), sqlite.end());
        std::sort(postgresql.begin(), postgresql.end());
        EXPECT_EQ(sqlite, postgresql) << pair.name;
    }
}

TEST(StatementTexts, ReadPartnersRowsUnderThePartner) {
    // Those that name no partner concern reservations, what has expired, operators' lists and
    // erasures, and the work of delivering, which finds out whose turn it is.
    const std::set<std::string_view> without = {"add_network_id",
                                                "count_deleted_users",
                                                "count_expired_requests",
                                                "find_domain",
                                                "find_domain_holder",
                                                "find_network_id",
                                                "list_partners",
                                                "probe_record",
                                                "purge_requests",
                                                "purge_users",
                                                "claim_target",
                                                "events_waiting",
                                                "find_due_target",
                                                "find_claimed_target",
                                                "list_due_granular_relationships",
                                                "list_expired_delegations",
                                                "list_partners_of_customer",
                                                "forget_leases",
                                                "place_events",
                                                "purge_events"};
    for (const auto& pair : statementTexts()) {
        const auto parameters = parseSql(pair.sqlite3).parameters;
        const bool named =
            std::find(parameters.begin(), parameters.end(), "partner") != parameters.end();
        EXPECT_NE(named, without.contains(pair.name)) << pair.name;
    }
}

TEST(MigrationTexts, AreNumberedWithoutGaps) {
    int number = 0;
    for (const auto& pair : migrationTexts()) {
        EXPECT_EQ(std::stoi(std::string(pair.name.substr(0, 4))), ++number);
        EXPECT_FALSE(pair.sqlite3.empty());
        EXPECT_FALSE(pair.postgresql.empty());
    }
}

TEST(ValueFor, FindsAValueWhereverItIsAndRefusesAForgottenOne) {
    const std::vector<Parameter> parameters = {{"a", Value(true)}, {"b", Value(false)}};
    EXPECT_EQ(valueFor("b", parameters, 0).integer(), 0);
    EXPECT_EQ(valueFor("a", parameters, 0).integer(), 1);
    EXPECT_THROW(static_cast<void>(valueFor("c", parameters, 2)), std::logic_error);
}

TEST(RangeOfPrefix, EndsBeforeThePrefixMadeOneHigher) {
    EXPECT_EQ(rangeOfPrefix("ab").lower, "ab");
    EXPECT_EQ(rangeOfPrefix("ab").upper, "ac");
    EXPECT_EQ(rangeOfPrefix("a\x7F").upper, "a\xC2\x80");
    EXPECT_EQ(rangeOfPrefix("\xDF\xBF").upper, "\xE0\xA0\x80");
    EXPECT_EQ(rangeOfPrefix("\xEF\xBF\xBF").upper, "\xF0\x90\x80\x80");
}

TEST(RangeOfPrefix, PassesOverSurrogatesAndDropsTheHighest) {
    EXPECT_EQ(rangeOfPrefix("\xED\x9F\xBF").upper, "\xEE\x80\x80");
    EXPECT_EQ(rangeOfPrefix("a\xF4\x8F\xBF\xBF").upper, "b");
    EXPECT_EQ(rangeOfPrefix("\xF4\x8F\xBF\xBF").upper, "\xF4\x8F\xBF\xBF");
    EXPECT_EQ(rangeOfPrefix("").upper, "\xF4\x8F\xBF\xBF");
}

}  // namespace
}  // namespace concordat::store
