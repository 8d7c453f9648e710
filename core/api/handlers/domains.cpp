#include <algorithm>
#include <array>

#include "core/api/handler_table.hpp"
#include "core/api/handlers/customer_json.hpp"
#include "core/api/handlers/handlers.hpp"
#include "core/api/partner_api.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/text.hpp"

namespace concordat::api {
namespace {

constexpr Length kWord{1, 64};
constexpr std::string_view kName = "verifiedDomainName";

constexpr std::array<std::string_view, 2> kAuthentications{"managed", "federated"};
constexpr std::array<std::string_view, 3> kStates{"unverified", "verified", "pending_deletion"};
constexpr std::array<std::string_view, 3> kMethods{"none", "dns_record", "email"};
constexpr std::array<std::string_view, 11> kCapabilities{"none",
                                                         "email",
                                                         "sharepoint",
                                                         "office_communications_online",
                                                         "sharepoint_default",
                                                         "full_redelegation",
                                                         "share_point_public",
                                                         "org_id_authentication",
                                                         "yammer",
                                                         "intune",
                                                         "all"};

[[noreturn]] void refuse(const JsonObject& object, std::string_view member) {
    throw Error(ErrorKind::InvalidRequest, codes::kBadProperty, {object.pathOf(member)});
}

template <std::size_t Size>
std::string_view requireWord(const JsonObject& object, std::string_view member,
                             const std::array<std::string_view, Size>& words) {
    const auto given = object.requireText(member, kWord);
    const auto found = std::find_if(words.begin(), words.end(), [&](std::string_view word) {
        return equalsIgnoringCase(word, given);
    });
    if (found == words.end())
        throw Error(ErrorKind::InvalidRequest, codes::kUnknownEnumValue, {object.pathOf(member)});
    return *found;
}

/// What is kept of a request for a domain, and what only its reply repeats.
struct DomainRequest {
    std::string name;
    std::string root;  ///< empty: not given
    std::string_view capability;
};

/// What no domain here is: signed in to elsewhere, going away, or shown to be one's own by mail.
void refuseOthers(const JsonObject& body, const JsonObject& domain) {
    if (requireWord(domain, "authenticationType", kAuthentications) != "managed")
        refuse(domain, "authenticationType");
    if (requireWord(domain, "status", kStates) == "pending_deletion") refuse(domain, "status");
    if (requireWord(domain, "verificationMethod", kMethods) == "email")
        refuse(domain, "verificationMethod");
    for (const auto* member : {"isDefault", "isInitial"})
        if (domain.truth(member).value_or(false)) refuse(domain, member);
    if (body.has("domainFederationSettings")) refuse(body, "domainFederationSettings");
}

DomainRequest readDomainRequest(const JsonObject& body) {
    DomainRequest request;
    request.name = readDomain(body, kName);
    const auto domain = body.requireObject("domain");
    if (readDomain(domain, "name") != request.name) refuse(domain, "name");
    refuseOthers(body, domain);
    request.capability = requireWord(domain, "capability", kCapabilities);
    if (domain.text("rootDomain", {1, 253}).empty()) return request;
    request.root = readDomain(domain, "rootDomain");
    if (request.name != request.root && !request.name.ends_with("." + request.root))
        refuse(domain, "rootDomain");
    return request;
}

/// POST /v1/customers/{customer-id}/verifieddomain
class AddDomain final : public Handler {
public:
    AddDomain(accounts::DomainService& domains, ChangeWriter& changes)
        : domains_(domains), changes_(changes) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto asked = readDomainRequest(*request.body);
        auto planned =
            domains_.planAdd(request.partner.id, request.actor(), request.customer(), asked.name);
        reply.status = 201;
        JsonWriter json(reply.body);
        json.beginObject()
            .member("authenticationType", "managed")
            .member("capability", asked.capability)
            .member("isDefault", false)
            .member("isInitial", false)
            .member("name", planned.domain)
            .memberIfAny("rootDomain", asked.root)
            .member("status", "verified")
            .member("verificationMethod", "dns_record")
            .endObject();
        changes_.apply(request, planned.changes, std::nullopt, reply);
    }

private:
    accounts::DomainService& domains_;
    ChangeWriter& changes_;
};

}  // namespace

void addDomainHandlers(HandlerTable& table, const HandlerNeeds& needs) {
    table.add({"customer-verified-domain-add"},
              std::make_unique<AddDomain>(needs.dependencies.domains, needs.changes));
}

}  // namespace concordat::api
