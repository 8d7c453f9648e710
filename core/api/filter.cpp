#include "core/api/filter.hpp"

#include <array>
#include <optional>

#include "core/api/json_reader.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/text.hpp"

namespace concordat::api {
namespace {

/// A filter has a handful of members; it is read before the caller's rights are known.
constexpr JsonLimits kLimits{.depth = 6, .values = 64, .members = 16};
constexpr Length kFieldLength{1, 64};
constexpr Length kValueLength{0, 256};

struct OperatorWord {
    std::string_view word;  // without underscores
    FilterOperator operation;
};

constexpr std::array<OperatorWord, 11> kOperators = {{
    {"equals", FilterOperator::Equals},
    {"notequals", FilterOperator::NotEquals},
    {"greaterthan", FilterOperator::GreaterThan},
    {"greaterthanorequals", FilterOperator::GreaterThanOrEquals},
    {"lessthan", FilterOperator::LessThan},
    {"lessthanorequals", FilterOperator::LessThanOrEquals},
    {"substring", FilterOperator::Substring},
    {"and", FilterOperator::And},
    {"or", FilterOperator::Or},
    {"startswith", FilterOperator::StartsWith},
    {"notstartswith", FilterOperator::NotStartsWith},
}};

[[noreturn]] void refuse(std::string what) {
    throw Error(ErrorKind::InvalidRequest, codes::kBadFilter, {std::move(what)});
}

/// The operator of a word in any of the forms that clients write: starts_with, startsWith.
FilterOperator operatorOf(std::string_view written) {
    std::string word;
    for (const char c : written)
        if (c != '_') word.push_back(c);
    for (const auto& known : kOperators)
        if (equalsIgnoringCase(known.word, word)) return known.operation;
    refuse("operator");
}

/// Recursive; the parser has bounded the depth.
Filter read(const JsonObject& object) {
    Filter filter;
    filter.operation = operatorOf(object.peek("operator"));
    if (filter.operation == FilterOperator::And || filter.operation == FilterOperator::Or) {
        const auto left = object.object("leftFilter");
        const auto right = object.object("rightFilter");
        if (!left || !right) refuse("leftFilter, rightFilter");
        filter.parts.push_back(read(*left));
        filter.parts.push_back(read(*right));
        return filter;
    }
    filter.field = object.text("field", kFieldLength);
    if (filter.field.empty()) refuse("field");
    filter.value = object.text("value", kValueLength);
    return filter;
}

}  // namespace

bool Filter::compares(std::string_view name, FilterOperator how) const {
    return operation == how && equalsIgnoringCase(field, name);
}

Filter parseFilter(std::string_view json) {
    try {
        const JsonDocument document(json, kLimits);
        return read(document.root());
    } catch (const Error& error) {
        // Of the reader's errors only the member's path is kept, never a value.
        if (error.code() == codes::kBadFilter) throw;
        refuse(error.arguments().empty() ? "JSON" : error.arguments().front());
    }
}

Filter filterOf(const Query& query, Plus plus) {
    return parseFilter(query.text("filter", plus));
}

}  // namespace concordat::api
