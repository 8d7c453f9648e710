#include <regex>
#include <stdexcept>

#include <concordat/basic_internal/expression.hpp>

namespace concordat::basic {

struct Expression::Compiled {
    std::regex regex;
};

Expression::Expression(const std::string& text) try
    : compiled_(std::make_unique<const Compiled>(Compiled{std::regex(text)})) {
} catch (const std::regex_error& error) {
    throw std::invalid_argument(error.what());
}

Expression::~Expression() = default;
Expression::Expression(Expression&&) noexcept = default;
Expression& Expression::operator=(Expression&&) noexcept = default;

bool Expression::fits(std::string_view text) const {
    return text.size() <= kLongestChecked &&
           std::regex_match(text.begin(), text.end(), compiled_->regex);
}

}  // namespace concordat::basic
