#include "tests/durability/api_caller.hpp"

#include <optional>
#include <rapidjson/document.h>
#include <stdexcept>
#include <utility>

#include "core/base/uuid.hpp"

namespace concordat::durability {
namespace {

using testing_support::HttpAnswer;
using testing_support::percentEncoded;

rapidjson::Document parse(const HttpAnswer& answer) {
    rapidjson::Document json;
    json.Parse(answer.body.c_str());
    if (!json.IsObject()) throw std::runtime_error("no JSON object: " + answer.body);
    return json;
}

std::string textOf(const rapidjson::Value& object, const char* name) {
    const auto member = object.FindMember(name);
    if (member == object.MemberEnd() || !member->value.IsString()) return {};
    return member->value.GetString();
}

std::string billingBody(const std::string& company, const std::string& first_name) {
    return R"({"firstName":")" + first_name + R"(","lastName":"Tum","email":"ada@)" + company +
           R"(","culture":"en-US","language":"en","companyName":")" + company +
           R"(","defaultAddress":{"country":"US","city":"Redmond","state":"WA",)"
           R"("addressLine1":"4567 Main Street","postalCode":"98052","firstName":"Ada",)"
           R"("lastName":"Tum","phoneNumber":"4255550111"}})";
}

CustomerState stateOf(const rapidjson::Value& billing) {
    CustomerState state{textOf(billing, "id"), "", textOf(billing, "firstName")};
    if (billing.HasMember("attributes")) state.version = textOf(billing["attributes"], "etag");
    return state;
}

std::string newRequestId() {
    return makeRandomUuid().toString();
}

}  // namespace

ApiCaller::ApiCaller(unsigned short port, std::string token)
    : client_(port), authorization_("Bearer " + std::move(token)) {}

std::optional<HttpAnswer> ApiCaller::tryOnce(const Wish& wish) {
    testing_support::HttpFields fields{{"Authorization", authorization_},
                                       {"MS-RequestId", wish.request_id}};
    if (!wish.body.empty()) fields["Content-Type"] = "application/json";
    if (!wish.etag.empty()) fields["If-Match"] = wish.etag;
    return client_.send({wish.method, wish.target, std::move(fields), wish.body});
}

HttpAnswer ApiCaller::insist(const Wish& wish, int status) {
    auto answer = tryOnce(wish);
    if (!answer) throw std::runtime_error("no answer to " + wish.method + " " + wish.target);
    if (answer->status != status) {
        throw std::runtime_error(wish.method + " " + wish.target + " was answered with " +
                                 std::to_string(answer->status) + ": " + answer->body);
    }
    return *std::move(answer);
}

bool ApiCaller::isTaken(const std::string& domain) {
    const auto answer =
        client_.ask({"HEAD", "/v1/domains/" + domain, {{"Authorization", authorization_}}, {}});
    if (answer.status != 200 && answer.status != 404) {
        throw std::runtime_error("a domain is neither taken nor free");
    }
    return answer.status == 200;
}

std::vector<std::string> ApiCaller::customersWith(const std::string& prefix) {
    const auto json = parse(get("/v1/customers?size=500&filter=" +
                                percentEncoded(R"({"Field":"Domain","Value":")" + prefix +
                                               R"(","Operator":"starts_with"})")));
    std::vector<std::string> ids;
    for (const auto& item : json["items"].GetArray()) ids.push_back(textOf(item, "id"));
    return ids;
}

CustomerState ApiCaller::billingOf(const std::string& customer) {
    return stateOf(parse(get("/v1/customers/" + customer + "/profiles/billing")));
}

RecordedOperations ApiCaller::recordOf(const std::string& customer) {
    return countRecord(R"({"Field":"CustomerId","Value":")" + customer +
                       R"(","Operator":"equals"})");
}

RecordedOperations ApiCaller::recordOfCompany(const std::string& name) {
    return countRecord(R"({"Field":"CompanyName","Value":")" + name +
                       R"(","Operator":"substring"})");
}

RecordedOperations ApiCaller::countRecord(const std::string& filter) {
    const auto json = parse(get("/v1/auditrecords?size=500&filter=" + percentEncoded(filter)));
    RecordedOperations counts;
    for (const auto& item : json["items"].GetArray()) {
        const auto operation = textOf(item, "operationType");
        counts.additions += operation == "add_customer" ? 1 : 0;
        counts.updates += operation == "update_customer_billing_profile" ? 1 : 0;
        counts.deletions += operation == "delete_customer" ? 1 : 0;
    }
    return counts;
}

HttpAnswer ApiCaller::get(const std::string& target) {
    auto answer = client_.ask({"GET", target, {{"Authorization", authorization_}}, {}});
    if (answer.status != 200) {
        throw std::runtime_error("GET " + target + " was answered with " +
                                 std::to_string(answer.status) + ": " + answer.body);
    }
    return answer;
}

Wish additionOf(const std::string& domain) {
    return {"POST", "/v1/customers",
            R"({"companyProfile":{"domain":")" + domain + R"("},"billingProfile":)" +
                billingBody(domain, "Ada") + "}",
            "", newRequestId()};
}

Wish updateOf(const std::string& customer, const std::string& domain, const std::string& version,
              const std::string& first_name) {
    return {"PUT", "/v1/customers/" + customer + "/profiles/billing",
            billingBody(domain, first_name), version, newRequestId()};
}

Wish deletionOf(const std::string& customer) {
    return {"DELETE", "/v1/customers/" + customer, "", "", newRequestId()};
}

CustomerState stateIn(const HttpAnswer& answer) {
    const auto json = parse(answer);
    if (!json.HasMember("billingProfile")) return stateOf(json);
    return stateOf(json["billingProfile"]);
}

}  // namespace concordat::durability
