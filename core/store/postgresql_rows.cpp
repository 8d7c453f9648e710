#include "core/store/postgresql_rows.hpp"

#include <libpq-fe.h>
#include <utility>

namespace concordat::store {

void PostgresqlRows::start(PostgresqlResult result) {
    result_ = std::move(result);
    row_ = -1;
}

bool PostgresqlRows::next() {
    return ++row_ < PQntuples(result_.get());
}

/// A BIGINT travels with its highest byte first.
std::int64_t PostgresqlRows::integer(int column) const {
    const char* const bytes = PQgetvalue(result_.get(), row_, column);
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < sizeof value; ++i)
        value = (value << 8U) | static_cast<std::uint8_t>(bytes[i]);
    return static_cast<std::int64_t>(value);
}

std::string_view PostgresqlRows::bytes(int column) const {
    return {PQgetvalue(result_.get(), row_, column),
            static_cast<std::size_t>(PQgetlength(result_.get(), row_, column))};
}

bool PostgresqlRows::isNull(int column) const {
    return PQgetisnull(result_.get(), row_, column) == 1;
}

}  // namespace concordat::store
