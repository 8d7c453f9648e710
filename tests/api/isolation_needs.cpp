#include "tests/api/isolation_contract.hpp"

namespace concordat::api {
namespace {

std::string filterOn(const std::string& field, const std::string& how, const std::string& value) {
    return "filter={\"Field\":\"" + field + "\",\"Value\":\"" + value + "\",\"Operator\":\"" + how +
           "\"}";
}

}  // namespace

std::map<std::string_view, OperationNeeds> needsOfOperations() {
    const std::string address = R"({"country":"US","addressLine1":"1"})";
    const std::string contact = R"({"firstName":"A","lastName":"B","email":"a@b"})";
    const std::string billing =
        R"({"firstName":"Ana","lastName":"Silva","email":"ana@example.test","culture":"en-US",)"
        R"("language":"en","companyName":"Adatum","defaultAddress":{"country":"US",)"
        R"("addressLine1":"1 Main Street","firstName":"Ana","lastName":"Silva"}})";
    const std::string named =
        R"({"companyName":"C","address":)" + address + R"(,"primaryContact":)" + contact;
    const std::string policy =
        R"({"selfServeEntity":{"selfServeEntityType":"customer","tenantID":"{customer-id}"},)"
        R"("grantor":{"grantorType":"billToPartner",)"
        R"("tenantID":"11111111-1111-4111-8111-111111111111"},)"
        R"("permissions":[{"resource":"AzureReservedInstances","action":"Purchase"}])";
    const std::string webhook =
        R"({"WebhookUrl":"https://hooks.example.test/","WebhookEvents":["test-created"]})";
    const std::string granular =
        R"({"displayName":"Help","duration":"P30D","accessDetails":{"unifiedRoles":[)"
        R"({"roleDefinitionId":"729827e3-9c14-49f7-bb1b-9608f156bbb8"}]})";
    return {
        {"granular-relationship-create", {"", granular + "}"}},
        {"granular-relationship-create-bulk",
         {"", granular + R"(,"customers":["{customer-id}"]})"}},
        {"granular-relationship-request", {"", R"({"action":"lockForApproval"})"}},
        {"customer-verified-domain-add",
         {"", R"({"verifiedDomainName":"{domain}.example","domain":{"name":"{domain}.example",)"
              R"("authenticationType":"managed","capability":"email","status":"verified",)"
              R"("verificationMethod":"dns_record"}})"}},
        {"application-consent-create",
         {"",
          R"({"applicationId":"11111111-1111-4111-8111-111111111111","applicationGrants":[)"
          R"({"enterpriseApplicationId":"00000002-0000-0000-c000-000000000000","scope":"a"}]})"}},
        {"customer-create",
         {"",
          R"({"companyProfile":{"domain":"new.example.test"},"billingProfile":)" + billing + "}"}},
        {"customer-list-by-indirect-reseller",
         {filterOn("IndirectReseller", "starts_with", makeRandomUuid().toString()), ""}},
        {"customer-create-for-indirect-reseller",
         {"", R"({"associatedPartnerId":"1000002","companyProfile":{"domain":"its.example.test"},)"
              R"("billingProfile":)" +
                  billing + "}"}},
        {"reseller-agreement-status-get", {"mpnId=1000002", ""}},
        {"sandbox-indirect-reseller-create",
         {"", R"({"mpnId":"1000004","tenant":{"domain":"seller.example.test"},)"
              R"("organizationProfileLanguage":"en","legalBusinessProfile":)" +
                  named + R"(,"companyApproverAddress":)" + address + "}}"}},
        {"order-create-for-indirect-reseller",
         {"", R"({"lineItems":[{"lineItemNumber":0,"offerId":"A-1","quantity":1,)"
              R"("partnerIdOnRecord":"1000002"}]})"}},
        {"agreement-template-document-get", {"language=de-DE&country=DE", ""}},
        {"customer-search", {filterOn("CompanyName", "starts_with", "a"), ""}},
        {"customer-qualification-update", {"", R"("education")"}},
        {"customer-validation-status-get", {"type=account", ""}},
        {"customer-qualifications-create", {"", R"({"qualification":"education"})"}},
        {"partner-relationship-list", {"relationship_type=IsIndirectCloudSolutionProviderOf", ""}},
        {"customer-billing-profile-update", {"", billing}},
        {"relationship-remove-customer", {"", R"({"relationshipToPartner":"none"})"}},
        {"address-validate", {"", address}},
        {"partner-billing-profile-update", {"", named + "}"}},
        {"legal-business-profile-update",
         {"", named + R"(,"companyApproverAddress":)" + address + "}"}},
        {"organization-profile-update",
         {"", R"({"companyName":"C","defaultAddress":)" + address +
                  R"(,"email":"a@b","language":"en","culture":"en-US"})"}},
        {"support-profile-update", {"", R"({"email":"a@b","telephone":"1","website":"w"})"}},
        {"mpn-profile-verify", {"mpnId=1000001", ""}},
        {"customer-user-create",
         {"", R"({"userPrincipalName":"ana@{domain}","displayName":"Ana","usageLocation":"US"})"}},
        {"customer-user-list-deleted", {filterOn("UserState", "equals", "Inactive"), ""}},
        {"customer-user-update", {"", R"({"displayName":"Ana"})"}},
        {"customer-user-password-reset", {"", R"({"passwordProfile":{}})"}},
        {"customer-user-restore", {"", R"({"state":"active"})"}},
        {"customer-role-member-add", {"", R"({"id":"{user-id}"})"}},
        {"license-available-list-by-group", {"licenseGroupIds=group1", ""}},
        {"license-assigned-list-by-group", {"licenseGroupIds=group1", ""}},
        {"license-assign", {"", R"({"licensesToAssign":[{"skuId":"MAIL"}]})"}},
        {"offer-list", {"country=US", ""}},
        {"offer-get", {"country=US", ""}},
        {"offer-addons-list", {"country=US", ""}},
        {"offer-category-list", {"country=US", ""}},
        {"order-create",
         {"", R"({"lineItems":[{"lineItemNumber":0,"offerId":"A-1","quantity":1}]})"}},
        {"subscription-list-by-order", {"order_id=" + makeRandomUuid().toString(), ""}},
        {"subscription-list-by-partner", {"mpn_id=1000001", ""}},
        {"subscription-suspend", {"", R"({"status":"suspended"})"}},
        {"subscription-quantity-change", {"", R"({"quantity":2})"}},
        {"subscription-reactivate", {"", R"({"status":"active"})"}},
        {"subscription-rename", {"", R"({"friendlyName":"Post"})"}},
        {"subscription-support-contact-update",
         {"", R"({"supportTenantId":"{partner-id}","supportMpnId":"1000001","name":"Help"})"}},
        {"customer-agreement-confirm",
         {"",
          R"({"templateId":"117a77b0-9360-443b-8795-c6dedc750cf9","dateAgreed":"2026-01-02T00:00:00Z",)"
          R"("type":"MicrosoftCustomerAgreement","primaryContact":)" +
              contact + "}"}},
        {"customer-agreement-list-by-type", {"agreementType=MicrosoftCloudAgreement", ""}},
        {"agreement-metadata-list-by-type", {"agreementType=*", ""}},
        {"self-serve-policy-create", {"", policy + "}"}},
        {"self-serve-policy-list", {"entity_id={customer-id}", ""}},
        {"self-serve-policy-update", {"", policy + R"(,"id":"{policy-id}"})"}},
        {"webhook-registration-create", {"", webhook}},
        {"webhook-registration-update", {"", webhook}},
        {"audit-record-list-by-company", {filterOn("CompanyName", "substring", "a"), ""}},
        {"audit-record-list-by-resource-type",
         {filterOn("ResourceType", "equals", "customer"), ""}},
        {"audit-record-list-by-customer",
         {filterOn("CustomerId", "equals", makeRandomUuid().toString()), ""}},
    };
}

}  // namespace concordat::api
