#pragma once

#include "core/store/connection.hpp"
#include "core/store/postgresql_pipeline.hpp"

namespace concordat::store {

/// The rows of a statement's result, all of them in memory.
class PostgresqlRows final : public Rows {
public:
    /// Begins before the first row of `result`.
    void start(PostgresqlResult result);

    [[nodiscard]] bool next() override;
    [[nodiscard]] std::int64_t integer(int column) const override;
    [[nodiscard]] std::string_view text(int column) const override { return bytes(column); }
    [[nodiscard]] std::string_view bytes(int column) const override;
    [[nodiscard]] bool isNull(int column) const override;
    void finish() noexcept override { result_.reset(); }

private:
    PostgresqlResult result_;
    int row_ = -1;
};

}  // namespace concordat::store
