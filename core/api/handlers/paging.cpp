#include "core/api/handlers/paging.hpp"

#include <array>
#include <charconv>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/log.hpp"

namespace concordat::api {
namespace {

struct SeekWord {
    std::string_view word;
    SeekOperation operation;
};

constexpr std::array<SeekWord, 5> kSeekWords = {{
    {"Next", SeekOperation::Next},
    {"Previous", SeekOperation::Previous},
    {"First", SeekOperation::First},
    {"Last", SeekOperation::Last},
    {"PageIndex", SeekOperation::PageIndex},
}};

// The token goes into a header of the link, as the partner API has it, and never into its address.
void writeLink(std::string& out, std::string_view name, std::string_view operation,
               const PageEnd& end) {
    out.append(",\"").append(name).append(R"(":{"uri":")").append(end.collection);
    out.append("?size=").append(std::to_string(end.size));
    out.append("&seekOperation=").append(operation);
    out.append(R"(","method":"GET","headers":[{"key":"MS-ContinuationToken","value":")");
    out.append(end.token).append(R"("}]})");
}

/// The parameters that say which list a page is of, in the order of the partner API's own links.
constexpr std::array<std::string_view, 6> kSelecting = {"size",   "startDate", "endDate",
                                                        "filter", "sortField", "sortDirection"};

// Values stay as the client encoded them, so that the link asks for the same again. They come from
// outside and may hold quotes, which clients leave unencoded in a filter: hence the escaping.
void writeSelf(std::string& out, const PageEnd& end) {
    std::string uri(end.collection);
    char separator = '?';
    for (const auto name : kSelecting) {
        const auto value = end.query.raw(name);
        if (value.empty()) continue;
        uri.push_back(separator);
        uri.append(name).append("=").append(value);
        separator = '&';
    }
    out.append(R"("links":{"self":{"uri":)");
    appendJsonString(out, uri);
    out.append(R"(,"method":"GET"})");
}

}  // namespace

SeekOperation seekOperationOf(const Query& query) {
    if (!query.has("seekOperation")) return SeekOperation::Next;
    for (const auto& known : kSeekWords)
        if (query.is("seekOperation", known.word)) return known.operation;
    throw Error(ErrorKind::InvalidRequest, codes::kUnknownEnumValue, {"seekOperation"});
}

std::uint32_t pageSizeOf(const Query& query) {
    const auto given = query.raw("size");
    std::uint32_t size = 0;
    const auto [end, fault] = std::from_chars(given.data(), given.data() + given.size(), size);
    const bool good = fault == std::errc{} && end == given.data() + given.size();
    // The SDK's clients send 0 for "not set".
    if (given.empty() || (good && size == 0)) return kDefaultPageSize;
    if (!good || size > kMostPageSize)
        throw Error(ErrorKind::InvalidRequest, codes::kBadPageSize,
                    {"1", std::to_string(kMostPageSize)});
    return size;
}

std::uint32_t pageIndexOf(const Query& query) {
    return query.number("pageIndex", 0, kMostPageIndex, 0);
}

void beginPage(std::string& out, std::size_t items) {
    out.append(R"({"totalCount":)").append(std::to_string(items)).append(R"(,"items":[)");
}

void endPage(std::string& out, const PageEnd& end) {
    out.append("],");
    if (!end.token.empty()) out.append(R"("continuationToken":")").append(end.token).append("\",");
    writeSelf(out, end);
    if (end.has_next) writeLink(out, "next", "Next", end);
    if (end.has_previous) writeLink(out, "previous", "Previous", end);
    out.append(R"(},"attributes":{"objectType":"Collection"}})");
}

}  // namespace concordat::api
