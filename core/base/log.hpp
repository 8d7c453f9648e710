#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace concordat {

/// How much an event matters to the operator: nothing to do, look when you can, something failed,
/// the service is not doing its work.
enum class Severity { Information, Warning, Error, Critical };

/// A value of an event, by name. Values are identifiers, counts and settings, never personal data
/// or secrets: logs leave the cloud's store and are read by people without a lease.
using LogField = std::pair<std::string_view, std::string_view>;

/// Where log lines go: receives each complete line of JSON, without the line end. Called from every
/// thread, one call at a time, so a slow sink slows whoever logs. What it throws is swallowed.
using LogSink = std::function<void(std::string_view line)>;

/// Writes one event as a line of JSON: time, severity, event id, message, fields. `event` is
/// permanent and listed in config/events.md with its cause and what to do. `message` is a fixed
/// text: what changes goes into `fields`. The time is the machine's, whatever clock the caller has.
/// Thread-safe; never throws, since a log must not end a request: out of memory means that the line
/// is missing.
void logEvent(Severity severity, std::string_view event, std::string_view message,
              std::initializer_list<LogField> fields = {}) noexcept;

/// Leaves out events below `lowest` from now on; at first none. For commands, whose output is for
/// people. Thread-safe.
void setLogThreshold(Severity lowest) noexcept;

/// Replaces the sink (standard error at first). Called once at start by the composition root, and
/// by tests.
void setLogSink(LogSink sink);

/// Appends `text` to `out` as a JSON string with its quotes: control characters, quotes and
/// backslashes escaped, invalid UTF-8 replaced by U+FFFD. Everything else stays as it is, also
/// U+2028. `text` must be shorter than 2 GiB and must not be part of `out`.
void appendJsonString(std::string& out, std::string_view text);

}  // namespace concordat
