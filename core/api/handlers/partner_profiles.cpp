#include "core/api/handler_table.hpp"
#include "core/api/handlers/customer_json.hpp"
#include "core/api/handlers/handlers.hpp"
#include "core/api/handlers/partner_profile_json.hpp"
#include "core/api/partner_api.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/text.hpp"

namespace concordat::api {
namespace {

using partners::PartnerProfiles;

/// Fills the reply with the profile that `Part` is: by the member, since the four profiles differ
/// in their JSON alone; the organisation's also shows the tenant.
template <auto Part>
void fill(http::Reply& reply, const PartnerId& partner, const PartnerProfiles& profiles) {
    reply.addHeader("ETag", etagOf(profiles.version));
    if constexpr (std::is_same_v<decltype(Part), partners::OrganizationProfile PartnerProfiles::*>)
        writeProfile(reply.body, partner, profiles.*Part, profiles.version);
    else
        writeProfile(reply.body, profiles.*Part, profiles.version);
}

/// Both versions of a legal business profile that can be asked for are the same: nothing here waits
/// to be vetted.
void checkVettingVersion(const Query& query) {
    constexpr std::string_view kName = "vettingVersion";
    if (query.has(kName) && !query.is(kName, "Current") && !query.is(kName, "LastFinalized"))
        throw Error(ErrorKind::InvalidRequest, codes::kUnknownEnumValue, {std::string(kName)});
}

/// GET of one of the partner's profiles.
template <auto Part>
class GetProfile final : public Handler {
public:
    explicit GetProfile(partners::PartnerService& partners) : partners_(partners) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        if constexpr (std::is_same_v<decltype(Part),
                                     partners::LegalBusinessProfile PartnerProfiles::*>)
            checkVettingVersion(request.query);
        fill<Part>(reply, request.partner.id, partners_.profiles(request.partner.id));
    }

private:
    partners::PartnerService& partners_;
};

/// PUT of one of the partner's profiles.
template <auto Part>
class UpdateProfile final : public Handler {
public:
    UpdateProfile(partners::PartnerService& partners, ChangeWriter& changes)
        : partners_(partners), changes_(changes) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto expected = expectedVersion(request.head, *request.body);
        auto planned = partners_.planChange(
            request.partner.id, request.actor(), expected,
            [&](PartnerProfiles& profiles) { readProfile(*request.body, profiles.*Part); });
        fill<Part>(reply, request.partner.id, planned.profiles);
        changes_.apply(request, planned.changes, expected, reply);
    }

private:
    partners::PartnerService& partners_;
    ChangeWriter& changes_;
};

/// GET /v1/profiles/mpn: the partner's own, or that of the id in the query.
class GetMpnProfile final : public Handler {
public:
    explicit GetMpnProfile(partners::PartnerService& partners) : partners_(partners) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto mpn_id = request.query.text("mpnId");
        // Text that no store can hold is no partner's id.
        if (!isStorable(mpn_id)) throw Error(ErrorKind::NotFound, codes::kUnknownMpnId);
        writeProfile(reply.body, mpn_id.empty() ? partners_.ownMpnProfile(request.partner.id)
                                                : partners_.findByMpnId(mpn_id));
    }

private:
    partners::PartnerService& partners_;
};

template <auto Part>
void add(HandlerTable& table, const HandlerNeeds& needs, std::string_view get,
         std::string_view update) {
    auto& partners = needs.dependencies.partners;
    table.add({get}, std::make_unique<GetProfile<Part>>(partners));
    table.add({update}, std::make_unique<UpdateProfile<Part>>(partners, needs.changes));
}

}  // namespace

void addPartnerProfileHandlers(HandlerTable& table, const HandlerNeeds& needs) {
    add<&PartnerProfiles::billing>(table, needs, "partner-billing-profile-get",
                                   "partner-billing-profile-update");
    add<&PartnerProfiles::legal_business>(table, needs, "legal-business-profile-get",
                                          "legal-business-profile-update");
    add<&PartnerProfiles::organization>(table, needs, "organization-profile-get",
                                        "organization-profile-update");
    add<&PartnerProfiles::support>(table, needs, "support-profile-get", "support-profile-update");
    table.add({"mpn-profile-get", "mpn-profile-verify"},
              std::make_unique<GetMpnProfile>(needs.dependencies.partners));
}

}  // namespace concordat::api
