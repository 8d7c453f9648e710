#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <concordat/rules/cloud.hpp>

#include "core/base/error.hpp"
#include "core/runtime/settings.hpp"

namespace concordat::runtime {

/// What something of a cloud goes to, or comes from.
enum class SinkKind : std::uint8_t {
    Store,        ///< where records are
    AccessLog,    ///< who called, and what
    Backup,       ///< a copy of the store, written or read back
    TokenIssuer,  ///< asked for its keys; learns that this cloud exists
    Webhook,      ///< where partners are told what has changed
    NameServer,   ///< asked whose domains are; learns their names
};

/// One place outside the process's memory that settings or a command name for a cloud.
struct Sink {
    SinkKind kind = SinkKind::Store;
    /// Which setting labels it, below the cloud's, such as "store.location"; or a command's option.
    std::string setting;
    /// The label. The machine cannot know where a disk or a host is: the operator answers for it.
    std::string location;
    /// A file, or host and port, or an address. Never a secret.
    std::string destination;
    /// Of a store: "sqlite3" or "postgresql".
    std::string backend{};
    /// Whether it is reached over the network, beyond this machine.
    bool outbound = false;
    /// Whether what travels to it does so encrypted.
    bool encrypted = false;
};

/// Every sink that a cloud's settings name, the store first. What is not in it is never opened.
[[nodiscard]] std::vector<Sink> sinksOf(const CloudSettings& cloud);

/// A copy of a cloud's store at `file`, labelled by the operator's `location`.
[[nodiscard]] Sink backupSink(const std::string& file, const std::string& location);

/// For people and scripts: "store", "access log", "backup", "token issuer", "webhook", "resolver".
[[nodiscard]] std::string_view purposeOf(SinkKind kind) noexcept;

/// A sink that the cloud's rules do not allow where it is labelled to be.
struct RefusedSink {
    Sink sink;
    std::string rule;  ///< which of the rules says so
};

/// The one place that decides whether sinks may be used: asks the cloud's rules about each, before
/// anything is opened, made or sent. Those that must not be, in their order; what then happens is
/// in core/runtime/sink_refusals.hpp.
[[nodiscard]] std::vector<RefusedSink> refusedOf(const rules::Cloud& rules,
                                                 const std::vector<Sink>& sinks);

/// RUNTIME-LOCATION-REFUSED, naming rule, cloud, sink, label and the setting that labels it.
[[nodiscard]] FatalError locationRefused(const std::string& cloud, const RefusedSink& refused);

}  // namespace concordat::runtime
