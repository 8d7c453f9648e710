#include <algorithm>

#include "core/api/handler_table.hpp"
#include "core/api/handlers/handlers.hpp"
#include "core/api/partner_api.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/json_writer.hpp"

namespace concordat::api {
namespace {

using accounts::ApplicationConsent;
using accounts::ApplicationConsentService;
using accounts::ApplicationGrant;

constexpr std::size_t kApplication = 1;  // its place in the path
constexpr std::size_t kMostGrants = 50;
constexpr Length kId{Uuid::kTextSize, Uuid::kTextSize};
constexpr Length kScope{1, 4000};
constexpr std::string_view kGrants = "applicationGrants";

[[noreturn]] void refuse(const JsonObject& object, std::string_view member) {
    throw Error(ErrorKind::InvalidRequest, codes::kBadProperty, {object.pathOf(member)});
}

Uuid requireId(const JsonObject& object, std::string_view member) {
    const auto id = Uuid::parse(object.requireText(member, kId));
    if (!id) refuse(object, member);
    return *id;
}

ApplicationConsent readConsent(const JsonObject& body) {
    ApplicationConsent consent;
    consent.application = {requireId(body, "applicationId")};
    const auto given = body.objects(kGrants);
    if (given.empty())
        throw Error(ErrorKind::InvalidRequest, codes::kMemberMissing, {std::string(kGrants)});
    if (given.size() > kMostGrants) refuse(body, kGrants);
    for (const auto& one : given) {
        const ApplicationGrant grant{requireId(one, "enterpriseApplicationId"),
                                     one.requireText("scope", kScope)};
        const bool twice = std::any_of(
            consent.grants.begin(), consent.grants.end(), [&](const ApplicationGrant& other) {
                return other.enterprise_application == grant.enterprise_application;
            });
        if (twice) refuse(one, "enterpriseApplicationId");
        consent.grants.push_back(grant);
    }
    return consent;
}

void write(std::string& out, const ApplicationConsent& consent) {
    JsonWriter json(out);
    json.beginObject().member("applicationId", consent.application.value);
    json.name(kGrants).beginArray();
    for (const auto& grant : consent.grants)
        json.beginObject()
            .member("enterpriseApplicationId", grant.enterprise_application)
            .member("scope", grant.scope)
            .endObject();
    json.endArray().endObject();
}

/// POST /v1/customers/{customer-id}/applicationconsents
class CreateConsent final : public Handler {
public:
    CreateConsent(ApplicationConsentService& consents, ChangeWriter& changes)
        : consents_(consents), changes_(changes) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        auto planned = consents_.planAdd(request.partner.id, request.actor(), request.customer(),
                                         readConsent(*request.body));
        reply.status = 201;
        write(reply.body, planned.consent);
        changes_.apply(request, planned.changes, std::nullopt, reply);
    }

private:
    ApplicationConsentService& consents_;
    ChangeWriter& changes_;
};

/// DELETE /v1/customers/{customer-id}/applicationconsents/{application-id}
class DeleteConsent final : public Handler {
public:
    DeleteConsent(ApplicationConsentService& consents, ChangeWriter& changes)
        : consents_(consents), changes_(changes) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        // Text that is no identifier is the id of no application.
        const ApplicationId application{
            Uuid::parse(request.arguments[kApplication]).value_or(Uuid{})};
        auto planned = consents_.planDelete(request.partner.id, request.actor(), request.customer(),
                                            application);
        reply.status = 204;
        changes_.apply(request, planned.changes, std::nullopt, reply);
    }

private:
    ApplicationConsentService& consents_;
    ChangeWriter& changes_;
};

}  // namespace

void addApplicationConsentHandlers(HandlerTable& table, const HandlerNeeds& needs) {
    auto& consents = needs.dependencies.application_consents;
    table.add({"application-consent-create"},
              std::make_unique<CreateConsent>(consents, needs.changes));
    table.add({"application-consent-delete"},
              std::make_unique<DeleteConsent>(consents, needs.changes));
}

}  // namespace concordat::api
