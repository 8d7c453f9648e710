#include <array>

#include "core/api/handler_table.hpp"
#include "core/api/handlers/handlers.hpp"
#include "core/api/partner_api.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/json_writer.hpp"
#include "core/base/text.hpp"

namespace concordat::api {
namespace {

using accounts::Qualification;
using accounts::QualificationKind;
using accounts::QualificationRequest;
using accounts::QualificationService;

constexpr Length kCode{0, 64};
constexpr std::string_view kMember = "qualification";

std::string_view nameOf(QualificationKind kind) {
    constexpr std::array<std::string_view, 4> kNames{
        "Education", "NonProfit", "GovernmentCommunityCloud", "StateOwnedEntity"};
    return kNames.at(static_cast<std::size_t>(kind) - 1);
}

std::string_view nameOf(accounts::Vetting vetting) {
    constexpr std::array<std::string_view, 3> kNames{"InReview", "Approved", "Denied"};
    return kNames.at(static_cast<std::size_t>(vetting) - 1);
}

/// Those that partners may apply for; the others are given elsewhere.
QualificationKind kindOf(std::string_view word) {
    for (const auto kind :
         {QualificationKind::Education, QualificationKind::GovernmentCommunityCloud})
        if (equalsIgnoringCase(word, nameOf(kind))) return kind;
    throw Error(ErrorKind::InvalidRequest, codes::kUnknownEnumValue, {std::string(kMember)});
}

/// The code comes in the body or, from older clients, in the query; the body's goes first.
QualificationRequest readRequest(const ApiRequest& request) {
    const auto word = request.body->word(kMember);
    if (word.empty())
        throw Error(ErrorKind::InvalidRequest, codes::kMemberMissing, {std::string(kMember)});
    QualificationRequest asked{kindOf(word), request.body->text("validationCode", kCode)};
    if (!asked.validation_code.empty()) return asked;
    asked.validation_code = request.query.text("code");
    if (!isStorable(asked.validation_code))
        throw Error(ErrorKind::InvalidRequest, codes::kBadProperty, {"validationCode"});
    return asked;
}

void write(JsonWriter& json, const Qualification& qualification) {
    json.beginObject()
        .member("qualification", nameOf(qualification.kind))
        .member("vettingStatus", nameOf(qualification.vetting))
        .member("vettingCreateDate", qualification.created)
        .endObject();
}

/// GET /v1/customers/{customer-id}/qualifications: a bare array.
class ListQualifications final : public Handler {
public:
    explicit ListQualifications(QualificationService& service) : service_(service) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        JsonWriter json(reply.body);
        json.beginArray();
        for (const auto& one : service_.qualifications(request.partner.id, request.customer()))
            write(json, one);
        json.endArray();
    }

private:
    QualificationService& service_;
};

/// POST /v1/customers/{customer-id}/qualifications
class CreateQualification final : public Handler {
public:
    CreateQualification(QualificationService& service, ChangeWriter& changes)
        : service_(service), changes_(changes) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        auto planned = service_.plan(request.partner, request.actor(), request.customer(),
                                     readRequest(request));
        reply.status = 201;
        JsonWriter json(reply.body);
        write(json, planned.qualification);
        changes_.apply(request, planned.changes, std::nullopt, reply);
    }

private:
    QualificationService& service_;
    ChangeWriter& changes_;
};

/// GET /v1/customers/all/validations: the partner's codes as a bare array.
class ListValidationCodes final : public Handler {
public:
    explicit ListValidationCodes(QualificationService& service) : service_(service) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto partner = request.partner.id.value.toString();
        JsonWriter json(reply.body);
        json.beginArray();
        for (const auto& code : service_.validationCodes(request.partner.id))
            json.beginObject()
                .member("partnerId", partner)
                .member("organizationName", code.organization_name)
                .member("validationId", code.code)
                .member("maxCreates", code.max_creates)
                .member("remainingCreates", code.remaining_creates)
                .endObject();
        json.endArray();
    }

private:
    QualificationService& service_;
};

}  // namespace

void addQualificationHandlers(HandlerTable& table, const HandlerNeeds& needs) {
    auto& service = needs.dependencies.qualifications;
    table.add({"customer-qualifications-get"}, std::make_unique<ListQualifications>(service));
    table.add({"customer-qualifications-create"},
              std::make_unique<CreateQualification>(service, needs.changes));
    table.add({"partner-validation-codes-list"}, std::make_unique<ListValidationCodes>(service));
}

}  // namespace concordat::api
