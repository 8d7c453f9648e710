#pragma once

#include <optional>
#include <vector>

#include "core/partners/partner_store.hpp"

namespace concordat::partners {

/// Holds one partner and counts how often it is asked.
class OnePartnerStore final : public PartnerStore {
public:
    std::optional<Partner> find(const PartnerId& id) override {
        ++asked;
        return id == partner.id ? std::optional(partner) : std::nullopt;
    }
    std::optional<PartnerProfiles> profiles(const PartnerId& id) override {
        return id == partner.id ? std::optional(held) : std::nullopt;
    }
    std::optional<MpnProfile> findByMpnId(std::string_view mpn_id) override {
        if (mpn_id != partner.mpn_id) return std::nullopt;
        return MpnProfile{partner.name, partner.mpn_id};
    }
    std::vector<Partner> list() override { return {partner}; }
    bool add(const Partner&, const PartnerProfiles&) override { return false; }
    bool setState(const PartnerId&, PartnerState state) override {
        partner.state = state;
        return true;
    }

    Partner partner;
    PartnerProfiles held;
    int asked = 0;
};

}  // namespace concordat::partners
