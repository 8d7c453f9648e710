#include "core/store/wrapped_key_cache.hpp"

namespace concordat::store {

std::string WrappedKeyCache::find(const PartnerId& partner, const CustomerId& customer) {
    const auto place = IdHash()(customer) % kSlots;
    const std::lock_guard lock(locks_[place % kLocks].mutex);
    const auto& slot = (*slots_)[place];
    if (slot.customer != customer || slot.partner != partner) return {};
    return slot.wrapped;
}

void WrappedKeyCache::remember(const PartnerId& partner, const CustomerId& customer,
                               std::string_view wrapped) {
    const auto place = IdHash()(customer) % kSlots;
    const std::lock_guard lock(locks_[place % kLocks].mutex);
    auto& slot = (*slots_)[place];
    slot.partner = partner;
    slot.customer = customer;
    slot.wrapped = wrapped;
}

}  // namespace concordat::store
