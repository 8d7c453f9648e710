#pragma once

#include "core/changes/change_set.hpp"
#include "core/store/step_writer.hpp"

namespace concordat::store {

/// Adds the steps of one change: one function for each kind, found by its argument. Those of one
/// header in core/changes are in one file here, NAME_steps.cpp.
void addSteps(StepWriter& writer, const changes::AddCustomer& change);
void addSteps(StepWriter& writer, const changes::ReplaceBillingProfile& change);
void addSteps(StepWriter& writer, const changes::RenameCustomer& change);
void addSteps(StepWriter& writer, const changes::RemoveRelationship& change);
void addSteps(StepWriter& writer, const changes::DeleteCustomer& change);
void addSteps(StepWriter& writer, const changes::DeleteEndedCustomer& change);
void addSteps(StepWriter& writer, const changes::LimitCustomers& change);
void addSteps(StepWriter& writer, const changes::UseValidationCode& change);
void addSteps(StepWriter& writer, const changes::AddQualification& change);
void addSteps(StepWriter& writer, const changes::ReviewQualification& change);
void addSteps(StepWriter& writer, const changes::AddUser& change);
void addSteps(StepWriter& writer, const changes::ReplaceUser& change);
void addSteps(StepWriter& writer, const changes::HoldUser& change);
void addSteps(StepWriter& writer, const changes::DeleteUser& change);
void addSteps(StepWriter& writer, const changes::RestoreUser& change);
void addSteps(StepWriter& writer, const changes::SetUserRole& change);
void addSteps(StepWriter& writer, const changes::HoldRelationship& change);
void addSteps(StepWriter& writer, const changes::LimitOffer& change);
void addSteps(StepWriter& writer, const changes::LimitSubscriptions& change);
void addSteps(StepWriter& writer, const changes::AddOrder& change);
void addSteps(StepWriter& writer, const changes::ReplaceSubscription& change);
void addSteps(StepWriter& writer, const changes::EndSales& change);
void addSteps(StepWriter& writer, const changes::TakeLicence& change);
void addSteps(StepWriter& writer, const changes::ReturnLicence& change);
void addSteps(StepWriter& writer, const changes::ReplaceLicence& change);
void addSteps(StepWriter& writer, const changes::ForgetLicence& change);
void addSteps(StepWriter& writer, const changes::AddInvitation& change);
void addSteps(StepWriter& writer, const changes::AcceptPartnership& change);
void addSteps(StepWriter& writer, const changes::EndPartnership& change);
void addSteps(StepWriter& writer, const changes::ShareCustomer& change);
void addSteps(StepWriter& writer, const changes::UnshareCustomer& change);
void addSteps(StepWriter& writer, const changes::AcceptRequest& change);
void addSteps(StepWriter& writer, const changes::AdoptCustomer& change);
void addSteps(StepWriter& writer, const changes::DeclineRequest& change);
void addSteps(StepWriter& writer, const changes::WithdrawDelegation& change);
void addSteps(StepWriter& writer, const changes::ExpireDelegation& change);
void addSteps(StepWriter& writer, const changes::HoldReseller& change);
void addSteps(StepWriter& writer, const changes::LimitSandboxResellers& change);
void addSteps(StepWriter& writer, const changes::AddSandboxReseller& change);
void addSteps(StepWriter& writer, const changes::RemoveSandboxReseller& change);
void addSteps(StepWriter& writer, const changes::AddSelfServePolicy& change);
void addSteps(StepWriter& writer, const changes::ReplaceSelfServePolicy& change);
void addSteps(StepWriter& writer, const changes::DeleteSelfServePolicy& change);
void addSteps(StepWriter& writer, const changes::AddAgreement& change);
void addSteps(StepWriter& writer, const changes::AddGranularRelationship& change);
void addSteps(StepWriter& writer, const changes::ReplaceGranularRelationship& change);
void addSteps(StepWriter& writer, const changes::DeleteGranularRelationship& change);
void addSteps(StepWriter& writer, const changes::AddVerifiedDomain& change);
void addSteps(StepWriter& writer, const changes::AddApplicationConsent& change);
void addSteps(StepWriter& writer, const changes::DeleteApplicationConsent& change);
void addSteps(StepWriter& writer, const changes::ReplacePartnerProfiles& change);
void addSteps(StepWriter& writer, const changes::AddWebhookRegistration& change);
void addSteps(StepWriter& writer, const changes::ReplaceWebhookRegistration& change);
void addSteps(StepWriter& writer, const changes::AddTestEvent& change);

/// Appends to a statement's parameters the entry that another partner's record gets, but for that
/// partner.
void addTold(StepWriter& writer, std::vector<Parameter>& parameters, const audit::Entry& told);

}  // namespace concordat::store
