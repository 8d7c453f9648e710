#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace concordat::basic {

/// A regular expression (ECMAScript) of the facts. Alone in knowing the standard library's, which
/// takes its compiler seconds. Immutable, so threads may share one.
class Expression {
public:
    /// @throws std::invalid_argument saying what is wrong with `text`.
    explicit Expression(const std::string& text);
    ~Expression();
    Expression(Expression&& other) noexcept;
    Expression& operator=(Expression&& other) noexcept;
    Expression(const Expression&) = delete;
    Expression& operator=(const Expression&) = delete;

    /// Whether the whole of `text` is as the expression says. Texts of more than kLongestChecked
    /// bytes are not: the standard library recurses with the text's length.
    [[nodiscard]] bool fits(std::string_view text) const;

    static constexpr std::size_t kLongestChecked = 64;

private:
    struct Compiled;

    std::unique_ptr<const Compiled> compiled_;
};

}  // namespace concordat::basic
