#include "core/api/handler_table.hpp"

#include <stdexcept>

#include "core/api/handlers/handlers.hpp"
#include "core/api/partner_api.hpp"

namespace concordat::api {

HandlerTable::HandlerTable(const ApiDependencies& dependencies, ChangeWriter& changes)
    : cursors_(dependencies.cursor_key, dependencies.cloud.facts().id),
      by_operation_(operations().size(), nullptr) {
    const HandlerNeeds needs{dependencies, changes, cursors_};
    addCustomerHandlers(*this, needs);
    addCustomerProfileHandlers(*this, needs);
    addPartnerProfileHandlers(*this, needs);
    addQualificationHandlers(*this, needs);
    addUserHandlers(*this, needs);
    addDirectoryRoleHandlers(*this, needs);
    addOfferHandlers(*this, needs);
    addOrderHandlers(*this, needs);
    addSubscriptionHandlers(*this, needs);
    addLicenceHandlers(*this, needs);
    addManagedServiceHandlers(*this, needs);
    addRelationshipHandlers(*this, needs);
    addAgreementHandlers(*this, needs);
    addResellerHandlers(*this, needs);
    addSelfServePolicyHandlers(*this, needs);
    addGranularHandlers(*this, needs);
    addDomainHandlers(*this, needs);
    addApplicationConsentHandlers(*this, needs);
    addUtilityHandlers(*this, needs);
    addAuditHandlers(*this, needs);
    addWebhookHandlers(*this, needs);
    for (std::size_t index = 0; index < by_operation_.size(); ++index) {
        // In both directions: a handler that no line calls built would never run.
        const bool built = operations()[index].support == Support::Built;
        if (built != (by_operation_[index] != nullptr))
            throw std::logic_error("the route table and the handlers differ: " +
                                   std::string(operations()[index].id));
    }
}

void HandlerTable::add(std::initializer_list<std::string_view> operations,
                       std::unique_ptr<Handler> handler) {
    for (const auto id : operations) by_operation_.at(indexOf(id)) = handler.get();
    handlers_.push_back(std::move(handler));
}

}  // namespace concordat::api
