#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/api/routes.hpp"

namespace concordat::api {

/// The values of a path's places, in order, still percent-encoded: views into the path.
struct PathArguments {
    /// More than any template has.
    static constexpr std::size_t kMost = 8;

    std::array<std::string_view, kMost> values;
    std::size_t count = 0;

    /// The value at `index`; empty when the path has fewer places.
    [[nodiscard]] std::string_view operator[](std::size_t index) const {
        return index < count ? values[index] : std::string_view{};
    }
};

/// What stands at one path: for each method the operations, and the value of the header Allow.
/// Belongs to the tree and lives as long.
struct RouteLeaf {
    static constexpr std::size_t kMethods = 8;

    std::string_view path;  ///< the template, for the access log
    std::array<std::vector<std::uint16_t>, kMethods>
        operations;  ///< indices into the table, the specific ones first
    std::string allow;

    /// The operations of a method; HEAD falls back to GET. Empty: not allowed. Of several the first
    /// whose discriminator holds is meant.
    [[nodiscard]] const std::vector<std::uint16_t>& of(http::Method method) const;
};

/// Finds what stands at a path. Built once from the route table; immutable, used by every thread.
/// Segments are compared without regard to ASCII case, also where the caller percent-encoded them;
/// a fixed segment wins over a place, which is tried where the fixed one leads nowhere; one slash
/// at the end is ignored.
class RouteTree {
public:
    /// Builds the tree of all operations and their aliases, whatever a cloud offers.
    RouteTree();

    /// The leaf at `path` (percent-encoded), with `arguments` filled; null when there is none.
    /// Allocates nothing.
    [[nodiscard]] const RouteLeaf* find(std::string_view path, PathArguments& arguments) const;

private:
    struct Node;
    // From a segment to what may follow it.
    struct Edge {
        // Folded text of the segment, up to a place inside it.
        std::string prefix;  // folded text of the segment, up to a place inside it
        std::string suffix;  // after the place
        bool has_place = false;
        std::uint32_t node = 0;
    };
    // What stands after some segments. Edges: fixed segments first, a bare place last.
    struct Node {
        std::vector<Edge> edges;  // fixed segments first, a bare place last
        // Index into leaves_; -1: no operation ends here.
        std::int32_t leaf = -1;
    };

    void add(std::string_view path, std::size_t operation);
    std::uint32_t childOf(std::uint32_t node, std::string_view segment);
    std::int32_t match(std::uint32_t node, std::string_view rest, PathArguments& arguments) const;
    void nameMethods();

    std::vector<Node> nodes_;
    std::vector<RouteLeaf> leaves_;
};

}  // namespace concordat::api
