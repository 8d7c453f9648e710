#include "core/accounts/user_page.hpp"

#include <algorithm>
#include <utility>

#include "core/base/text.hpp"

namespace concordat::accounts {
namespace {

using Key = std::pair<std::string, UserId>;

struct Sorted {
    Key key;
    User user;
};

std::vector<Sorted> sorted(std::vector<User> users, const UserQuery& query) {
    std::vector<Sorted> rows;
    rows.reserve(users.size());
    for (auto& user : users) {
        Key key{sortKeyOf(user, query.order), user.id};
        rows.push_back({std::move(key), std::move(user)});
    }
    std::sort(rows.begin(), rows.end(), [&](const Sorted& a, const Sorted& b) {
        return query.descending ? b.key < a.key : a.key < b.key;
    });
    return rows;
}

/// The first row behind the position (`inclusive`: at it).
std::size_t splitAt(const std::vector<Sorted>& rows, const UserQuery& query, bool inclusive) {
    const Key at{query.position->key, query.position->id};
    const auto before = [&](const Sorted& row) {
        const bool passed = query.descending ? at < row.key : row.key < at;
        return passed || (!inclusive && row.key == at);
    };
    return static_cast<std::size_t>(std::partition_point(rows.begin(), rows.end(), before) -
                                    rows.begin());
}

}  // namespace

std::string sortKeyOf(const User& user, UserOrder order) {
    switch (order) {
        case UserOrder::Creation:
            return {};
        case UserOrder::DisplayName:
            return listKeyOf(user.details.display_name);
        case UserOrder::PrincipalName:
            return listKeyOf(user.details.principal_name);
    }
    return {};
}

UserPage sortedPageOf(std::vector<User> users, const UserQuery& query) {
    auto rows = sorted(std::move(users), query);
    std::size_t begin = 0;
    std::size_t end = rows.size();
    if (query.direction == SeekDirection::Forward) {
        if (query.position) begin = splitAt(rows, query, false);
        begin = std::min(begin + query.skip, rows.size());
        end = std::min(begin + query.size, rows.size());
    } else {
        if (query.position) end = splitAt(rows, query, true);
        begin = end > query.size ? end - query.size : 0;
    }
    UserPage page;
    page.has_next = end < rows.size();
    page.has_previous = begin > 0;
    for (auto index = begin; index < end; ++index)
        page.users.push_back(std::move(rows[index].user));
    return page;
}

UserPage pageOfRange(std::vector<User> read, const UserQuery& query) {
    const bool more = read.size() > query.size;
    if (more) read.resize(query.size);
    const bool passed = query.position.has_value() || query.skip > 0;
    const bool forward = query.direction == SeekDirection::Forward;
    if (!forward) std::reverse(read.begin(), read.end());
    return {std::move(read), forward ? more : passed, forward ? passed : more};
}

}  // namespace concordat::accounts
