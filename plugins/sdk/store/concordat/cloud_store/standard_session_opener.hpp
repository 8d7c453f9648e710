#pragma once

#include <concordat/cloud_store/session_opener.hpp>

namespace concordat::cloud_store {

/// The opener that fits most clouds: SQLite in a file of its own or PostgreSQL over the network.
///
/// A SQLite file is made readable by its owner alone (0600), in a folder that only the owner can
/// enter (0700) when the folder has to be made too.
class StandardSessionOpener final : public SessionOpener {
public:
    /// @throws std::invalid_argument naming the setting that is missing or unknown
    explicit StandardSessionOpener(StoreSettings settings);

    [[nodiscard]] std::string_view backend() const override { return settings_.backend; }
    void open(soci::session& session) const override;

private:
    void openSqlite(soci::session& session) const;
    void openPostgresql(soci::session& session) const;

    StoreSettings settings_;
};

}  // namespace concordat::cloud_store
