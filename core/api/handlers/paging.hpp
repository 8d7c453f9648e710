#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/accounts/customer_store.hpp"
#include "core/api/query.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"

namespace concordat::api {

/// Pages of seek-paged lists. The sizes are those of the partner API.
inline constexpr std::uint32_t kDefaultPageSize = 100;
inline constexpr std::uint32_t kMostPageSize = 500;
/// How far an index may skip: skipped rows are read all the same, so that this bounds what a
/// request costs.
inline constexpr std::uint32_t kMostPageIndex = 100;

/// How a list goes on: the parameter `seekOperation`, seen from the page of the continuation token.
enum class SeekOperation : std::uint8_t { Next, Previous, First, Last, PageIndex };

/// Reads `seekOperation`; Next when it is not given. @throws Error InvalidRequest
/// (kUnknownEnumValue)
[[nodiscard]] SeekOperation seekOperationOf(const Query& query);

/// Reads `size`, where 0 stands for the default. @throws Error InvalidRequest (kBadPageSize)
[[nodiscard]] std::uint32_t pageSizeOf(const Query& query);

/// Reads `pageIndex`, counted from 0. @throws Error InvalidRequest (kBadProperty) beyond
/// kMostPageIndex
[[nodiscard]] std::uint32_t pageIndexOf(const Query& query);

/// Sets where the page starts that `operation` asks for, seen from the page of `cursor` (null: from
/// nowhere): direction, position and pages to skip. @throws Error InvalidRequest
/// (kBadContinuationToken) for the page before nowhere
template <typename Cursor, typename PageQuery>
void seek(SeekOperation operation, const Cursor* cursor, const Query& query, PageQuery& page) {
    switch (operation) {
        case SeekOperation::Next:
            if (cursor != nullptr) page.position = cursor->last;
            return;
        case SeekOperation::Previous:
            if (cursor == nullptr)
                throw Error(ErrorKind::InvalidRequest, codes::kBadContinuationToken);
            page.direction = accounts::SeekDirection::Backward;
            page.position = cursor->first;
            return;
        case SeekOperation::First:
            return;
        case SeekOperation::Last:
            page.direction = accounts::SeekDirection::Backward;
            return;
        case SeekOperation::PageIndex:
            page.skip = pageIndexOf(query) * page.size;
            return;
    }
}

/// What the end of a page says about itself and its neighbours. Borrows all of it.
struct PageEnd {
    /// Of the request: its size, window and filter are in the link to the page itself.
    const Query& query;
    std::string_view collection;  ///< path without version, such as "/customers"
    std::size_t items = 0;
    /// As it was asked for: the links repeat it.
    std::uint32_t size = 0;
    std::string_view token;  ///< empty when there are no other pages
    bool has_next = false;
    bool has_previous = false;
};

/// Appends what opens the envelope of a page: up to the first item, which follows without comma.
/// `totalCount` is the number of items in this page, as in the partner API.
void beginPage(std::string& out, std::size_t items);

/// Appends what closes it: continuation token, the link to the page as it was asked for, links to
/// the next and the previous page with the token as their header, attributes. The first page has
/// no previous, the last no next.
void endPage(std::string& out, const PageEnd& end);

}  // namespace concordat::api
