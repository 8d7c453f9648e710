#include <algorithm>

#include "core/api/handler_table.hpp"
#include "core/api/handlers/handlers.hpp"
#include "core/api/handlers/paging.hpp"
#include "core/api/partner_api.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/json_writer.hpp"
#include "core/base/text.hpp"

namespace concordat::api {
namespace {

using accounts::Agreement;
using accounts::AgreementService;
using accounts::AgreementType;

constexpr Length kId{Uuid::kTextSize, Uuid::kTextSize};
constexpr Length kName{1, 50};
constexpr Length kPhone{0, 50};
constexpr Length kEmail{3, 254};

std::optional<AgreementType> typeOf(std::string_view word) {
    for (const auto& known : accounts::agreementTemplates())
        if (equalsIgnoringCase(word, known.name)) return known.type;
    return std::nullopt;
}

/// The type that is asked for; nothing for every one.
std::optional<AgreementType> typeOf(const Query& query) {
    const auto word = query.text("agreementType");
    if (word.empty() || word == "*") return std::nullopt;
    const auto type = typeOf(word);
    if (!type) throw Error(ErrorKind::InvalidRequest, codes::kUnknownEnumValue, {"agreementType"});
    return type;
}

accounts::AgreementContact readContact(const JsonObject& body) {
    const auto contact = body.requireObject("primaryContact");
    return {contact.requireText("firstName", kName), contact.requireText("lastName", kName),
            contact.requireText("email", kEmail), contact.text("phoneNumber", kPhone)};
}

/// Template and type say the same; both are required.
AgreementType readType(const JsonObject& body) {
    const auto id = Uuid::parse(body.requireText("templateId", kId));
    const auto known = id ? accounts::agreementWithId(*id) : std::nullopt;
    if (!known) throw Error(ErrorKind::InvalidRequest, codes::kBadProperty, {"templateId"});
    const auto word = body.word("type");
    if (word.empty()) throw Error(ErrorKind::InvalidRequest, codes::kMemberMissing, {"type"});
    if (!typeOf(word)) throw Error(ErrorKind::InvalidRequest, codes::kUnknownEnumValue, {"type"});
    if (typeOf(word) != known->type)
        throw Error(ErrorKind::InvalidRequest, codes::kBadProperty, {"type"});
    return known->type;
}

Agreement readAgreement(const ApiRequest& request) {
    const auto& body = *request.body;
    Agreement agreement;
    agreement.type = readType(body);
    const auto agreed = body.instant("dateAgreed");
    if (!agreed) throw Error(ErrorKind::InvalidRequest, codes::kMemberMissing, {"dateAgreed"});
    agreement.agreed = *agreed;
    agreement.contact = readContact(body);
    agreement.user = request.principal.user;
    return agreement;
}

void write(JsonWriter& json, const Agreement& agreement) {
    const auto& contact = agreement.contact;
    const auto& known = accounts::templateOf(agreement.type);
    json.beginObject()
        .name("primaryContact")
        .beginObject()
        .member("firstName", contact.first_name)
        .member("lastName", contact.last_name)
        .member("email", contact.email)
        .memberIfAny("phoneNumber", contact.phone_number)
        .endObject()
        .member("templateId", known.id)
        .member("dateAgreed", agreement.agreed)
        .member("type", known.name);
    if (agreement.user) json.member("userId", agreement.user->value);
    json.endObject();
}

/// GET /v1/agreements: what there is to agree to.
class ListTemplates final : public Handler {
public:
    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto type = typeOf(request.query);
        const auto all = accounts::agreementTemplates();
        const auto shown = [&](const auto& one) { return !type || one.type == *type; };
        const auto count = static_cast<std::size_t>(std::ranges::count_if(all, shown));
        beginPage(reply.body, count);
        JsonWriter json(reply.body);
        for (const auto& one : all) {
            if (!shown(one)) continue;
            json.beginObject()
                .member("templateId", one.id)
                .member("agreementType", one.name)
                .member("versionRank", one.rank)
                .endObject();
        }
        endPage(reply.body, {request.query, "/agreements", count, 0, {}, false, false});
    }
};

/// GET /v1/customers/{customer-id}/agreements
class ListAgreements final : public Handler {
public:
    explicit ListAgreements(AgreementService& service) : service_(service) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto customer = request.customer();
        const auto all = service_.list(request.partner.id, customer, typeOf(request.query));
        beginPage(reply.body, all.size());
        JsonWriter json(reply.body);
        for (const auto& one : all) write(json, one);
        const auto path = "/customers/" + customer.value.toString() + "/agreements";
        endPage(reply.body, {request.query, path, all.size(), 0, {}, false, false});
    }

private:
    AgreementService& service_;
};

/// POST /v1/customers/{customer-id}/agreements
class ConfirmAgreement final : public Handler {
public:
    ConfirmAgreement(AgreementService& service, ChangeWriter& changes)
        : service_(service), changes_(changes) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        auto planned = service_.planAdd(request.partner.id, request.actor(), request.customer(),
                                        readAgreement(request));
        reply.status = 201;
        JsonWriter json(reply.body);
        write(json, planned.agreement);
        changes_.apply(request, planned.changes, std::nullopt, reply);
    }

private:
    AgreementService& service_;
    ChangeWriter& changes_;
};

/// GET /v1/customers/{customer-id}/directSignedMicrosoftCustomerAgreementStatus
class GetDirectSignStatus final : public Handler {
public:
    explicit GetDirectSignStatus(AgreementService& service) : service_(service) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const bool is_signed = service_.isDirectlySigned(request.partner.id, request.customer());
        JsonWriter(reply.body).beginObject().member("isSigned", is_signed).endObject();
    }

private:
    AgreementService& service_;
};

/// GET /v1/agreementtemplates/{template-id}/document: where the text can be read and saved.
class GetTemplateDocument final : public Handler {
public:
    GetTemplateDocument(const accounts::AgreementDocuments& documents, const std::string& url)
        : documents_(documents), url_(url) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto offered = documents_.offer(request.arguments[0], request.query.text("language"),
                                              request.query.text("country"), request.now);
        const auto uri = url_ + offered.link;
        JsonWriter(reply.body)
            .beginObject()
            .member("displayUri", uri)
            .member("downloadUri", uri + "?download=true")
            .member("language", offered.document.language)
            .member("country", offered.document.country)
            .endObject();
    }

private:
    const accounts::AgreementDocuments& documents_;
    const std::string& url_;  // of the dependencies
};

}  // namespace

void addAgreementHandlers(HandlerTable& table, const HandlerNeeds& needs) {
    auto& service = needs.dependencies.agreements;
    table.add({"agreement-metadata-list", "agreement-metadata-list-by-type"},
              std::make_unique<ListTemplates>());
    table.add({"customer-agreement-list", "customer-agreement-list-by-type"},
              std::make_unique<ListAgreements>(service));
    table.add({"customer-agreement-confirm"},
              std::make_unique<ConfirmAgreement>(service, needs.changes));
    table.add({"customer-agreement-direct-sign-status-get"},
              std::make_unique<GetDirectSignStatus>(service));
    table.add({"agreement-template-document-get"},
              std::make_unique<GetTemplateDocument>(needs.dependencies.agreement_documents,
                                                    needs.dependencies.documents_url));
}

}  // namespace concordat::api
