#include "core/base/log.hpp"

#include <mutex>
#include <string>
#include <unicode/utf8.h>
#include <unistd.h>

#include "core/base/time.hpp"

namespace concordat {
namespace {

std::string_view nameOf(Severity severity) {
    switch (severity) {
        case Severity::Information:
            return "information";
        case Severity::Warning:
            return "warning";
        case Severity::Error:
            return "error";
        case Severity::Critical:
            return "critical";
    }
    return "critical";
}

void toStandardError(std::string_view line) {
    std::string text(line);
    text.push_back('\n');
    // A log that cannot be written has nowhere to say so.
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text.data(), text.size());
}

/// The process-wide sink: the log is the one thing that every room reaches without being handed it.
struct Sink {
    std::mutex mutex;  ///< guards `write`
    LogSink write = toStandardError;
};

Sink& sink() {
    static Sink instance;
    return instance;
}

void appendField(std::string& out, std::string_view name, std::string_view value) {
    out.push_back(out.empty() ? '{' : ',');
    appendJsonString(out, name);
    out.push_back(':');
    appendJsonString(out, value);
}

void appendEscape(std::string& out, unsigned char c) {
    constexpr char kHex[] = "0123456789abcdef";
    switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            out += "\\u00";
            out.push_back(kHex[c >> 4U]);
            out.push_back(kHex[c & 0x0FU]);
    }
}

bool isPlain(unsigned char c) {
    return c >= 0x20 && c != '"' && c != '\\' && c < 0x80;
}

}  // namespace

void appendJsonString(std::string& out, std::string_view text) {
    const auto* data = text.data();
    const auto size = static_cast<int32_t>(text.size());
    out.push_back('"');
    for (int32_t i = 0; i < size;) {
        const int32_t start = i;
        while (i < size && isPlain(static_cast<unsigned char>(data[i]))) ++i;
        out.append(data + start, static_cast<std::size_t>(i - start));
        if (i == size) break;
        if (static_cast<unsigned char>(data[i]) < 0x80) {
            appendEscape(out, static_cast<unsigned char>(data[i++]));
            continue;
        }
        const int32_t first = i;
        UChar32 c = 0;
        U8_NEXT(data, i, size, c);
        if (c < 0)
            out += "\xEF\xBF\xBD";
        else
            out.append(data + first, static_cast<std::size_t>(i - first));
    }
    out.push_back('"');
}

void logEvent(Severity severity, std::string_view event, std::string_view message,
              std::initializer_list<LogField> fields) noexcept try {
    std::string line;
    appendField(line, "time", toString(SystemClock().now()));
    appendField(line, "severity", nameOf(severity));
    appendField(line, "event", event);
    appendField(line, "message", message);
    for (const auto& [name, value] : fields) appendField(line, name, value);
    line.push_back('}');
    const std::lock_guard lock(sink().mutex);
    sink().write(line);
} catch (...) {  // out of memory, or a sink that threw: the request goes on
}

void setLogSink(LogSink write) {
    const std::lock_guard lock(sink().mutex);
    sink().write = write ? std::move(write) : LogSink(toStandardError);
}

}  // namespace concordat
