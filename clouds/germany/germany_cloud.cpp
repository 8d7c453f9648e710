#include "germany_cloud.hpp"

#include <chrono>
#include <stdexcept>
#include <string>

#include <concordat/cloud_store/standard_session_opener.hpp>

namespace concordat::germany {

namespace {

constexpr std::string_view kClosed = "DE-CLOSED-1";
constexpr std::string_view kClosesSetting = "closes_for_new_customers";

/// The first moment (UTC) of a day written as 2018-10-01; nothing when `text` is empty.
std::optional<rules::Instant> parseDay(const std::string& text) {
    if (text.empty()) return std::nullopt;
    constexpr std::string_view form = "0000-00-00";
    bool good = text.size() == form.size();
    for (std::size_t i = 0; good && i < form.size(); ++i)
        good = form[i] == '-' ? text[i] == '-' : text[i] >= '0' && text[i] <= '9';
    if (good) {
        const std::chrono::year_month_day day{
            std::chrono::year(std::stoi(text.substr(0, 4))),
            std::chrono::month(static_cast<unsigned>(std::stoi(text.substr(5, 2)))),
            std::chrono::day(static_cast<unsigned>(std::stoi(text.substr(8, 2))))};
        if (day.ok()) return std::chrono::sys_days(day);
    }
    throw std::runtime_error("the setting '" + std::string(kClosesSetting) + "' is '" + text +
                             "', which is not a date; write it as 2018-10-01");
}

}  // namespace

GermanyCloud::GermanyCloud(const rules::PluginContext& context)
    : BasicCloud(context, {.rules = {kClosed}, .settings = {kClosesSetting}}),
      closes_(parseDay(setting(kClosesSetting))) {}

rules::Decision GermanyCloud::mayAddCustomer(const rules::PartnerView& partner,
                                             const rules::CustomerDraftView& draft,
                                             rules::Instant now) const {
    // Compared with the request's time, so that all instances close at one moment.
    if (closes_ && now >= *closes_) return rules::Decision::refuse(kClosed);
    return BasicCloud::mayAddCustomer(partner, draft, now);
}

std::unique_ptr<cloud_store::SessionOpener> GermanyCloud::createSessionOpener(
    const cloud_store::StoreSettings& settings) const {
    return std::make_unique<cloud_store::StandardSessionOpener>(settings);
}

}  // namespace concordat::germany
