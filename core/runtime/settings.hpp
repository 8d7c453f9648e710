#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace concordat::runtime {

/// What the process is for. Production refuses what only development may have: a built-in
/// authority, plain HTTP to other machines, a seed, commits that are not synced, an unverified
/// PostgreSQL.
enum class Environment : std::uint8_t { Development, Production };

/// Certificate and key of a listener that speaks TLS: PEM files, the certificate with its chain,
/// the key without passphrase. Absolute paths; read once, at start.
struct TlsSettings {
    std::filesystem::path certificate;
    std::filesystem::path key;
};

/// Where a server listens.
struct ListenerSettings {
    std::string address = "127.0.0.1";  ///< IPv4 or IPv6, no name
    std::uint16_t port = 0;             ///< 0: the system chooses
    std::optional<TlsSettings> tls;     ///< absent: plain HTTP
};

/// The address under which this machine reaches a listener that got `port`, such as
/// "http://127.0.0.1:8081".
[[nodiscard]] std::string urlOf(const ListenerSettings& listener, std::uint16_t port);

/// Bounds on what one caller may use, the same for every listener. What they mean exactly:
/// http::ServerLimits and http::ReaderLimits.
struct LimitSettings {
    /// Of the request line and all headers; beyond: 431.
    std::size_t head_bytes = 16UL * 1024;
    /// Of a decoded body; beyond: 413.
    std::size_t body_bytes = 1024UL * 1024;
    /// From the first byte of a head to its end; then 408.
    std::chrono::seconds head_time{10};
    /// For a whole body, and for a caller to take a reply.
    std::chrono::seconds body_time{30};
    /// Between requests; longer than proxies keep a connection, so that they close it first.
    std::chrono::seconds idle_time{75};
    /// The last one is told to close.
    std::size_t requests_per_connection = 100'000;
    /// Of one listener; further ones get 503.
    std::size_t connections = 10'000;
};

/// Threads of each cloud's server; the administration listener has one of each kind.
struct ThreadSettings {
    std::size_t event_threads = 0;  ///< 0: as many as cores
    std::size_t workers = 48;       ///< for requests that may block
    std::size_t queue = 1024;       ///< requests that wait for a worker; beyond: 503
};

/// Where a cloud's access log goes.
struct AccessLogSettings {
    std::filesystem::path file;  ///< empty: none; "-": standard output
    std::string location;        ///< label of where the file is, checked by the cloud's rules
};

/// What keeps a cloud's records.
enum class StoreBackend : std::uint8_t { Sqlite3, Postgresql };

/// When SQLite tells the disk to keep a commit: never, at checkpoints, at every commit. Production
/// demands Full.
enum class Synchronous : std::uint8_t { Off, Normal, Full };

/// A cloud's store. Members of the other backend keep their defaults. Paths are absolute.
struct StoreSettings {
    StoreBackend backend = StoreBackend::Sqlite3;
    std::string location;  ///< label of where the store is, checked by the cloud's rules
    // sqlite3

    /// Of the SQLite database; its log and lock stand beside it.
    std::filesystem::path file;
    Synchronous synchronous = Synchronous::Full;
    // postgresql

    /// A name, an address, or the folder of a local socket.
    std::string host;
    std::uint16_t port = 5432;
    std::string database;
    /// The role that serves: owns nothing, and row security shows it one partner at a time.
    std::string user;
    /// Secret: from the environment, never logged. Used only where there is no `password_file`.
    std::string password;
    /// Read at each connection. Goes before `password`.
    std::filesystem::path password_file;
    std::string owner;  ///< role that owns the tables, for `concordat migrate`; empty: `user`
    std::filesystem::path owner_password_file;
    /// PostgreSQL's word. On this machine the default is "prefer".
    std::string sslmode = "verify-full";
    std::filesystem::path root_certificate;
    /// Sessions at most, for both backends; for PostgreSQL 2 to 4 a core of its machine.
    std::size_t pool = 8;
};

/// Whose tokens a cloud accepts: the built-in authority (development only) or an external issuer.
/// Exactly one of the two is set.
struct IdentitySettings {
    bool built_in = false;
    // built_in
    std::string issuer;  ///< base address under which callers reach it; empty: the listener's own
    std::filesystem::path signing_key_file;  ///< made at the first start
    // both
    std::vector<std::string> audiences;              ///< accepted `aud`
    std::vector<std::string> application_audiences;  ///< further ones of application-only tokens
    // external
    std::vector<std::string> issuers;  ///< accepted `iss`; "{tenantid}" stands for the tenant
    /// Where the OpenID configuration is. One of this and `jwks_uri` is set; https unless on this
    /// machine.
    std::string discovery_uri;
    std::string jwks_uri;
    std::filesystem::path ca_file;  ///< certificates to trust for those; empty: the system's
    std::string location;           ///< label of where the issuer is, checked by the cloud's rules
    /// Other names of claims, by the names of identity::ClaimNames; those not in it keep theirs.
    std::map<std::string, std::vector<std::string>> claims;
};

