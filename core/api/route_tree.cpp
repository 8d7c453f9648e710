#include "core/api/route_tree.hpp"

#include <algorithm>
#include <optional>

#include "core/api/percent.hpp"
#include "core/base/text.hpp"

namespace concordat::api {
namespace {

constexpr std::array<std::string_view, RouteLeaf::kMethods> kMethodNames = {
    "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "OTHER"};

std::size_t slotOf(http::Method method) {
    return static_cast<std::size_t>(method);
}

/// Cuts the first segment off `rest`, which starts with a slash.
std::string_view takeSegment(std::string_view& rest) {
    rest.remove_prefix(1);
    const auto end = std::min(rest.find('/'), rest.size());
    const auto segment = rest.substr(0, end);
    rest.remove_prefix(end);
    return segment;
}

/// The length of `text` that spells `folded`, where `text` may be percent-encoded; nothing when it
/// does not.
std::optional<std::size_t> spells(std::string_view text, std::string_view folded) {
    std::size_t at = 0;
    for (const char expected : folded) {
        if (at == text.size()) return std::nullopt;
        char c = text[at];
        std::size_t width = 1;
        if (c == '%') {
            const auto decoded = decodePercent(text.substr(at));
            if (!decoded) return std::nullopt;
            c = *decoded;
            width = 3;
        }
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (c != expected) return std::nullopt;
        at += width;
    }
    return at;
}

}  // namespace

const std::vector<std::uint16_t>& RouteLeaf::of(http::Method method) const {
    const auto& own = operations[slotOf(method)];
    return own.empty() && method == http::Method::Head ? operations[slotOf(http::Method::Get)]
                                                       : own;
}

RouteTree::RouteTree() : nodes_(1) {
    const auto table = api::operations();
    for (std::size_t index = 0; index < table.size(); ++index) add(table[index].path, index);
    for (const auto& alias : aliases()) add(alias.path, indexOf(alias.operation));
    nameMethods();
}

void RouteTree::add(std::string_view path, std::size_t operation) {
    std::uint32_t node = 0;
    for (auto rest = path; !rest.empty();) node = childOf(node, takeSegment(rest));
    if (nodes_[node].leaf < 0) {
        nodes_[node].leaf = static_cast<std::int32_t>(leaves_.size());
        leaves_.emplace_back().path = path;
    }
    auto& leaf = leaves_[static_cast<std::size_t>(nodes_[node].leaf)];
    leaf.operations[slotOf(api::operations()[operation].method)].push_back(
        static_cast<std::uint16_t>(operation));
}

std::uint32_t RouteTree::childOf(std::uint32_t node, std::string_view segment) {
    Edge edge;
    const auto open = segment.find('{');
    edge.has_place = open != std::string_view::npos;
    edge.prefix = toLowerAscii(segment.substr(0, open));
    if (edge.has_place) edge.suffix = toLowerAscii(segment.substr(segment.rfind('}') + 1));
    for (const auto& known : nodes_[node].edges)
        if (known.has_place == edge.has_place && known.prefix == edge.prefix &&
            known.suffix == edge.suffix)
            return known.node;
    edge.node = static_cast<std::uint32_t>(nodes_.size());
    const auto child = edge.node;
    nodes_.emplace_back();
    auto& edges = nodes_[node].edges;
    // Fixed segments before places, so that the first match is the right one.
    const auto at = edge.has_place
                        ? edges.end()
                        : std::find_if(edges.begin(), edges.end(),
                                       [](const Edge& other) { return other.has_place; });
    edges.insert(at, std::move(edge));
    return child;
}

void RouteTree::nameMethods() {
    for (auto& leaf : leaves_) {
        for (std::size_t slot = 0; slot < RouteLeaf::kMethods; ++slot) {
            const auto method = static_cast<http::Method>(slot);
            if (leaf.of(method).empty()) continue;
            if (!leaf.allow.empty()) leaf.allow += ", ";
            leaf.allow += kMethodNames[slot];
        }
    }
}

const RouteLeaf* RouteTree::find(std::string_view path, PathArguments& arguments) const {
    arguments.count = 0;
    if (path.empty() || path.front() != '/') return nullptr;
    // Existing clients join addresses carelessly.
    if (path.size() > 1 && path.back() == '/') path.remove_suffix(1);
    const auto leaf = match(0, path, arguments);
    return leaf < 0 ? nullptr : &leaves_[static_cast<std::size_t>(leaf)];
}

std::int32_t RouteTree::match(std::uint32_t node, std::string_view rest,
                              PathArguments& arguments) const {
    if (rest.empty()) return nodes_[node].leaf;
    const auto segment = takeSegment(rest);
    for (const auto& edge : nodes_[node].edges) {
        const auto prefix = spells(segment, edge.prefix);
        if (!prefix) continue;
        const auto count = arguments.count;
        const auto value = segment.substr(*prefix);
        if (edge.has_place) {
            if (value.size() <= edge.suffix.size() || count == PathArguments::kMost) continue;
            const auto inner = value.size() - edge.suffix.size();
            if (!equalsIgnoringCase(value.substr(inner), edge.suffix)) continue;
            arguments.values[arguments.count++] = value.substr(0, inner);
        } else if (!value.empty()) {
            continue;
        }
        if (const auto leaf = match(edge.node, rest, arguments); leaf >= 0) return leaf;
        // This edge led nowhere: what it took as a value is taken back.
        arguments.count = count;
    }
    return -1;
}

}  // namespace concordat::api
