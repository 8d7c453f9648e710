#pragma once

#include <string>
#include <string_view>

#include "core/events/delivery_store.hpp"

namespace concordat::events {

/// Where the addresses in messages lead.
struct MessageSettings {
    /// Under which partners reach the cloud, without a slash at the end.
    std::string public_url;
    /// Whether the cloud lets partners read one entry of the record; else messages name none.
    bool names_entries = true;
};

/// The body of a delivery, JSON in UTF-8. It names what has changed and holds nothing of it: the
/// receiver asks with its own token.
[[nodiscard]] std::string messageOf(const MessageSettings& settings, const PartnerId& partner,
                                    const Event& event, std::string_view event_name);

}  // namespace concordat::events