/// A host that webhooks may go to, or all below a domain, and where it is.
struct WebhookReceiver {
    std::string host;      ///< a pattern of events::TargetSettings::hosts
    std::string location;  ///< label of where it is, checked by the cloud's rules
};

/// What a cloud tells its partners by webhooks. Off without receivers.
struct WebhookSettings {
    std::vector<WebhookReceiver> receivers;
    /// Under which partners reach this cloud, without a slash at the end.
    std::string public_url;
    /// Signs what is sent: PEM files, the certificate with its chain, an RSA key without
    /// passphrase. Read again when they change.
    std::filesystem::path certificate;
    std::filesystem::path key;
    /// The certificate of before, which receivers may still ask for; empty: none.
    std::filesystem::path previous_certificate;
    std::filesystem::path ca_file;  ///< certificates to trust for receivers; empty: the system's
    /// Whether receivers may be on this machine and in private networks, and without TLS.
    bool allow_private = false;
    std::size_t workers = 4;
    std::chrono::seconds first_pause{10};  ///< after the first attempt; then three times as long

    [[nodiscard]] bool areOn() const { return !receivers.empty(); }
};

/// The name server that is asked whether domains are their customers'. Off without an address.
struct ResolverSettings {
    std::string address;  ///< IPv4 or IPv6, no name
    std::uint16_t port = 0;
    std::string location;  ///< label of where it is, checked by the cloud's rules
    std::chrono::milliseconds patience{3000};  ///< how long a request waits for its answer

    [[nodiscard]] bool isOn() const { return !address.empty(); }
};

/// The pages on which people answer the links of invitations and requests. Off without an address.
struct ConsentSettings {
    /// Scheme, host and port under which browsers reach them, without a slash at the end.
    std::string public_url;
    std::string client_id;                     ///< as which the authority knows them
    std::filesystem::path client_secret_file;  ///< of an external authority; empty: has none

    [[nodiscard]] bool areOn() const { return !public_url.empty(); }
};

/// Where the texts of agreements come from and where links to them lead.
struct AgreementSettings {
    /// Of PDF files of the operator's own, see documents::readOwnDocuments; empty: templates alone.
    std::filesystem::path folder;
    /// Under which browsers reach this cloud, without a slash at the end; empty: see
    /// documentsUrlOf.
    std::string public_url;
};

/// Where a cloud's plugin is and what it is told.
struct PluginSettings {
    /// Relative names start at Surroundings::plugin_dir.
    std::filesystem::path file;
    std::string sha256;  ///< empty: not pinned
    /// Whether the process ends when a rule does not return, for its supervisor to start it again.
    bool restart_on_hang = false;
    std::map<std::string, std::string, std::less<>> settings;  ///< the cloud's own
};

/// One cloud. Two clouds share nothing but the process: neither id nor port, store nor log.
struct CloudSettings {
    /// As the plugin's facts say it.
    std::string id;
    PluginSettings plugin;
    ListenerSettings listener;
    std::vector<std::string> trusted_proxies;  ///< only these may connect; empty: everyone may
    /// Where links for customers lead, if not to pages of its own: the text of a link follows it.
    /// Empty: partners get none.
    std::string consent_url;
    ConsentSettings consent;  ///< excludes the one before
    AgreementSettings agreements;
    AccessLogSettings access_log;
    StoreSettings store;
    IdentitySettings identity;
    /// Empty only when `master_key` is set.
    std::filesystem::path master_key_file;
    std::string master_key;  ///< secret: 64 hexadecimal digits from the environment; else the file
    std::uint32_t requests_per_minute = 0;  ///< of one partner; 0: not throttled
    WebhookSettings webhooks;
    ResolverSettings resolver;
};

/// All settings of a process: read at start; of those read again later only what
/// core/runtime/settings_change.hpp names is taken over. Complete and checked: whoever gets one
/// need not ask whether a member makes sense. Holds secrets: never log it.
struct Settings {
    Environment environment = Environment::Development;
    /// Absolute; stands for ${data_dir} in other paths.
    std::filesystem::path data_dir;
    std::filesystem::path seed_file;  ///< sandbox partners of the first start; empty: none
    /// Health and metrics of the whole process; no token is asked for, so it belongs on an address
    /// for operators.
    ListenerSettings administration;
    ThreadSettings threads;
    LimitSettings limits;
    std::vector<CloudSettings> clouds;
    /// Every value of the file by its place, such as "clouds[0].store.location", to tell what has
    /// changed.
    std::map<std::string, std::string> texts;

    /// The cloud of that id; null when there is none. Points into these settings.
    [[nodiscard]] const CloudSettings* cloud(std::string_view id) const {
        for (const auto& settings : clouds)
            if (settings.id == id) return &settings;
        return nullptr;
    }
};

}  // namespace concordat::runtime
