#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/audit/record.hpp"

namespace concordat::events {

/// The name of the event that a partner asks for to try its receiver.
inline constexpr std::string_view kTestEvent = "test-created";

/// What an entry of the record is called when it is told to others: "{resource}-{action}", such as
/// "customer-created"; empty for entries that are told to nobody, those about webhooks themselves
/// and those that a newer version wrote. Permanent: partners' programs branch on it.
[[nodiscard]] std::string eventNameOf(audit::ResourceType resource, audit::OperationType operation);

/// Every name that can be registered for, sorted. Made once; from any thread.
[[nodiscard]] const std::vector<std::string>& eventNames();

/// The part of a name before the hyphen: `ResourceName` of the message.
[[nodiscard]] std::string_view resourceOf(std::string_view event_name);

}  // namespace concordat::events
