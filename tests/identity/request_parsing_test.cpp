#include <cstdint>
#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/text.hpp"
#include "core/identity/base64url.hpp"
#include "core/identity/client_credentials.hpp"
#include "core/identity/form.hpp"
#include "core/identity/json_object.hpp"
#include "core/identity/oauth_error.hpp"
#include "core/identity/principal.hpp"

namespace concordat::identity {
namespace {

using namespace std::string_view_literals;

TEST(FormText, DecodesEscapesAndBlanks) {
    EXPECT_EQ(decodeFormText(""), "");
    EXPECT_EQ(decodeFormText("a+b%20c%2b%2B"), "a b c++");
    EXPECT_EQ(decodeFormText("%C3%A9"), "é");
    EXPECT_EQ(decodeFormText("é"), "é");
    EXPECT_EQ(decodeFormText("%25"), "%");
    EXPECT_EQ(decodeFormText("%2541"), "%41");
}

TEST(FormText, IsNothingWhenItIsNotWhole) {
    for (const auto text :
         {"%"sv, "%4"sv, "a%"sv, "%%41"sv, "%4G"sv, "%G4"sv, "% 1"sv, "%+1"sv, "%00"sv, "a\0b"sv,
          "\xFF"sv, "%FF"sv, "%C3"sv, "%ED%A0%80"sv, "%C0%80"sv})
        EXPECT_FALSE(decodeFormText(text)) << text;
}

TEST(Form, TakesFiftyParametersAndNotOneMore) {
    std::string body;
    for (int i = 0; i < 50; ++i) body += "p" + std::to_string(i) + "=1&";
    ASSERT_TRUE(parseForm(body));
    EXPECT_EQ(parseForm(body)->size(), 50U);
    EXPECT_FALSE(parseForm(body + "last=1"));
}

TEST(Form, TellsNamesApartByTheirCaseAndBytes) {
    const auto form = parseForm("a=1&A=2&%61%20=3&a+b=4");
    ASSERT_TRUE(form);
    EXPECT_EQ(form->size(), 4U);
    EXPECT_EQ(valueOf(*form, "A"), "2");
    EXPECT_EQ(valueOf(*form, "a "), "3");
    EXPECT_EQ(valueOf(*form, "a b"), "4");
}

TEST(Form, RefusesANameTwiceInWhateverSpelling) {
    for (const auto* body :
         {"a=1&a=1", "a=1&%61=2", "a&a", "=1&=2", "a=1&b=2&c=3&a=4", "a+b=1&a%20b=2"})
        EXPECT_FALSE(parseForm(body)) << body;
}

TEST(Form, IsEmptyForAnEmptyBody) {
    for (const auto* body : {"", "&", "&&&&"}) {
        ASSERT_TRUE(parseForm(body)) << body;
        EXPECT_TRUE(parseForm(body)->empty()) << body;
    }
}

std::string basic(std::string_view pair) {
    std::string text = encodeBase64Url(pair);
    for (char& c : text) {
        if (c == '-') c = '+';
        if (c == '_') c = '/';
    }
    while (text.size() % 4 != 0) text.push_back('=');
    return "Basic " + text;
}

/// What is wrong with the credentials; empty when nothing is.
std::string_view faultOf(const Form& form, std::string_view authorization,
                         ClientCredentials& credentials) {
    const auto fault = readClientCredentials(form, authorization, credentials);
    return fault ? fault->name : ""sv;
}

TEST(ClientCredentials, AreReadFromTheFormOrFromTheHeader) {
    ClientCredentials credentials;
    EXPECT_EQ(faultOf({{"client_id", "id"}, {"client_secret", "s"}}, "", credentials), "");
    EXPECT_EQ(credentials.id, "id");
    EXPECT_EQ(credentials.secret, "s");
    EXPECT_EQ(faultOf({{"client_id", "public"}}, "", credentials), "");
    EXPECT_EQ(credentials.secret, "");
    EXPECT_EQ(faultOf({}, basic("id:a:b"), credentials), "");
    EXPECT_EQ(credentials.secret, "a:b");
    EXPECT_EQ(faultOf({}, basic("i%20d:%C3%A9+"), credentials), "");
    EXPECT_EQ(credentials.id, "i d");
    EXPECT_EQ(credentials.secret, "é ");
    EXPECT_EQ(faultOf({{"client_id", "id"}}, basic("id:s"), credentials), "");
    EXPECT_EQ(faultOf({}, basic(std::string(3, '?') + ":~~~"), credentials), "");
    EXPECT_EQ(credentials.id, std::string(3, '?'));
}

TEST(ClientCredentials, AreMissedInAFormWithoutAnId) {
    ClientCredentials credentials;
    EXPECT_EQ(readClientCredentials({}, "", credentials)->parameter, "client_id");
    EXPECT_EQ(readClientCredentials({{"client_secret", "s"}}, "", credentials)->status, 400);
    EXPECT_EQ(readClientCredentials({{"client_id", ""}}, "", credentials)->status, 400);
}

TEST(ClientCredentials, ProveThemselvesInOneWayOnly) {
    ClientCredentials credentials;
    for (const Form& form : {Form{{"client_secret", "s"}}, Form{{"client_id", "other"}},
                             Form{{"client_id", "id"}, {"client_secret", "s"}}})
        EXPECT_EQ(readClientCredentials(form, basic("id:s"), credentials)->code,
                  oauth::kTwoCredentials.code);
}

TEST(ClientCredentials, RefuseAHeaderThatCannotBeRead) {
    ClientCredentials credentials;
    for (const auto& header :
         {std::string("Basic"), std::string("Basic "), std::string("Bearer abc"),
          std::string("Basic  aWQ6cw=="), std::string("Basic !!!!"), std::string("Basic aWQ6c"),
          std::string("aWQ6cw=="), basic("no colon"), basic("%zz:s"), basic("id:%"),
          basic("id:%00"), basic("\xFF:s"), std::string("Basic aWQ6cw==x")}) {
        const auto fault = readClientCredentials({}, header, credentials);
        ASSERT_TRUE(fault) << header;
        EXPECT_EQ(fault->status, 401) << header;
        EXPECT_EQ(fault->name, "invalid_client") << header;
    }
}

TEST(JsonOfTokens, IsOneStrictObject) {
    for (const auto text : {"{}"sv, R"({"a":1})"sv, R"( {"a":{"b":[1,"x",null,true]}} )"sv})
        EXPECT_TRUE(parseJsonObject(text)) << text;
    for (const auto text : {""sv, "[]"sv, "null"sv, "7"sv, "\"x\""sv, "{"sv, "{}{}"sv, "{}x"sv,
                            "{a:1}"sv, "{'a':1}"sv, R"({"a":1,})"sv, R"({"a":01})"sv,
                            R"({"a":NaN})"sv, "{}\0"sv, "{\"a\":\"\0\"}"sv, "\xEF\xBB\xBF{}"sv,
                            "{\"a\":\"\xFF\"}"sv, R"({"a":"\uD800"})"sv, "{/**/}"sv})
        EXPECT_FALSE(parseJsonObject(text)) << text;
}

TEST(JsonOfTokens, HasNoNameTwiceAtAnyDepth) {
    for (const auto* text :
         {R"({"a":1,"a":1})", R"({"x":{"a":1,"a":2}})", R"({"x":[{"a":1,"\u0061":2}]})"})
        EXPECT_FALSE(parseJsonObject(text)) << text;
    EXPECT_TRUE(parseJsonObject(R"({"a":1,"A":2})"));
}

TEST(JsonOfTokens, IsBoundedInDepthAndMembers) {
    const auto nested = [](int depth) {
        return R"({"a":)" + std::string(static_cast<std::size_t>(depth - 1), '[') +
               std::string(static_cast<std::size_t>(depth - 1), ']') + "}";
    };
    EXPECT_TRUE(parseJsonObject(nested(8)));
    EXPECT_FALSE(parseJsonObject(nested(9)));
    EXPECT_FALSE(parseJsonObject(nested(1'000'000)));
    EXPECT_TRUE(parseJsonObject(R"({"a":"[[[[[[[[[[[[\"[[[["})"));
    std::string members = R"({"m0":0)";
    for (int i = 1; i < 200; ++i) members += R"(,"m)" + std::to_string(i) + R"(":0)";
    EXPECT_TRUE(parseJsonObject(members + "}"));
    EXPECT_FALSE(parseJsonObject(members + R"(,"x":0})"));
}

TEST(JsonOfTokens, GivesTextsAndSecondsOfTheRightTypeAlone) {
    const auto json = parseJsonObject(
        R"({"t":"x","e":"","n":7,"z":0,"last":253402300799,"late":253402300800,"minus":-1,)"
        R"("fraction":1.0,"big":9223372036854775808,"text":"7","null":null,"T":[]})");
    ASSERT_TRUE(json);
    EXPECT_EQ(stringMember(*json, "t"), "x");
    EXPECT_EQ(stringMember(*json, "e"), "");
    for (const auto* name : {"n", "null", "T", "absent", ""})
        EXPECT_EQ(stringMember(*json, name), std::nullopt) << name;
    EXPECT_EQ(secondsMember(*json, "z"), 0);
    EXPECT_EQ(secondsMember(*json, "last"), 253'402'300'799);
    for (const auto* name : {"late", "minus", "fraction", "big", "text", "null", "T", "absent"})
        EXPECT_EQ(secondsMember(*json, name), std::nullopt) << name;
}

TEST(RoleNames, AreKnownInTheirCaseAlone) {
    const std::vector<Role> all = {Role::AdminAgent,    Role::SalesAgent,
                                   Role::HelpdeskAgent, Role::GlobalAdmin,
                                   Role::BillingAdmin,  Role::UserManagementAdmin};
    for (const auto role : all) EXPECT_EQ(roleFromName(nameOf(role)), role);
    for (const auto name : {""sv, "adminagent"sv, "ADMINAGENT"sv, "AdminAgents"sv, "Admin"sv,
                            "AdminAgent "sv, "Owner"sv, "AdminAgent\0"sv})
        EXPECT_EQ(roleFromName(name), std::nullopt) << name;
}

TEST(RoleSets, ComeBackFromTheirBits) {
    for (unsigned bits = 0; bits < 256; ++bits) {
        const auto roles = Roles::fromBits(static_cast<std::uint8_t>(bits));
        EXPECT_EQ(roles.bits(), bits & 0x3FU);
        Roles again;
        for (const auto name : namesOf(roles)) again |= *roleFromName(name);
        EXPECT_EQ(again, roles);
        EXPECT_EQ(roles.empty(), namesOf(roles).empty());
        EXPECT_EQ(roles.intersects(roles), !roles.empty());
    }
    EXPECT_FALSE(Roles(Role::SalesAgent).intersects(Roles(Role::AdminAgent) | Role::GlobalAdmin));
    EXPECT_TRUE(Roles(Role::SalesAgent).intersects(Roles(Role::AdminAgent) | Role::SalesAgent));
}

TEST(OauthErrors, AreJsonWithTheMembersThatClientsRead) {
    const auto text = toJson(oauth::kInvalidClient, *parseInstant("2026-11-25T10:20:30.5Z"));
    const auto json = parseJsonObject(text);
    ASSERT_TRUE(json) << text;
    EXPECT_EQ(stringMember(*json, "error"), "invalid_client");
    EXPECT_EQ(stringMember(*json, "error_description"), oauth::kInvalidClient.description);
    EXPECT_EQ(stringMember(*json, "timestamp"), "2026-11-25 10:20:30Z");
    EXPECT_EQ((*json)["error_codes"][0].GetInt(), oauth::kInvalidClient.code);
    EXPECT_NE(text, toJson(oauth::kInvalidClient, *parseInstant("2026-11-25T10:20:30.5Z")));
}

}  // namespace
}  // namespace concordat::identity
