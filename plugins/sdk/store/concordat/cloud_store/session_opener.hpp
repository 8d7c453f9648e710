#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

/// What an author includes to open a store; needs the same compiler, SOCI and Boost as the host.
#include <soci/soci.h>

namespace concordat::cloud_store {

/// Where a cloud keeps its records, as the operator's settings say.
struct StoreSettings {
    std::string backend{};   ///< "sqlite3" or "postgresql"
    std::string location{};  ///< label of the place, such as "de"; the cloud's rules decide on it
    std::string path{};      ///< of the SQLite file
    std::string host{};      ///< of the PostgreSQL server: a name, an address or a socket folder
    std::uint16_t port = 5432;  ///< of the PostgreSQL server
    std::string database{};     ///< name of the PostgreSQL database
    std::string user{};         ///< PostgreSQL role
    std::string password{};     ///< empty: taken from password_file or not needed
    std::string
        password_file{};     ///< read at every open, so that it can be changed without a restart
    std::string tls_mode{};  ///< PostgreSQL's sslmode, such as "verify-full"; empty: its default
    std::string tls_root_file{};  ///< certificates that the server's certificate must lead to
    std::uint32_t connect_timeout_seconds = 5;  ///< of one attempt to reach PostgreSQL
};

/// Opens sessions of one cloud's store. Made by the cloud's plugin at start, lives until the store
/// is closed.
class SessionOpener {
public:
    virtual ~SessionOpener() = default;

    /// "sqlite3" or "postgresql": which text of each statement pair the store uses.
    [[nodiscard]] virtual std::string_view backend() const = 0;

    /// Connects `session`. Sets nothing: pragmas, time-outs and roles are the store's business.
    /// Blocks up to the connect time-out; called from several threads, each with a session of its
    /// own.
    /// @throws soci::soci_error when the store cannot be reached
    /// @throws std::runtime_error when a file that the settings name is missing or not safe
    virtual void open(soci::session& session) const = 0;
};

}  // namespace concordat::cloud_store
