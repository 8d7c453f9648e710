#include <algorithm>

#include "core/api/filter.hpp"
#include "core/api/handler_table.hpp"
#include "core/api/handlers/handlers.hpp"
#include "core/api/handlers/paging.hpp"
#include "core/api/partner_api.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/json_writer.hpp"
#include "core/base/text.hpp"
#include "core/relationships/relationship_service.hpp"

namespace concordat::api {
namespace {

using relationships::Partnership;
using relationships::Relation;
using relationships::RelationshipService;

constexpr std::string_view kType = "relationship_type";

/// Reads what the caller is to those that it asks for.
Relation relationOf(const Query& query) {
    if (!query.has(kType))
        throw Error(ErrorKind::InvalidRequest, codes::kMemberMissing, {std::string(kType)});
    if (query.is(kType, "IsIndirectResellerOf")) return Relation::ResellerOf;
    if (query.is(kType, "IsIndirectCloudSolutionProviderOf")) return Relation::ProviderOf;
    throw Error(ErrorKind::InvalidRequest, codes::kUnknownEnumValue, {std::string(kType)});
}

/// Leaves those whose name the filter asks for.
void applyFilter(const Query& query, std::vector<Partnership>& all) {
    if (!query.has("filter")) return;
    const auto filter = filterOf(query, Plus::IsBlank);
    if (!equalsIgnoringCase(filter.field, "Name"))
        throw Error(ErrorKind::InvalidRequest, codes::kBadFilter, {"field"});
    const bool anywhere = filter.operation == FilterOperator::Substring;
    if (!anywhere && filter.operation != FilterOperator::StartsWith)
        throw Error(ErrorKind::InvalidRequest, codes::kBadFilter, {"operator"});
    const auto part = foldName(filter.value);
    std::erase_if(all, [&](const Partnership& one) {
        const auto at = foldName(one.name).find(part);
        return anywhere ? at == std::string::npos : at != 0;
    });
}

std::string_view wordOf(Relation relation) {
    return relation == Relation::ResellerOf ? "is_indirect_reseller_of"
                                            : "is_indirect_cloud_solution_provider_of";
}

void writeAll(http::Reply& reply, const std::vector<Partnership>& all) {
    auto& out = reply.body;
    beginPage(out, all.size());
    for (const auto& one : all) {
        if (&one != &all.front()) out.push_back(',');
        JsonWriter json(out);
        json.beginObject().member("id", one.other.value).member("name", one.name);
        json.member("relationshipType", wordOf(one.relation));
        json.member("state",
                    one.state == relationships::PartnershipState::Active ? "Active" : "Ended");
        json.memberIfAny("mpnId", one.mpn_id).member("location", one.country);
        json.name("attributes").beginObject().member("objectType", "PartnerRelationship");
        json.endObject().endObject();
    }
    out.append(R"(],"attributes":{"objectType":"Collection"}})");
}

/// GET /v1/relationships: the partners to whom the caller is what it says.
class ListPartnerRelationships final : public Handler {
public:
    explicit ListPartnerRelationships(RelationshipService& service) : service_(service) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto relation = relationOf(request.query);
        auto all = service_.partnerships(request.partner.id, relation);
        applyFilter(request.query, all);
        writeAll(reply, all);
    }

private:
    RelationshipService& service_;
};

/// GET /v1/customers/{customer-id}/relationships: the resellers for which a customer was added.
class ListResellersOfCustomer final : public Handler {
public:
    ListResellersOfCustomer(RelationshipService& service, accounts::CustomerService& customers)
        : service_(service), customers_(customers) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto& partner = request.partner.id;
        // Nobody's customer is told apart from one that was added for no reseller.
        const auto customer = customers_.get(partner, request.customer());
        writeAll(reply, service_.resellersOf(partner, customer.id));
    }

private:
    RelationshipService& service_;
    accounts::CustomerService& customers_;
};

/// GET /v1/customers/relationshiprequests: a link that the partner sends to customers.
class GetRequestLink final : public Handler {
public:
    GetRequestLink(RelationshipService& service, relationships::RequestService& requests,
                   const std::string& consent_url)
        : service_(service), requests_(requests), consent_url_(consent_url) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        // A link that leads nowhere is none.
        if (consent_url_.empty())
            throw Error(ErrorKind::NotBuilt, codes::kNotBuilt, {std::string(request.operation.id)});
        requireOwnProvider(request);
        JsonWriter json(reply.body);
        json.beginObject().member(
            "url",
            consent_url_ + requests_.makeLink(request.partner, resellerOf(request), request.now));
        json.name("attributes").beginObject().member("objectType", "RelationshipRequest");
        json.endObject().endObject();
    }

private:
    /// A provider may name itself beside its reseller.
    static void requireOwnProvider(const ApiRequest& request) {
        constexpr std::string_view kProvider = "indirectCloudSolutionProviderId";
        if (request.query.has(kProvider) &&
            !request.query.is(kProvider, request.partner.id.value.toString()))
            throw Error(ErrorKind::InvalidRequest, codes::kBadProperty, {std::string(kProvider)});
    }

    [[nodiscard]] std::optional<Partnership> resellerOf(const ApiRequest& request) const {
        constexpr std::string_view kReseller = "indirectResellerId";
        if (!request.query.has(kReseller)) return std::nullopt;
        return service_.requireReseller(request.partner.id, request.query.text(kReseller));
    }

    RelationshipService& service_;
    relationships::RequestService& requests_;
    const std::string& consent_url_;  // of the dependencies
};

}  // namespace

void addRelationshipHandlers(HandlerTable& table, const HandlerNeeds& needs) {
    auto& service = needs.dependencies.relationships;
    table.add({"partner-relationship-list"}, std::make_unique<ListPartnerRelationships>(service));
    table.add({"relationship-request-url-get"},
              std::make_unique<GetRequestLink>(service, needs.dependencies.requests,
                                               needs.dependencies.consent_url));
    table.add({"customer-indirect-reseller-list"},
              std::make_unique<ListResellersOfCustomer>(service, needs.dependencies.customers));
}

}  // namespace concordat::api
