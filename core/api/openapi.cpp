#include "core/api/openapi.hpp"

#include <map>
#include <vector>

#include "core/api/routes.hpp"
#include "core/base/json_writer.hpp"
#include "core/base/text.hpp"

namespace concordat::api {
namespace {

using identity::Role;

constexpr Role kRoles[] = {Role::AdminAgent,  Role::SalesAgent,   Role::HelpdeskAgent,
                           Role::GlobalAdmin, Role::BillingAdmin, Role::UserManagementAdmin};

using Shared = std::vector<const Operation*>;        // operations of one method and path
using Methods = std::map<std::string_view, Shared>;  // by method
using Paths = std::map<std::string_view, Methods>;   // by path

std::string_view wordOf(http::Method method) {
    switch (method) {
        case http::Method::Get:
            return "get";
        case http::Method::Head:
            return "head";
        case http::Method::Post:
            return "post";
        case http::Method::Put:
            return "put";
        case http::Method::Patch:
            return "patch";
        case http::Method::Delete:
            return "delete";
        case http::Method::Options:
        case http::Method::Other:
            break;
    }
    return "options";
}

// An operation that a cloud's facts do not name is not offered.
bool isOffered(const rules::CloudFacts* facts, std::string_view operation) {
    if (facts == nullptr) return true;
    for (const auto& fact : facts->operations)
        if (fact.id == operation) return fact.offered;
    return false;
}

// Sorted by path, so that the committed copy changes only where the table does.
Paths offeredPaths(const rules::CloudFacts* facts) {
    Paths paths;
    std::map<std::string, std::string_view> spelling;  // paths differ in case only by accident
    for (const auto& operation : operations()) {
        if (!isOffered(facts, operation.id)) continue;
        const auto path = spelling.try_emplace(toLowerAscii(operation.path), operation.path);
        paths[path.first->second][wordOf(operation.method)].push_back(&operation);
    }
    return paths;
}

// By the template: each part in braces, also inside a segment.
void writeParameters(JsonWriter& json, std::string_view path) {
    json.name("parameters").beginArray();
    for (auto open = path.find('{'); open != std::string_view::npos; open = path.find('{', open)) {
        const auto close = path.find('}', open);
        json.beginObject().member("name", path.substr(open + 1, close - open - 1));
        json.member("in", "path").member("required", true);
        json.name("schema").beginObject().member("type", "string").endObject().endObject();
        open = close;
    }
    json.endArray();
}

// OpenAPI has one operation for a method and path; what discriminators tell apart stands in an
// extension.
void writeOperation(JsonWriter& json, const Operation& operation) {
    json.beginObject().member("id", operation.id);
    json.member("permission", nameOf(operation.permission));
    json.name("roles").beginArray();
    for (const auto role : kRoles)
        if (rolesOf(operation.permission).intersects(role)) json.value(identity::nameOf(role));
    json.endArray();
    json.member("applicationOnly", operation.tokens == TokenKind::Any);
    json.member("built", operation.support == Support::Built).endObject();
}

void writeMethod(JsonWriter& json, const Shared& shared) {
    // The last one, which is meant when no discriminator holds.
    json.beginObject().member("operationId", shared.back()->id);
    json.name("x-concordat-operations").beginArray();
    bool has_body = false;
    for (const auto* operation : shared) {
        writeOperation(json, *operation);
        has_body = has_body || operation->body != BodyKind::None;
    }
    json.endArray();
    if (has_body)
        json.name("requestBody")
            .raw(R"({"required":true,"content":{"application/json":{"schema":{}}}})");
    json.name("responses")
        .raw(
            R"({"2XX":{"description":"Success"},"default":{"$ref":"#/components/responses/Fault"}})");
    json.endObject();
}

// The one schema that is described: the fault, which all operations share. Bodies of resources are
// in the partner API's own documentation.
constexpr std::string_view kComponents =
    R"({"securitySchemes":{"bearer":{"type":"http","scheme":"bearer","bearerFormat":"JWT"}},)"
    R"("responses":{"Fault":{"description":"The request was refused or failed","content":)"
    R"({"application/json":{"schema":{"$ref":"#/components/schemas/Fault"}}}}},)"
    R"("schemas":{"Fault":{"type":"object","required":["code","description","data","source"],)"
    R"("properties":{"code":{"type":"integer"},"description":{"type":"string"},)"
    R"("data":{"type":"array","items":{"type":"string"}},"source":{"type":"string"}}}}})";

}  // namespace

std::string describeApi(const rules::CloudFacts* facts) {
    std::string out;
    JsonWriter json(out);
    json.beginObject().member("openapi", "3.0.3");
    json.name("info").beginObject().member("title", "Concordat partner API");
    json.member("version", "v1");
    if (facts != nullptr) json.member("x-concordat-cloud", facts->id);
    json.endObject();
    json.name("security").raw(R"([{"bearer":[]}])");
    json.name("paths").beginObject();
    for (const auto& [path, methods] : offeredPaths(facts)) {
        out.push_back('\n');  // a line for each path and method, so that changes can be reviewed
        json.name(path).beginObject();
        writeParameters(json, path);
        for (const auto& [method, shared] : methods) {
            out.push_back('\n');
            writeMethod(json.name(method), shared);
        }
        json.endObject();
    }
    json.endObject();
    json.name("components").raw(kComponents);
    json.endObject();
    out.push_back('\n');
    return out;
}

}  // namespace concordat::api
