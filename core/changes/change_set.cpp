#include "core/changes/change_set.hpp"

namespace concordat::changes {

template <typename Kind>
Change::Change(Kind change) : ChangeKinds(std::move(change)) {}
Change::Change(const Change& other) = default;
Change::Change(Change&& other) noexcept = default;
Change& Change::operator=(const Change& other) = default;
Change& Change::operator=(Change&& other) noexcept = default;
Change::~Change() = default;

// A kind that is missing here does not link.
template Change::Change(AddCustomer);
template Change::Change(ReplaceBillingProfile);
template Change::Change(RenameCustomer);
template Change::Change(RemoveRelationship);
template Change::Change(DeleteCustomer);
template Change::Change(DeleteEndedCustomer);
template Change::Change(LimitCustomers);
template Change::Change(UseValidationCode);
template Change::Change(AddQualification);
template Change::Change(ReviewQualification);
template Change::Change(AddUser);
template Change::Change(ReplaceUser);
template Change::Change(HoldUser);
template Change::Change(DeleteUser);
template Change::Change(RestoreUser);
template Change::Change(SetUserRole);
template Change::Change(HoldRelationship);
template Change::Change(LimitOffer);
template Change::Change(LimitSubscriptions);
template Change::Change(AddOrder);
template Change::Change(ReplaceSubscription);
template Change::Change(EndSales);
template Change::Change(TakeLicence);
template Change::Change(ReturnLicence);
template Change::Change(ReplaceLicence);
template Change::Change(ForgetLicence);
template Change::Change(AddInvitation);
template Change::Change(AcceptPartnership);
template Change::Change(EndPartnership);
template Change::Change(ShareCustomer);
template Change::Change(UnshareCustomer);
template Change::Change(AcceptRequest);
template Change::Change(AdoptCustomer);
template Change::Change(DeclineRequest);
template Change::Change(WithdrawDelegation);
template Change::Change(ExpireDelegation);
template Change::Change(HoldReseller);
template Change::Change(LimitSandboxResellers);
template Change::Change(AddSandboxReseller);
template Change::Change(RemoveSandboxReseller);
template Change::Change(AddGranularRelationship);
template Change::Change(ReplaceGranularRelationship);
template Change::Change(DeleteGranularRelationship);
template Change::Change(AddVerifiedDomain);
template Change::Change(AddApplicationConsent);
template Change::Change(DeleteApplicationConsent);
template Change::Change(ReplacePartnerProfiles);
template Change::Change(AddWebhookRegistration);
template Change::Change(ReplaceWebhookRegistration);
template Change::Change(AddTestEvent);
template Change::Change(AddSelfServePolicy);
template Change::Change(ReplaceSelfServePolicy);
template Change::Change(DeleteSelfServePolicy);
template Change::Change(AddAgreement);

}  // namespace concordat::changes
