#include <array>
#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/api/filter.hpp"
#include "core/api/handlers/paging.hpp"
#include "core/api/query.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"

namespace concordat::api {
namespace {

using namespace std::string_view_literals;

template <typename Call>
Error errorOf(Call call) {
    try {
        call();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::InvalidRequest);
        return error;
    }
    ADD_FAILURE() << "nothing was refused";
    return {ErrorKind::Internal, 0};
}

TEST(PercentEdges, DecodesEveryByteInEitherCase) {
    constexpr std::string_view kUpper = "0123456789ABCDEF";
    constexpr std::string_view kLower = "0123456789abcdef";
    for (unsigned byte = 0; byte < 256; ++byte) {
        for (const auto digits : {kUpper, kLower}) {
            const std::string text = {'%', digits[byte >> 4U], digits[byte & 0xFU]};
            EXPECT_EQ(decodePercent(text), static_cast<char>(byte));
            EXPECT_EQ(decode(text + "z", Plus::IsPlus),
                      std::string(1, static_cast<char>(byte)) + "z");
        }
    }
}

TEST(PercentEdges, KeepsWhatIsNoEscape) {
    for (const auto text : {""sv, "%"sv, "%2"sv, "%%"sv, "%G0"sv, "%0G"sv, "%-1"sv, "% 1"sv,
                            "%2%"sv, "100% sure"sv, "%u0041"sv, "é"sv, "a\0b"sv, "\xFF"sv})
        EXPECT_EQ(decode(text, Plus::IsPlus), text) << text;
    EXPECT_EQ(decodePercent("a%41"), std::nullopt);
}

TEST(PercentEdges, DecodesOnceAndNotTwice) {
    EXPECT_EQ(decode("%2541", Plus::IsPlus), "%41");
    EXPECT_EQ(decode("%252B", Plus::IsBlank), "%2B");
    EXPECT_EQ(decode("%2B", Plus::IsBlank), "+");
}

TEST(PercentEdges, ComesBackFromWhatItEncodes) {
    std::string all;
    for (int byte = 0; byte < 256; ++byte) all.push_back(static_cast<char>(byte));
    std::string encoded;
    appendEncoded(encoded, all);
    EXPECT_EQ(encoded.find_first_of("&=+# /?\"<>\\"), std::string::npos);
    for (const char c : encoded) EXPECT_TRUE(c > 0x20 && c < 0x7F) << int(c);
    EXPECT_EQ(decode(encoded, Plus::IsPlus), all);
    EXPECT_EQ(decode(encoded, Plus::IsBlank), all);
}

TEST(QueryEdges, TakesWhatIsNoPairForNothing) {
    for (const auto text :
         {""sv, "&"sv, "&&&"sv, "="sv, "=x"sv, "size"sv, "size&"sv, "&size"sv, "size="sv,
          "size=&"sv, "siz=1"sv, "sizes=1"sv, " size=1"sv, "%73ize=1"sv})
        EXPECT_FALSE(Query(text).has("size")) << text;
}

TEST(QueryEdges, SplitsAtTheFirstEqualsSign) {
    const Query query("a==&b=x=y=&c=&d=1");
    EXPECT_EQ(query.raw("a"), "=");
    EXPECT_EQ(query.raw("b"), "x=y=");
    EXPECT_EQ(query.raw("c"), "");
    EXPECT_EQ(query.raw("d"), "1");
}

TEST(QueryEdges, KeepsTheFirstOfAParameterThatIsGivenTwice) {
    const Query query("size=1&SIZE=2&size=3");
    EXPECT_EQ(query.raw("size"), "1");
    EXPECT_EQ(query.number("size", 0, 9, 5), 1U);
}

TEST(QueryEdges, CountsParametersUpToItsLimitAndNotOneMore) {
    std::string text;
    for (std::size_t i = 0; i < Query::kMost - 1; ++i) text += "p=1&";
    EXPECT_TRUE(Query(text + "last=1").has("last"));
    EXPECT_FALSE(Query(text + "p=1&last=1").has("last"));
}

TEST(QueryEdges, ComparesDecodedValuesWithoutCase) {
    const Query query("a=N%65xt&b=ne%00xt&c=next+&d=%6Eext%");
    EXPECT_TRUE(query.is("a", "next"));
    EXPECT_TRUE(query.is("A", "NEXT"));
    EXPECT_FALSE(query.is("b", "next"));
    EXPECT_FALSE(query.is("c", "next"));
    EXPECT_FALSE(query.is("d", "next"));
    EXPECT_FALSE(query.is("absent", "next"));
    EXPECT_TRUE(query.is("absent", ""));
}

TEST(QueryEdges, LetsNoBraceInAStringEndAFilter) {
    for (const auto filter :
         {R"({"a":"}"})"sv, R"({"a":"\"}"})"sv, R"({"a":"\\"})"sv, R"({"a":{"b":"{"}})"sv,
          R"({"a":"&size=9"})"sv, "{}"sv, "%7B%22a%22:%22%7D%22%7D"sv, "%7b\"a&b\"}"sv}) {
        const auto text = "filter=" + std::string(filter) + "&size=5";
        const Query query(text);
        EXPECT_EQ(query.raw("filter"), filter);
        EXPECT_EQ(query.raw("size"), "5") << filter;
    }
}

