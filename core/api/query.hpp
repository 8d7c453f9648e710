#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/api/percent.hpp"

namespace concordat::api {

/// The parameters of a query string: views into it, found by name without regard to case. Existing
/// clients leave `&` and `+` inside a filter unescaped, so the value of `filter` runs to the brace
/// that closes it. Parameters beyond `kMost` are ignored, like unknown ones. Copies are cheap.
class Query {
public:
    /// More than any operation reads; a bound, so that a query needs no allocation.
    static constexpr std::size_t kMost = 24;

    Query() = default;

    /// Reads `query`, the text after the question mark; never fails. Of a name that comes twice the
    /// first counts. Borrows the text.
    explicit Query(std::string_view query);

    /// The value of a parameter, still encoded; empty when it is not given or given empty, which
    /// mean the same. Names are compared undecoded.
    [[nodiscard]] std::string_view raw(std::string_view name) const;

    /// The decoded value of a parameter; empty when it is not given.
    [[nodiscard]] std::string text(std::string_view name, Plus plus = Plus::IsBlank) const;

    /// The decoded values of a parameter that may come several times.
    [[nodiscard]] std::vector<std::string> texts(std::string_view name) const;

    /// Whether a parameter is given with a value.
    [[nodiscard]] bool has(std::string_view name) const { return !raw(name).empty(); }

    /// Whether a parameter, decoded, is `value` without regard to case.
    [[nodiscard]] bool is(std::string_view name, std::string_view value) const;

    /// A parameter as a whole number of `low` to `high`; `absent` when it is not given. @throws
    /// Error InvalidRequest (kBadProperty naming the parameter)
    [[nodiscard]] std::uint32_t number(std::string_view name, std::uint32_t low, std::uint32_t high,
                                       std::uint32_t absent) const;

private:
    struct Parameter {
        std::string_view name;
        std::string_view value;
    };

    std::array<Parameter, kMost> parameters_{};
    std::size_t count_ = 0;
};

}  // namespace concordat::api
