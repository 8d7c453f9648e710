#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

/// What an author includes to open a store; needs the same compiler, SOCI and Boost as the host.
#include <soci/soci.h>

namespace concordat::cloud_store {

/// Where a cloud keeps its records, as the operator's settings say. A plugin may refuse what it
/// finds here; it must not look for other places. Holds a password: never log it.
struct StoreSettings {
    /// "sqlite3" or "postgresql", as the operator chose.
    std::string backend{};
    /// Label of the place, such as "de". The cloud's rules have allowed it before an opener is
    /// made.
    std::string location{};
    /// Of the SQLite file; empty for PostgreSQL.
    std::string path{};
    /// Of the PostgreSQL server: a name, an address or a socket folder; empty for SQLite.
    std::string host{};
    /// Of the PostgreSQL server, also where it is reached by a socket.
    std::uint16_t port = 5432;
    /// Name of the PostgreSQL database.
    std::string database{};
    /// PostgreSQL role: the one that serves, or the owner of the tables for operators' commands.
    std::string user{};
    /// Used only when `password_file` is empty. Both empty: the server asks for none.
    std::string password{};
    /// Read at every open, so that it can be changed without a restart; goes before `password`.
    std::string password_file{};
    /// PostgreSQL's sslmode, such as "verify-full"; empty: its default, which encrypts only
    /// where the server offers it.
    std::string tls_mode{};
    /// Certificates that the server's certificate must lead to; empty: libpq's default file.
    std::string tls_root_file{};
    /// Of one attempt to reach PostgreSQL. libpq waits at least 2 seconds, and forever for 0.
    std::uint32_t connect_timeout_seconds = 5;
};

/// Opens sessions of one cloud's store. Made by the cloud's plugin at start, lives until the store
/// is closed; the host deletes it, and the plugin's code is never unloaded. Called by the store's
/// pool, which opens sessions at start and again whenever one was lost.
///
/// A cloud that needs neither another backend nor another way to a password returns a
/// StandardSessionOpener. One of its own must keep to this: one call, one connection, to the place
/// that the settings name and no other.
class SessionOpener {
public:
    virtual ~SessionOpener() = default;

    /// "sqlite3" or "postgresql": which text of each statement pair the store uses.
    [[nodiscard]] virtual std::string_view backend() const = 0;

    /// Connects `session`. Sets nothing: pragmas, time-outs and roles are the store's business.
    /// Blocks up to the connect time-out; called from several threads, each with a session of its
    /// own. Called again for a session that was lost, so a password must be read anew and nothing
    /// be kept from the first time.
    /// @throws soci::soci_error when the store cannot be reached
    /// @throws std::runtime_error when a file that the settings name is missing or not safe
    virtual void open(soci::session& session) const = 0;
};

}  // namespace concordat::cloud_store
