#pragma once

#include <functional>
#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <rapidjson/pointer.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <span>
#include <string>
#include <string_view>

#include "core/base/error_codes.hpp"
#include "tests/api/api_harness.hpp"

namespace concordat::api {

/// What a body says of one text: where it is, how many characters it may have, and whether it must
/// be there.
struct TextRule {
    std::string_view path;  ///< as errors name it, such as "billingProfile.defaultAddress.city"
    std::size_t least;      ///< 0: an empty text counts as not given
    std::size_t most;
    bool required;
    std::string_view start = {};  ///< what any text begins with that is in order
};

/// Tries a table of rules on one operation: each text at its limits and beyond them, of every wrong
/// type, absent, null and with characters that no text may hold. Bodies differ from one that is in
/// order in that member alone.
class MemberRules {
public:
    /// `send` sends a body; `good` is in order; `success` is the status of one that is.
    MemberRules(std::function<Answer(std::string)> send, std::string good, int success)
        : send_(std::move(send)), good_(std::move(good)), success_(success) {}

    void expect(std::span<const TextRule> rules) const {
        for (const auto& rule : rules) {
            SCOPED_TRACE(rule.path);
            expectLengths(rule);
            expectTypes(rule);
            expectAbsence(rule);
            expectCharacters(rule);
        }
    }

private:
    using Json = rapidjson::Document;

    /// The good body with `value`, JSON, in the place of a member; empty: without the member.
    [[nodiscard]] std::string bodyWith(std::string_view path, std::string_view value) const {
        Json body;
        body.Parse(good_.data(), good_.size());
        std::string place;
        for (const char c : path) place += c == '.' ? '/' : c;
        const rapidjson::Pointer pointer(('/' + place).c_str());
        if (value.empty()) {
            pointer.Erase(body);
        } else {
            Json content(&body.GetAllocator());
            content.Parse(value.data(), value.size());
            EXPECT_FALSE(content.HasParseError()) << value;
            pointer.Set(body, content);
        }
        rapidjson::StringBuffer text;
        rapidjson::Writer writer(text);
        body.Accept(writer);
        return {text.GetString(), text.GetSize()};
    }

    void expectTaken(std::string_view path, const std::string& value) const {
        const auto answer = send_(bodyWith(path, value));
        EXPECT_EQ(answer.status, success_) << value << answer.body;
    }

    void expectRefused(std::string_view path, const std::string& value, int code) const {
        const auto answer = send_(bodyWith(path, value));
        EXPECT_EQ(answer.status, 400) << value << answer.body;
        if (answer.status != 400) return;
        EXPECT_EQ(answer.code(), code) << value;
        EXPECT_EQ(answer.json()["data"][0].GetString(), path) << value;
    }

    // Of `count` characters, the start among them.
    static std::string textOf(const TextRule& rule, std::string_view character, std::size_t count) {
        std::string text = "\"";
        text += rule.start;
        for (std::size_t i = rule.start.size(); i < count; ++i) text += character;
        return text + '"';
    }

    void expectLengths(const TextRule& rule) const {
        for (const auto* character : {"x", "é", "東", "😀"}) {
            expectTaken(rule.path, textOf(rule, character, rule.most));
            expectRefused(rule.path, textOf(rule, character, rule.most + 1), codes::kBadProperty);
        }
        expectTaken(rule.path, textOf(rule, "x", rule.least == 0 ? 1 : rule.least));
        if (rule.least > 1)
            expectRefused(rule.path, textOf(rule, "x", rule.least - 1), codes::kBadProperty);
        expectRefused(rule.path, textOf(rule, "x", 20'000), codes::kBadProperty);
    }

    void expectTypes(const TextRule& rule) const {
        for (const auto* value : {"7", "0", "-1.5", "true", "false", "[]", "{}", R"(["x"])"})
            expectRefused(rule.path, value, codes::kBadProperty);
    }

    void expectAbsence(const TextRule& rule) const {
        for (const auto* value : {"", "null", R"("")"}) {
            if (rule.required)
                expectRefused(rule.path, value, codes::kMemberMissing);
            else
                expectTaken(rule.path, value);
        }
    }

    void expectCharacters(const TextRule& rule) const {
        const auto rest = std::string(rule.start) + std::string(rule.least, 'x');
        for (const auto* bad : {R"(\u0000)", R"(\n)", R"(\t)", R"(\u001b)", R"(\u007f)"})
            expectRefused(rule.path, '"' + rest.substr(0, rule.most - 1) + bad + '"',
                          codes::kBadProperty);
    }

    std::function<Answer(std::string)> send_;
    std::string good_;
    int success_;
};

}  // namespace concordat::api
