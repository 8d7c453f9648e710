#include "core/base/time.hpp"

#include <array>
#include <charconv>

namespace concordat {
namespace {

namespace chr = std::chrono;

/// With leading zeros; `out` then points behind them.
void writeDigits(char*& out, unsigned value, unsigned width) {
    for (unsigned i = width; i-- > 0;) {
        out[i] = static_cast<char>('0' + value % 10);
        value /= 10;
    }
    out += width;
}

/// Reads a text from its start; every step fails for good once one has failed.
class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    unsigned digits(unsigned width) {
        unsigned value = 0;
        if (rest_.size() < width) return fail();
        for (unsigned i = 0; i < width; ++i) {
            if (rest_[i] < '0' || rest_[i] > '9') return fail();
            value = value * 10 + static_cast<unsigned>(rest_[i] - '0');
        }
        rest_.remove_prefix(width);
        return value;
    }

    bool take(char c) {
        if (rest_.empty() || rest_.front() != c) return false;
        rest_.remove_prefix(1);
        return true;
    }

    void expect(char c) { require(take(c)); }

    void require(bool good) {
        if (!good) fail();
    }

    /// Up to six digits count, up to nine are accepted.
    unsigned microseconds() {
        unsigned value = 0;
        unsigned count = 0;
        for (; !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; ++count) {
            // The digits beyond microseconds are read and dropped.
            if (count < 6) value = value * 10 + static_cast<unsigned>(rest_.front() - '0');
            rest_.remove_prefix(1);
        }
        if (count == 0 || count > 9) return fail();
        for (unsigned i = count; i < 6; ++i) value *= 10;
        return value;
    }

    [[nodiscard]] bool done() const { return ok_ && rest_.empty(); }
    [[nodiscard]] bool atEnd() const { return rest_.empty(); }

private:
    unsigned fail() {
        ok_ = false;
        return 0;
    }

    std::string_view rest_;
    bool ok_ = true;
};

struct DateTime {
    unsigned year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, fraction = 0;
    chr::minutes offset{0};
};

std::optional<Instant> toInstant(const DateTime& t) {
    const chr::year_month_day date{chr::year(static_cast<int>(t.year)), chr::month(t.month),
                                   chr::day(t.day)};
    // Written by some clocks; counted into the next minute, as <chrono> would.
    constexpr unsigned kLeapSecond = 60;
    if (!date.ok() || t.hour > 23 || t.minute > 59 || t.second > kLeapSecond) return std::nullopt;
    return Instant(chr::sys_days(date)) + chr::hours(t.hour) + chr::minutes(t.minute) +
           chr::seconds(t.second) + chr::microseconds(t.fraction) - t.offset;
}

/// Nothing means UTC, which is what the partner API's clients mean.
void scanZone(Scanner& in, DateTime& t) {
    if (in.atEnd() || in.take('Z') || in.take('z')) return;
    const bool east = in.take('+');
    if (!east) in.expect('-');
    const auto hours = in.digits(2);
    in.expect(':');
    const auto minutes = in.digits(2);
    in.require(hours < 24 && minutes < 60);
    const auto offset = chr::minutes(hours * 60 + minutes);
    t.offset = east ? offset : -offset;
}

void scanTime(Scanner& in, DateTime& t) {
    t.hour = in.digits(2);
    in.expect(':');
    t.minute = in.digits(2);
    in.expect(':');
    t.second = in.digits(2);
}

std::optional<Instant> parseIso(std::string_view text) {
    Scanner in(text);
    DateTime t;
    t.year = in.digits(4);
    in.expect('-');
    t.month = in.digits(2);
    in.expect('-');
    t.day = in.digits(2);
    if (!in.atEnd()) {
        if (!in.take('T') && !in.take('t')) in.expect(' ');
        scanTime(in, t);
        if (in.take('.')) t.fraction = in.microseconds();
        scanZone(in, t);
    }
    return in.done() ? toInstant(t) : std::nullopt;
}

/// The form of .NET's invariant culture, which existing clients put into audit queries.
std::optional<Instant> parseInvariant(std::string_view text) {
    Scanner in(text);
    DateTime t;
    t.month = in.digits(2);
    in.expect('/');
    t.day = in.digits(2);
    in.expect('/');
    t.year = in.digits(4);
    if (!in.atEnd()) {
        in.expect(' ');
        scanTime(in, t);
    }
    return in.done() ? toInstant(t) : std::nullopt;
}

}  // namespace

Instant SystemClock::now() const {
    return chr::time_point_cast<chr::microseconds>(chr::system_clock::now());
}

std::size_t writeInstant(Instant instant, char* out) noexcept {
    // floor, not duration_cast: before 1970 the two differ.
    const auto day = chr::floor<chr::days>(instant);
    const chr::year_month_day date(day);
    const chr::hh_mm_ss time(instant - day);
    writeDigits(out, static_cast<unsigned>(static_cast<int>(date.year())), 4);
    *out++ = '-';
    writeDigits(out, static_cast<unsigned>(date.month()), 2);
    *out++ = '-';
    writeDigits(out, static_cast<unsigned>(date.day()), 2);
    *out++ = 'T';
    writeDigits(out, static_cast<unsigned>(time.hours().count()), 2);
    *out++ = ':';
    writeDigits(out, static_cast<unsigned>(time.minutes().count()), 2);
    *out++ = ':';
    writeDigits(out, static_cast<unsigned>(time.seconds().count()), 2);
    *out++ = '.';
    writeDigits(out, static_cast<unsigned>(time.subseconds().count()), 6);
    *out++ = 'Z';
    return kInstantTextSize;
}

std::string toString(Instant instant) {
    std::string text(kInstantTextSize, '\0');
    writeInstant(instant, text.data());
    return text;
}

std::optional<Instant> parseInstant(std::string_view text) noexcept {
    constexpr std::size_t kSlashInInvariantForm = 2;
    // The two forms differ in their third character, so neither is tried in vain.
    if (text.size() > kSlashInInvariantForm && text[kSlashInInvariantForm] == '/')
        return parseInvariant(text);
    return parseIso(text);
}

}  // namespace concordat
