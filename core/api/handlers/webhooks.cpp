#include "core/api/handler_table.hpp"
#include "core/api/handlers/handlers.hpp"
#include "core/api/partner_api.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/json_writer.hpp"
#include "core/events/event_names.hpp"
#include "core/events/webhook_service.hpp"

namespace concordat::api {
namespace {

using events::DeliveryState;
using events::Registration;
using events::RegistrationRequest;
using events::WebhookService;

constexpr Length kUrl{1, 2048};
constexpr Length kEventName{1, 100};
constexpr std::size_t kMostEvents = 100;
constexpr std::string_view kEvents = "webhookEvents";

RegistrationRequest readRequest(const JsonObject& body) {
    RegistrationRequest request;
    request.url = body.requireText("webhookUrl", kUrl);
    request.events = body.texts(kEvents, kMostEvents, kEventName);
    if (request.events.empty())
        throw Error(ErrorKind::InvalidRequest, codes::kMemberMissing, {std::string(kEvents)});
    request.signature_in_own_header =
        body.truth("signatureTokenToMsSignatureHeader").value_or(false);
    return request;
}

/// Names of members in PascalCase, as the partner API has them here and nowhere else.
void write(JsonWriter& json, const PartnerId& partner, const Registration& registration) {
    json.beginObject()
        .member("SubscriberId", partner.value)
        .member("WebhookUrl", registration.url)
        .name("WebhookEvents")
        .beginArray();
    for (const auto& name : registration.events) json.value(name);
    json.endArray()
        .member("SignatureTokenToMsSignatureHeader", registration.signature_in_own_header)
        .member("LastModifiedTimestamp", registration.changed)
        .endObject();
}

/// GET /webhooks/v1/registration/events: a bare array.
class ListEvents final : public Handler {
public:
    void handle(const ApiRequest&, http::Reply& reply) override {
        JsonWriter json(reply.body);
        json.beginArray();
        for (const auto& name : events::eventNames()) json.value(name);
        json.endArray();
    }
};

/// GET /webhooks/v1/registration
class GetRegistration final : public Handler {
public:
    explicit GetRegistration(WebhookService& service) : service_(service) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        JsonWriter json(reply.body);
        write(json, request.partner.id, service_.registration(request.partner.id));
    }

private:
    WebhookService& service_;
};

/// POST and PUT /webhooks/v1/registration
class SetRegistration final : public Handler {
public:
    using Plan = events::PlannedRegistration (WebhookService::*)(const partners::Partner&,
                                                                 const audit::Actor&,
                                                                 const RegistrationRequest&);

    SetRegistration(WebhookService& service, Plan plan, ChangeWriter& changes)
        : service_(service), plan_(plan), changes_(changes) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        auto planned =
            (service_.*plan_)(request.partner, request.actor(), readRequest(*request.body));
        JsonWriter json(reply.body);
        write(json, request.partner.id, planned.registration);
        changes_.apply(request, planned.changes, std::nullopt, reply);
    }

private:
    WebhookService& service_;
    Plan plan_;
    ChangeWriter& changes_;
};

/// POST /webhooks/v1/registration/validationEvents
class SendTest final : public Handler {
public:
    SendTest(WebhookService& service, ChangeWriter& changes)
        : service_(service), changes_(changes) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        auto planned = service_.planTest(request.partner, request.actor());
        JsonWriter json(reply.body);
        json.beginObject().member("correlationId", planned.id).endObject();
        changes_.apply(request, planned.changes, std::nullopt, reply);
    }

private:
    WebhookService& service_;
    ChangeWriter& changes_;
};

std::string_view nameOf(DeliveryState state) {
    return state == DeliveryState::Pending ? "pending" : "completed";
}

/// GET /webhooks/v1/registration/validationEvents/{correlation-id}
class GetTest final : public Handler {
public:
    explicit GetTest(WebhookService& service) : service_(service) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto id = Uuid::parse(request.arguments[0]);
        if (!id) throw Error(ErrorKind::NotFound, codes::kResourceAbsent);
        const auto& partner = request.partner.id;
        const auto test = service_.testEvent(partner, *id);
        JsonWriter json(reply.body);
        json.beginObject()
            .member("correlationId", *id)
            .member("partnerId", partner.value)
            .member("status", nameOf(test.state))
            .member("callbackUrl", service_.registration(partner).url)
            .name("results")
            .beginArray();
        for (const auto& attempt : test.attempts)
            json.beginObject()
                .member("responseCode", std::to_string(attempt.status))
                .member("responseMessage", attempt.problem)
                .member("systemError", !attempt.problem.empty())
                .member("dateTimeUtc", attempt.at)
                .endObject();
        json.endArray().endObject();
    }

private:
    WebhookService& service_;
};

}  // namespace

void addWebhookHandlers(HandlerTable& table, const HandlerNeeds& needs) {
    auto& service = needs.dependencies.webhooks;
    table.add({"webhook-event-list"}, std::make_unique<ListEvents>());
    table.add({"webhook-registration-get"}, std::make_unique<GetRegistration>(service));
    table.add({"webhook-registration-create"},
              std::make_unique<SetRegistration>(service, &WebhookService::planAdd, needs.changes));
    table.add(
        {"webhook-registration-update"},
        std::make_unique<SetRegistration>(service, &WebhookService::planReplace, needs.changes));
    table.add({"webhook-validation-event-create"},
              std::make_unique<SendTest>(service, needs.changes));
    table.add({"webhook-validation-event-get"}, std::make_unique<GetTest>(service));
}

}  // namespace concordat::api
