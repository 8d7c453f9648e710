#include "core/base/log.hpp"

#include <atomic>
#include <cstdint>
#include <cstring>
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

/// One write for the line and its end, so that lines of several processes do not mix.
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

std::atomic<Severity> threshold{Severity::Information};

/// A static of a function, so that whatever logs first finds it made.
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

/// Whether eight characters are plain, in a few operations on one word: a byte's high bit comes up
/// when it is above 0x7F, or when taking something from it borrows. A character after one that is
/// not plain may be misjudged, which does not matter.
bool arePlain(const char* eight) {
    constexpr std::uint64_t kOnes = 0x0101010101010101U;
    constexpr std::uint64_t kHigh = 0x80U * kOnes;
    std::uint64_t word = 0;
    std::memcpy(&word, eight, sizeof word);
    const std::uint64_t quotes = word ^ ('"' * kOnes);
    const std::uint64_t backslashes = word ^ ('\\' * kOnes);
    const std::uint64_t control = (word - 0x20U * kOnes) & ~word;
    const std::uint64_t quote = (quotes - kOnes) & ~quotes;
    const std::uint64_t backslash = (backslashes - kOnes) & ~backslashes;
    return ((control | quote | backslash | word) & kHigh) == 0;
}

/// Where the plain characters from `i` on end.
int32_t endOfPlain(const char* data, int32_t i, int32_t size) {
    while (i + 8 <= size && arePlain(data + i)) i += 8;
    while (i < size && isPlain(static_cast<unsigned char>(data[i]))) ++i;
    return i;
}

}  // namespace

void appendJsonString(std::string& out, std::string_view text) {
    const auto* data = text.data();
    // ICU's macros count in int32_t.
    const auto size = static_cast<int32_t>(text.size());
    int32_t i = endOfPlain(data, 0, size);
    if (i == size) {  // the usual case, in one step
        const auto at = out.size();
        out.resize(at + text.size() + 2, '"');
        if (size > 0) std::memcpy(out.data() + at + 1, data, text.size());
        return;
    }
    out.push_back('"');
    out.append(data, static_cast<std::size_t>(i));
    while (i < size) {
        const int32_t start = i;
        i = endOfPlain(data, i, size);
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
    if (severity < threshold.load(std::memory_order_relaxed)) return;
    std::string line;
    appendField(line, "time", toString(SystemClock().now()));
    appendField(line, "severity", nameOf(severity));
    appendField(line, "event", event);
    appendField(line, "message", message);
    for (const auto& [name, value] : fields) appendField(line, name, value);
    line.push_back('}');
    // Held for the write alone: the line is built outside it.
    const std::lock_guard lock(sink().mutex);
    sink().write(line);
} catch (...) {  // out of memory, or a sink that threw: the request goes on
}

void setLogThreshold(Severity lowest) noexcept {
    threshold.store(lowest, std::memory_order_relaxed);
}

void setLogSink(LogSink write) {
    const std::lock_guard lock(sink().mutex);
    sink().write = write ? std::move(write) : LogSink(toStandardError);
}

}  // namespace concordat