TEST(QueryEdges, TakesAFilterThatIsNoObjectToTheNextAmpersand) {
    for (const auto filter : {""sv, "x"sv, "[1]"sv, "}"sv, "\"{\""sv, "%5B%5D"sv}) {
        const auto text = "filter=" + std::string(filter) + "&size=5";
        const Query query(text);
        EXPECT_EQ(query.raw("filter"), filter);
        EXPECT_EQ(query.raw("size"), "5") << filter;
    }
}

TEST(QueryEdges, ReadsAHugeFilterInOnePass) {
    std::string deep = "filter=";
    for (int depth = 0; depth < 100'000; ++depth) deep += "{";
    EXPECT_EQ(Query(deep + "&size=5").raw("size"), "5");
    const std::string quotes(100'000, '"');
    EXPECT_EQ(Query("filter={" + quotes + "}&size=5").raw("size"), "5");
}

TEST(QueryNumbers, TakeTheirLimitsAndRefuseTheirNeighbours) {
    for (const auto& [text, taken] :
         {std::pair{"2", true}, std::pair{"9", true}, std::pair{"1", false}, std::pair{"10", false},
          std::pair{"0009", true}, std::pair{"4294967295", false}, std::pair{"4294967296", false},
          std::pair{"18446744073709551618", false}, std::pair{"-2", false},
          std::pair{"%2B2", false}, std::pair{"+2", false}, std::pair{"2.0", false},
          std::pair{"2e0", false}, std::pair{"0x2", false}, std::pair{"2%20", false},
          std::pair{"%32", false}, std::pair{"two", false}, std::pair{"٢", false}}) {
        const auto given = std::string("n=") + text;
        const Query query(given);
        if (taken) {
            EXPECT_NO_THROW((void)query.number("n", 2, 9, 5)) << text;
            continue;
        }
        const auto error = errorOf([&] { (void)query.number("n", 2, 9, 5); });
        EXPECT_EQ(error.code(), codes::kBadProperty) << text;
        EXPECT_EQ(error.arguments(), std::vector<std::string>{"n"});
    }
}

TEST(Paging, ReadsEverySeekOperationInAnyCase) {
    constexpr std::array<std::pair<const char*, SeekOperation>, 8> kWords = {
        {{"Next", SeekOperation::Next},
         {"previous", SeekOperation::Previous},
         {"FIRST", SeekOperation::First},
         {"last", SeekOperation::Last},
         {"pageIndex", SeekOperation::PageIndex},
         {"%4Eext", SeekOperation::Next},
         {"L%61st", SeekOperation::Last},
         {"", SeekOperation::Next}}};
    for (const auto& [word, operation] : kWords)
        EXPECT_EQ(seekOperationOf(Query(std::string("seekOperation=") + word)), operation) << word;
    EXPECT_EQ(seekOperationOf(Query()), SeekOperation::Next);
}

TEST(Paging, RefusesEveryOtherSeekOperation) {
    for (const auto* word :
         {"Nex", "Nexts", "Next,Last", "0", "null", "Next%00", "page_index", "%20Next"}) {
        const auto error =
            errorOf([&] { (void)seekOperationOf(Query(std::string("seekOperation=") + word)); });
        EXPECT_EQ(error.code(), codes::kUnknownEnumValue) << word;
    }
}

TEST(Paging, ReadsSizesFromOneToFiveHundred) {
    for (const auto& [text, size] :
         {std::pair{"1", 1U}, std::pair{"500", 500U}, std::pair{"0", 100U}, std::pair{"00", 100U},
          std::pair{"", 100U}, std::pair{"007", 7U}})
        EXPECT_EQ(pageSizeOf(Query(std::string("size=") + text)), size) << text;
    for (const auto* text :
         {"501", "-1", "-0", "+1", "1.5", "ten", "4294967296", "1%30", "%31", "1 "}) {
        const auto error = errorOf([&] { (void)pageSizeOf(Query(std::string("size=") + text)); });
        EXPECT_EQ(error.code(), codes::kBadPageSize) << text;
        EXPECT_EQ(error.arguments(), (std::vector<std::string>{"1", "500"}));
    }
}

TEST(Paging, CountsPagesFromZeroToAHundred) {
    EXPECT_EQ(pageIndexOf(Query("pageIndex=0")), 0U);
    EXPECT_EQ(pageIndexOf(Query("pageIndex=100")), 100U);
    EXPECT_EQ(pageIndexOf(Query()), 0U);
    for (const auto* text : {"101", "-1", "x", "1e1", "4294967297"})
        EXPECT_EQ(
            errorOf([&] { (void)pageIndexOf(Query(std::string("pageIndex=") + text)); }).code(),
            codes::kBadProperty)
            << text;
}

TEST(Paging, LinksOnlyToPagesThatThereAre) {
    const auto written = [](bool next, bool previous) {
        std::string out;
        beginPage(out, 0);
        endPage(out, {Query(), "/customers", 0, 7, "token", next, previous});
        return out;
    };
    const auto has = [](const std::string& text, const char* part) {
        return text.find(part) != std::string::npos;
    };
    EXPECT_FALSE(has(written(false, true), "seekOperation=Next"));
    EXPECT_TRUE(has(written(false, true), "size=7&seekOperation=Previous"));
    EXPECT_TRUE(has(written(true, false), "size=7&seekOperation=Next"));
    EXPECT_FALSE(has(written(true, false), "seekOperation=Previous"));
}

TEST(Paging, LinksToThePageItselfAsItWasAskedFor) {
    const auto self = [](const char* asked) {
        std::string out;
        const Query query(asked);
        endPage(out, {query, "/customers", 0, 7, "", false, false});
        out = "{\"items\":[" + out;
        rapidjson::Document document;
        document.Parse(out.c_str());
        return std::string(document["links"]["self"]["uri"].GetString());
    };
    EXPECT_EQ(self(""), "/customers");
    EXPECT_EQ(self("size=0"), "/customers?size=0");
    EXPECT_EQ(self("Size=20&seekOperation=Next"), "/customers?size=20");
    EXPECT_EQ(self("filter=%7B%22a%22%3A%22b+c%22%7D&size=5"),
              "/customers?size=5&filter=%7B%22a%22%3A%22b+c%22%7D");
    EXPECT_EQ(self("filter={\"a\":\"b&c\"}&unknown=1"), "/customers?filter={\"a\":\"b&c\"}");
    EXPECT_EQ(self("startDate=2026-11-01&endDate=2026-11-02"),
              "/customers?startDate=2026-11-01&endDate=2026-11-02");
}

}  // namespace
}  // namespace concordat::api
