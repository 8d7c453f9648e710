#pragma once

#include <string_view>

#include "core/base/page_language.hpp"

/// Private to the room: every word of the pages.
namespace concordat::consent {

/// The texts of one language, as plain text. {0} and {1} are places for names.
struct Texts {
    std::string_view invitation_title;
    std::string_view invitation;  ///< {0} the provider, {1} its country
    std::string_view invitation_grants;
    std::string_view request_title;
    std::string_view request;   ///< {0} the partner, {1} its country
    std::string_view reseller;  ///< {0} who will see the customer too
    std::string_view request_grants;
    std::string_view delegation;
    std::string_view delegation_tick;
    std::string_view granular_title;
    std::string_view granular;          ///< {0} the partner, {1} its country; roles follow
    std::string_view granular_name;     ///< {0} what the partner calls it
    std::string_view granular_lasts;    ///< {0} for how many days
    std::string_view granular_extends;  ///< {0} by how many days
    std::string_view granular_ends;
    std::string_view terms_tick;
    std::string_view until_label;
    std::string_view until_withdrawn;
    std::string_view days;        ///< {0} how many
    std::string_view signed_in;   ///< {0} user name
    std::string_view link_until;  ///< {0} a date
    std::string_view accept;
    std::string_view decline;
    std::string_view unticked;  ///< a box was not ticked

    std::string_view accepted_title;
    std::string_view invitation_accepted;
    std::string_view request_accepted;
    std::string_view granular_accepted;
    std::string_view declined_title;
    std::string_view invitation_declined;
    std::string_view request_declined;

    std::string_view partners_title;
    std::string_view partners_none;
    std::string_view partners_explained;
    std::string_view partner_delegated;
    std::string_view partner_roles;  ///< {0} its name and roles, {1} a date
    std::string_view partner_asks;   ///< likewise
    std::string_view withdraw;

    std::string_view refused_title;
    std::string_view unusable;
    std::string_view used_title;
    std::string_view used;
    std::string_view not_administrator;  ///< {0} user name
    std::string_view not_reseller;
    std::string_view not_customer;
    std::string_view suspended;
    std::string_view held;

    std::string_view start_again;
    std::string_view not_signed_in;
    std::string_view unavailable;
    std::string_view bad_request;
};

/// Those of a language.
[[nodiscard]] const Texts& textsOf(PageLanguage language);

}  // namespace concordat::consent
