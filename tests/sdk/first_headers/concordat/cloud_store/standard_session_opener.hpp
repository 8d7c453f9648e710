#pragma once

#include <concordat/cloud_store/session_opener.hpp>

namespace concordat::cloud_store {

/// The opener that fits most clouds: SQLite in a file of its own or PostgreSQL over the network.
/// Immutable; open() may run in several threads.
///
/// A SQLite file is made readable by its owner alone (0600), in a folder that only the owner can
/// enter (0700) when the folder has to be made too. A file with other permissions is given these; a
/// link or a special file is refused.
///
/// PostgreSQL is told the application name "concordat". Values are quoted for the connection
/// string, so that a password may hold any character.
class StandardSessionOpener final : public SessionOpener {
public:
    /// Looks at the settings alone and at no file or network. @throws std::invalid_argument naming
    /// the setting that is missing or unknown
    explicit StandardSessionOpener(StoreSettings settings);

    /// As the settings say: "sqlite3" or "postgresql".
    [[nodiscard]] std::string_view backend() const override { return settings_.backend; }
    /// Reads password_file at every call, one line of at most 4096 bytes.
    /// @throws std::runtime_error when the password file is missing or empty, or the SQLite file is
    /// no regular file or not the process's own
    void open(soci::session& session) const override;

private:
    void openSqlite(soci::session& session) const;
    void openPostgresql(soci::session& session) const;

    StoreSettings settings_;
};

}  // namespace concordat::cloud_store
