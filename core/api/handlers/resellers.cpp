#include "core/api/handler_table.hpp"
#include "core/api/handlers/handlers.hpp"
#include "core/api/handlers/partner_profile_json.hpp"
#include "core/api/partner_api.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/json_writer.hpp"
#include "core/base/text.hpp"

namespace concordat::api {
namespace {

using relationships::ResellerService;
using relationships::SandboxService;

// Where the partner API names no length, one that no real value exceeds.
constexpr Length kMpnId{1, 16};
constexpr Length kDomain{3, 100};
constexpr Length kLanguage{2, 35};

/// The one programme whose agreements there are.
void requireProgramme(std::string_view name) {
    if (!equalsIgnoringCase(name, "csp")) throw Error(ErrorKind::NotFound, codes::kResourceAbsent);
}

/// GET /v1/compliance/{program-name}/agreementstatus: an answer is a yes, since every no says why.
class GetAgreementStatus final : public Handler {
public:
    explicit GetAgreementStatus(ResellerService& service) : service_(service) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        requireProgramme(request.arguments[0]);
        const auto mpn_id = request.query.text("mpnId");
        // Text that no store can hold is no partner's id.
        if (!isStorable(mpn_id)) throw Error(ErrorKind::InvalidRequest, codes::kMpnIdUnknown);
        service_.requireSigned(request.partner, mpn_id, request.query.text("tenantId"));
        JsonWriter(reply.body).beginObject().member("isAgreementSigned", true).endObject();
    }

private:
    ResellerService& service_;
};

relationships::SandboxResellerDraft readDraft(const JsonObject& body) {
    relationships::SandboxResellerDraft draft;
    draft.mpn_id = body.requireText("mpnId", kMpnId);
    draft.domain = body.requireObject("tenant").requireText("domain", kDomain);
    readProfile(body.requireObject("legalBusinessProfile"), draft.legal_business);
    draft.language = body.requireText("organizationProfileLanguage", kLanguage);
    return draft;
}

void writeReseller(std::string& out, const relationships::PlannedSandboxReseller& planned) {
    const auto& profiles = planned.profiles;
    JsonWriter json(out);
    json.beginObject()
        .member("id", planned.reseller.id.value)
        .member("mpnId", planned.reseller.mpn_id)
        .name("tenant")
        .beginObject()
        .member("tenantId", planned.reseller.id.value)
        .member("domain", profiles.organization.domain)
        .endObject()
        .name("legalBusinessProfile");
    std::string legal;
    writeProfile(legal, profiles.legal_business, profiles.version);
    json.raw(legal).member("organizationProfileLanguage", profiles.organization.language);
    json.name("attributes").beginObject().member("objectType", "SandboxIndirectReseller");
    json.endObject().endObject();
}

/// POST /v1/sandboxIndirectReseller
class CreateSandboxReseller final : public Handler {
public:
    CreateSandboxReseller(SandboxService& sandbox, ChangeWriter& changes)
        : sandbox_(sandbox), changes_(changes) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        auto planned = sandbox_.planAdd(request.partner, request.actor(), readDraft(*request.body));
        reply.status = 201;
        writeReseller(reply.body, planned);
        changes_.apply(request, planned.changes, std::nullopt, reply);
    }

private:
    SandboxService& sandbox_;
    ChangeWriter& changes_;
};

/// DELETE /v1/sandboxIndirectReseller/{reseller-id}
class DeleteSandboxReseller final : public Handler {
public:
    explicit DeleteSandboxReseller(ChangeWriter& changes) : changes_(changes) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        // One that can be read as no id is nobody's.
        const auto id = Uuid::parse(request.arguments[0]).value_or(Uuid{});
        auto set = SandboxService::planRemove(request.partner, request.actor(), PartnerId{id});
        reply.status = 204;
        changes_.apply(request, set, std::nullopt, reply);
    }

private:
    ChangeWriter& changes_;
};

}  // namespace

void addResellerHandlers(HandlerTable& table, const HandlerNeeds& needs) {
    auto& sandbox = needs.dependencies.sandbox;
    table.add({"reseller-agreement-status-get"},
              std::make_unique<GetAgreementStatus>(needs.dependencies.resellers));
    table.add({"sandbox-indirect-reseller-create"},
              std::make_unique<CreateSandboxReseller>(sandbox, needs.changes));
    table.add({"sandbox-indirect-reseller-delete"},
              std::make_unique<DeleteSandboxReseller>(needs.changes));
}

}  // namespace concordat::api
