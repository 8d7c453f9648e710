#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace concordat {

/// How much an event matters to the operator.
enum class Severity { Information, Warning, Error, Critical };

/// A value of an event, by name. Values are identifiers, counts and settings, never personal data
/// or secrets.
using LogField = std::pair<std::string_view, std::string_view>;

/// Where log lines go: receives each complete line of JSON, without the line end. Called from every
/// thread, one call at a time.
using LogSink = std::function<void(std::string_view line)>;

/// Writes one event as a line of JSON: time, severity, event id, message, fields. `event` is
/// permanent and listed in config/events.md with its cause and what to do. Thread-safe; never
/// throws, since a log must not end a request.
void logEvent(Severity severity, std::string_view event, std::string_view message,
              std::initializer_list<LogField> fields = {}) noexcept;

/// Leaves out events below `lowest` from now on; at first none. For commands, whose output is for
/// people. Thread-safe.
void setLogThreshold(Severity lowest) noexcept;

/// Replaces the sink (standard error at first). Called once at start by the composition root, and
/// by tests.
void setLogSink(LogSink sink);

/// Appends `text` to `out` as a JSON string with its quotes: control characters, quotes and
/// backslashes escaped, invalid UTF-8 replaced by U+FFFD.
void appendJsonString(std::string& out, std::string_view text);

}  // namespace concordat
