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
constexpr Length kSegment{0, 100};
constexpr Length kWebsite{0, 400};
constexpr std::string_view kMember = "qualification";

/// Those that partners may apply for; the others are given elsewhere.
QualificationKind kindOf(std::string_view word) {
    for (const auto kind :
         {QualificationKind::Education, QualificationKind::GovernmentCommunityCloud})
        if (equalsIgnoringCase(word, nameOf(kind))) return kind;
    throw Error(ErrorKind::InvalidRequest, codes::kUnknownEnumValue, {std::string(kMember)});
}

/// A word that stands for "not given", or nothing at all.
void requireGiven(std::string_view word) {
    if (word.empty() || equalsIgnoringCase(word, "none"))
        throw Error(ErrorKind::InvalidRequest, codes::kMemberMissing, {std::string(kMember)});
}

std::string codeOfQuery(const Query& query) {
    auto code = query.text("code");
    if (!isStorable(code))
        throw Error(ErrorKind::InvalidRequest, codes::kBadProperty, {"validationCode"});
    return code;
}

/// What the partner says of a school, as one text for the reviewer.
std::string evidenceOf(const JsonObject& body) {
    const auto segment = body.text("educationSegment", kSegment);
    const auto website = body.text("website", kWebsite);
    return segment.empty() || website.empty() ? segment + website : segment + ", " + website;
}

/// The code comes in the body or, from older clients, in the query; the body's goes first.
QualificationRequest readRequest(const ApiRequest& request) {
    const auto word = request.body->word(kMember);
    requireGiven(word);
    QualificationRequest asked{kindOf(word), request.body->text("validationCode", kCode),
                               evidenceOf(*request.body)};
    if (asked.validation_code.empty()) asked.validation_code = codeOfQuery(request.query);
    return asked;
}

void write(JsonWriter& json, const Qualification& qualification) {
    json.beginObject()
        .member("qualification", nameOf(qualification.kind))
        .member("vettingStatus", nameOf(qualification.vetting))
        .memberIfAny("vettingReason", qualification.reason)
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

/// As the older pair of operations writes it, in small letters.
std::string smallNameOf(std::optional<QualificationKind> kind) {
    return kind ? toLowerAscii(nameOf(*kind)) : "none";
}

/// GET /v1/customers/{customer-id}/qualification: a bare string.
class GetQualification final : public Handler {
public:
    explicit GetQualification(QualificationService& service) : service_(service) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        JsonWriter(reply.body)
            .value(smallNameOf(service_.approved(request.partner.id, request.customer())));
    }

private:
    QualificationService& service_;
};

/// PUT /v1/customers/{customer-id}/qualification: applies as the newer operation does, and answers
/// with what was applied for.
class UpdateQualification final : public Handler {
public:
    UpdateQualification(QualificationService& service, ChangeWriter& changes)
        : service_(service), changes_(changes) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        requireGiven(request.text);
        auto planned = service_.plan(request.partner, request.actor(), request.customer(),
                                     {kindOf(request.text), codeOfQuery(request.query)});
        JsonWriter(reply.body).value(smallNameOf(planned.qualification.kind));
        changes_.apply(request, planned.changes, std::nullopt, reply);
    }

private:
    QualificationService& service_;
    ChangeWriter& changes_;
};

/// GET /v1/customers/{customer-id}/validationStatus?type=account
class GetValidationStatus final : public Handler {
public:
    explicit GetValidationStatus(QualificationService& service) : service_(service) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        if (!equalsIgnoringCase(request.query.text("type"), "account"))
            throw Error(ErrorKind::InvalidRequest, codes::kUnknownEnumValue, {"type"});
        const auto review =
            service_.review(request.partner.id, request.customer(), QualificationKind::Account);
        if (!review) throw Error(ErrorKind::NotFound, codes::kValidationUnknown);
        JsonWriter(reply.body)
            .beginObject()
            .member("type", "account")
            .member("status", statusOf(review->vetting))
            .member("lastUpdateDateTime", review->decided)
            .endObject();
    }

private:
    static std::string_view statusOf(accounts::Vetting vetting) {
        if (vetting == accounts::Vetting::Approved) return "Allowed";
        return vetting == accounts::Vetting::Denied ? "NotAllowed" : "UnderReview";
    }

    QualificationService& service_;
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
    table.add({"customer-qualification-get"}, std::make_unique<GetQualification>(service));
    table.add({"customer-qualification-update"},
              std::make_unique<UpdateQualification>(service, needs.changes));
    table.add({"customer-validation-status-get"}, std::make_unique<GetValidationStatus>(service));
    table.add({"partner-validation-codes-list"}, std::make_unique<ListValidationCodes>(service));
}

}  // namespace concordat::api
