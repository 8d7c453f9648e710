#include <cctype>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <stdexcept>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include <concordat/cloud_store/standard_session_opener.hpp>

namespace concordat::cloud_store {

namespace {

constexpr std::size_t kLongestPassword = 4096;
constexpr mode_t kOwnerOnly = 0600;
constexpr mode_t kEveryone = 0777;

/// Adds a parameter to a libpq URI. The URI form, because SOCI takes the other one apart at spaces,
/// also those inside quotes.
void add(std::string& uri, std::string_view key, std::string_view value) {
    if (value.empty()) return;
    constexpr std::string_view digits = "0123456789ABCDEF";
    uri.append(uri.back() == '?' ? "" : "&").append(key).append("=");
    for (const char c : value) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
            uri += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            uri.append({'%', digits[byte >> 4U], digits[byte & 15U]});
        }
    }
}

/// At most one byte more than is allowed is read, to tell that there is more.
std::string readPassword(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    std::string password(kLongestPassword + 1, '\0');
    in.read(password.data(), static_cast<std::streamsize>(password.size()));
    if (in.bad() || in.gcount() <= 0)
        throw std::runtime_error("the store's password file '" + file + "' cannot be read");
    password.resize(static_cast<std::size_t>(in.gcount()));
    while (!password.empty() && (password.back() == '\n' || password.back() == '\r'))
        password.pop_back();
    if (password.empty() || password.size() > kLongestPassword)
        throw std::runtime_error("the store's password file '" + file +
                                 "' must hold one line of at most 4096 bytes");
    return password;
}

/// Makes the file before SQLite does, because SQLite would let the umask decide who may read it.
void makePrivateFile(const std::filesystem::path& path) {
    namespace fs = std::filesystem;
    const auto folder = path.parent_path();
    if (!folder.empty() && !fs::exists(folder)) {
        fs::create_directories(folder);
        fs::permissions(folder, fs::perms::owner_all);
    }
    // Only ever opened when it is new: closing any descriptor of a file takes away the locks that
    // the process has on it (POSIX), and with them those of the sessions that are open.
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, kOwnerOnly);
    if (file >= 0) {
        ::close(file);
        return;
    }
    struct stat status {};
    if (errno == EEXIST && ::lstat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode)) {
        // Narrowed rather than refused: an operator who copied a store has its old mode.
        if ((status.st_mode & kEveryone) == kOwnerOnly || ::chmod(path.c_str(), kOwnerOnly) == 0)
            return;
    } else if (errno == EEXIST) {
        throw std::runtime_error("the store's file '" + path.string() + "' is not a regular file");
    }
    throw std::runtime_error("the store's file '" + path.string() +
                             "' cannot be opened: " + std::generic_category().message(errno));
}

}  // namespace

StandardSessionOpener::StandardSessionOpener(StoreSettings settings)
    : settings_(std::move(settings)) {
    if (settings_.backend == "sqlite3") {
        if (settings_.path.empty())
            throw std::invalid_argument("store.path is missing: name the SQLite file");
    } else if (settings_.backend == "postgresql") {
        if (settings_.host.empty() || settings_.database.empty() || settings_.user.empty())
            throw std::invalid_argument(
                "store.host, store.database and store.user are needed for PostgreSQL");
    } else {
        throw std::invalid_argument("store.backend '" + settings_.backend +
                                    "' is unknown: use sqlite3 or postgresql");
    }
}

void StandardSessionOpener::open(soci::session& session) const {
    if (settings_.backend == "sqlite3")
        openSqlite(session);
    else
        openPostgresql(session);
}

void StandardSessionOpener::openSqlite(soci::session& session) const {
    // SOCI knows no escape inside the quotes of this connection string.
    if (settings_.path.find_first_of(std::string_view("\"\0", 2)) != std::string::npos)
        throw std::runtime_error("store.path must not contain a quote or a zero byte");
    makePrivateFile(settings_.path);
    session.open(soci::sqlite3, "dbname=\"" + settings_.path + "\"");
}

void StandardSessionOpener::openPostgresql(soci::session& session) const {
    // All as parameters: user and host before the question mark would need escapes of their own.
    std::string uri = "postgresql:///?";
    add(uri, "host", settings_.host);
    add(uri, "port", std::to_string(settings_.port));
    add(uri, "dbname", settings_.database);
    add(uri, "user", settings_.user);
    add(uri, "password",
        settings_.password_file.empty() ? settings_.password
                                        : readPassword(settings_.password_file));
    add(uri, "sslmode", settings_.tls_mode);
    add(uri, "sslrootcert", settings_.tls_root_file);
    add(uri, "connect_timeout", std::to_string(settings_.connect_timeout_seconds));
    // By which administrators find the sessions in pg_stat_activity.
    add(uri, "application_name", "concordat");
    session.open(soci::postgresql, uri);
}

}  // namespace concordat::cloud_store
