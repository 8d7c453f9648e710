#include "core/http/date_header.hpp"

#include <cstdio>

namespace concordat::http {
namespace {

// Not strftime: the names must be English whatever the locale.
constexpr std::array<const char*, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr int kFirstYear = 1900;

}  // namespace

std::string_view DateHeader::line() noexcept {
    timespec now{};
    // No system call: the value of the last tick.
    ::clock_gettime(CLOCK_REALTIME_COARSE, &now);
    if (now.tv_sec == second_) return {text_.data(), size_};
    second_ = now.tv_sec;
    return lineFor(second_);
}

std::string_view DateHeader::lineFor(std::time_t second) noexcept {
    std::tm parts{};
    ::gmtime_r(&second, &parts);
    const auto day = static_cast<std::size_t>(parts.tm_wday);
    const auto month = static_cast<std::size_t>(parts.tm_mon);
    const int size =
        std::snprintf(text_.data(), text_.size(), "Date: %s, %02d %s %04d %02d:%02d:%02d GMT\r\n",
                      kDays[day], parts.tm_mday, kMonths[month], parts.tm_year + kFirstYear,
                      parts.tm_hour, parts.tm_min, parts.tm_sec);
    size_ = static_cast<std::size_t>(size);
    return {text_.data(), size_};
}

}  // namespace concordat::http
