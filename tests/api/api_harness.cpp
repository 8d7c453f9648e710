#include "tests/api/api_harness.hpp"

#include <algorithm>

#include "core/api/routes.hpp"
#include "core/base/text.hpp"

namespace concordat::api {
namespace {

PartnerId idOf(std::string_view name) {
    if (name == "contoso") return {*Uuid::parse("11111111-1111-4111-8111-111111111111")};
    if (name == "fabrikam") return {*Uuid::parse("22222222-2222-4222-8222-222222222222")};
    return {*Uuid::parse("33333333-3333-4333-8333-333333333333")};
}

std::string_view nameOfMethod(http::Method method) {
    constexpr std::string_view kNames[] = {"GET",   "HEAD",   "POST",    "PUT",
                                           "PATCH", "DELETE", "OPTIONS", "BREW"};
    return kNames[static_cast<std::size_t>(method)];
}

bool isId(std::string_view name) {
    return name == "MS-RequestId" || name == "MS-CorrelationId";
}

}  // namespace

const PartnerId ApiHarness::kContoso = idOf("contoso");
const PartnerId ApiHarness::kFabrikam = idOf("fabrikam");

identity::TokenVerdict NamedVerifier::verify(std::string_view authorization, Instant) {
    constexpr std::string_view kScheme = "Bearer ";
    if (!authorization.starts_with(kScheme)) return {nullptr, identity::TokenFault::Missing};
    auto token = authorization.substr(kScheme.size());
    if (token == "foreign") return {nullptr, identity::TokenFault::Issuer};
    if (token == "new-key") return {nullptr, identity::TokenFault::KeysAwaited};
    auto principal = std::make_shared<identity::Principal>();
    principal->application_only = token.ends_with("+application");
    if (principal->application_only) token = token.substr(0, token.find('+'));
    const auto slash = token.find('/');
    principal->partner = idOf(token.substr(0, slash));
    principal->application = {*Uuid::parse("44444444-4444-4444-8444-444444444444")};
    principal->user_name = "ana@contoso.example";
    if (slash != std::string_view::npos) {
        const auto role = identity::roleFromName(token.substr(slash + 1));
        if (role) principal->roles = *role;
    }
    return {principal, {}};
}

std::string Answer::header(std::string_view name) const {
    for (const auto& [key, value] : headers)
        if (equalsIgnoringCase(key, name)) return value;
    return {};
}

rapidjson::Document Answer::json() const {
    rapidjson::Document document;
    document.Parse(body.data(), body.size());
    EXPECT_FALSE(document.HasParseError()) << body;
    return document;
}

std::string Answer::comparable() const {
    std::string text = std::to_string(status) + '\n';
    for (const auto& [name, value] : headers)
        if (!isId(name)) text += name + ": " + value + '\n';
    return text + body;
}

ApiHarness::ApiHarness(Stores stores) : stores_(stores) {
    for (const auto& operation : operations())
        cloud_.edit().operations.push_back({std::string(operation.id), true, {}});
}

ApiHarness::~ApiHarness() = default;

partners::Partner ApiHarness::partnerNamed(std::string_view name) {
    partners::Partner partner;
    partner.id = idOf(name);
    partner.name = name;
    partner.country = "US";
    partner.mpn_id = name == "contoso" ? "1000001" : "1000002";
    return partner;
}

partners::PartnerProfiles ApiHarness::profilesOf(std::string_view name) {
    partners::PartnerProfiles profiles;
    profiles.billing.company_name = name;
    profiles.billing.address.country = "US";
    profiles.billing.billing_currency = "USD";
    profiles.legal_business.company_name = name;
    profiles.organization.company_name = name;
    profiles.support.email = "help@" + std::string(name) + ".example";
    return profiles;
}

void ApiHarness::restart() {
    api_.reset();
    customers_ = std::make_unique<accounts::CustomerService>(stores_.customers,
                                                             stores_.qualifications, cloud_);
    qualifications_ =
        std::make_unique<accounts::QualificationService>(*customers_, stores_.qualifications);
    users_ = std::make_unique<accounts::UserService>(*customers_, stores_.users);
    orders_ = std::make_unique<commerce::OrderService>(*customers_, stores_.commerce, cloud_);
    subscriptions_ =
        std::make_unique<commerce::SubscriptionService>(*customers_, stores_.commerce, cloud_);
    licences_ =
        std::make_unique<commerce::LicenceService>(*customers_, *users_, stores_.commerce, cloud_);
    managed_services_ =
        std::make_unique<commerce::ManagedServices>(*customers_, *users_, stores_.commerce, cloud_);
    relationships_ =
        std::make_unique<relationships::RelationshipService>(stores_.relationships, cloud_);
    requests_ = std::make_unique<relationships::RequestService>(
        relationships::RequestService::Stores{stores_.relationships, stores_.customers, tenants_,
                                              stores_.partners},
        request_signer_, cloud_);
    resellers_ = std::make_unique<relationships::ResellerService>(stores_.resellers,
                                                                  stores_.relationships, cloud_);
    sandbox_ = std::make_unique<relationships::SandboxService>(cloud_);
    self_serve_policies_ = std::make_unique<accounts::SelfServePolicyService>(
        *customers_, stores_.self_serve_policies);
    agreements_ = std::make_unique<accounts::AgreementService>(*customers_, stores_.agreements);
    granular_ = std::make_unique<relationships::GranularService>(stores_.granular, *customers_,
                                                                 request_signer_, cloud_);
    domains_ = std::make_unique<accounts::DomainService>(*customers_, *users_, text_records_,
                                                         prover_, cloud_);
    application_consents_ = std::make_unique<accounts::ApplicationConsentService>(
        *customers_, *users_, stores_.application_consents);
    partner_service_ = std::make_unique<partners::PartnerService>(stores_.partners, cloud_);
    directory_ = std::make_unique<partners::PartnerDirectory>(stores_.partners);
    webhooks_ = std::make_unique<events::WebhookService>(stores_.webhooks, webhook_targets_);
    ApiDependencies dependencies{.cloud = cloud_,
                                 .customers = *customers_,
                                 .qualifications = *qualifications_,
                                 .users = *users_,
                                 .orders = *orders_,
                                 .subscriptions = *subscriptions_,
                                 .licences = *licences_,
                                 .managed_services = *managed_services_,
                                 .relationships = *relationships_,
                                 .requests = *requests_,
                                 .resellers = *resellers_,
                                 .sandbox = *sandbox_,
                                 .self_serve_policies = *self_serve_policies_,
                                 .agreements = *agreements_,
                                 .agreement_documents = agreement_documents_,
                                 .granular = *granular_,
                                 .domains = *domains_,
                                 .application_consents = *application_consents_,
                                 .partners = *partner_service_,
                                 .webhooks = *webhooks_,
                                 .directory = *directory_,
                                 .record = stores_.record,
                                 .changes = stores_.changes,
                                 .verifier = verifier_,
                                 .clock = clock_,
                                 .cursor_key = std::string(32, 'k')};
    dependencies.consent_url = consent_url_;
    dependencies.documents_url = "https://api.example.test/documents/agreements/";
    dependencies.settings = settings_;
    dependencies.store_reads_wait = store_reads_wait_;
    dependencies.health = health_;
    dependencies.authority = authority_;
    dependencies.access_log = access_log_;
    dependencies.metrics = metrics_;
    api_ = std::make_unique<PartnerApi>(dependencies);
}

Answer ApiHarness::send(const Call& call) {
    std::vector<http::HeaderField> fields;
    const std::string authorization = "Bearer " + call.token;
    if (!call.token.empty()) fields.push_back({"Authorization", authorization});
    for (const auto& [name, value] : call.headers) fields.push_back({name, value});
    http::Request request;
    request.method = call.method;
    request.method_name = nameOfMethod(call.method);
    request.target = call.target;
    const auto mark = std::min(request.target.find('?'), request.target.size());
    request.path = request.target.substr(0, mark);
    if (mark < request.target.size()) request.query = request.target.substr(mark + 1);
    request.headers = fields;
    request.body = call.body;
    request.body_too_large = call.body_too_large;
    http::Reply reply;
    api_->serve(request, reply);
    // As the server sends a body that comes in pieces.
    for (bool more = reply.rest != nullptr; more;)
        more = reply.rest->next(reply.body) == http::BodySource::Progress::More;
    Answer answer{reply.status, {}, reply.body};
    for (std::string_view rest = reply.headers; !rest.empty();) {
        const auto line = rest.substr(0, rest.find("\r\n"));
        const auto colon = line.find(": ");
        answer.headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
        rest.remove_prefix(line.size() + 2);
    }
    return answer;
}

accounts::Customer ApiHarness::customerOf(std::string company, std::string domain) {
    accounts::Customer customer;
    customer.id = CustomerId{makeRandomUuid()};
    customer.commerce_id = makeRandomUuid();
    customer.company_name = company;
    customer.domain = std::move(domain);
    customer.billing.company_name = std::move(company);
    customer.billing.email = "person@example.test";
    customer.billing.default_address.country = "US";
    return customer;
}

void ApiHarness::withhold(std::string_view operation, const std::string& portal) {
    for (auto& fact : cloud_.edit().operations)
        if (fact.id == operation) fact = {std::string(operation), false, portal};
    restart();
}

std::string ApiHarness::createBody(std::string_view domain) {
    return R"({"CompanyProfile":{"Domain":")" + std::string(domain) +
           R"(","CompanyName":null,"Attributes":{"ObjectType":"CustomerCompanyProfile"}},)"
           R"("RelationshipToPartner":"unknown","BillingProfile":)" +
           billingBody() + "}";
}

std::string ApiHarness::billingBody(std::string_view company, std::string_view etag) {
    std::string attributes = R"("ObjectType":"CustomerBillingProfile")";
    if (!etag.empty()) attributes += R"(,"Etag":)" + std::string(etag);
    return R"({"FirstName":"Ana","LastName":"Silva","Email":"ana@example.test","Culture":"en-US",)"
           R"("Language":"en","CompanyName":")" +
           std::string(company) +
           R"(","DefaultAddress":{"Country":"us","City":"Redmond","State":"WA",)"
           R"("AddressLine1":"1 Main Street","AddressLine2":null,"PostalCode":"98052",)"
           R"("FirstName":"Ana","LastName":"Silva","PhoneNumber":"4255550100"},"Attributes":{)" +
           attributes + "}}";
}

}  // namespace concordat::api
