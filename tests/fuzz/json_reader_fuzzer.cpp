#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/api/handlers/customer_json.hpp"
#include "core/api/handlers/partner_profile_json.hpp"
#include "core/base/error.hpp"

namespace {

using namespace concordat;

/// Calls a reader, which may refuse the request and nothing else.
template <typename Read>
void attempt(Read read) {
    try {
        read();
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::InvalidRequest) std::abort();
    }
}

}  // namespace

/// Any bytes are a document or a refused request, and so is every resource that is read from one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    attempt([&] {
        const api::JsonDocument document(text);
        const auto root = document.root();
        attempt([&] { (void)api::readCustomerDraft(root); });
        attempt([&] { (void)api::readBillingProfile(root); });
        attempt([&] { (void)api::readAddress(root, api::AddressForm::Postal); });
        attempt([&] {
            partners::LegalBusinessProfile profile;
            api::readProfile(root, profile);
        });
        attempt([&] { (void)root.instant("d"); });
        attempt([&] { (void)root.anyItemHas("lineItems", "addonItems"); });
    });
    return 0;
}
