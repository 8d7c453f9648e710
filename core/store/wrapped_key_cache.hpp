#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "core/base/ids.hpp"

namespace concordat::store {

/// Remembers the wrapped keys of customers that were read lately, so that the change that follows a
/// read needs no second one. Holds ciphertext only. A customer's key never changes; one whose row
/// has gone does no harm, because every write that would use it is guarded by that row. Bounded: a
/// newer entry takes the place of an older one. Thread-safe.
class WrappedKeyCache {
public:
    /// The key of that partner's customer; empty when it is not remembered.
    [[nodiscard]] std::string find(const PartnerId& partner, const CustomerId& customer);

    void remember(const PartnerId& partner, const CustomerId& customer, std::string_view wrapped);

private:
    static constexpr std::size_t kSlots = 8'192;
    static constexpr std::size_t kLocks = 64;

    struct Slot {
        PartnerId partner;
        CustomerId customer;
        std::string wrapped;
    };

    struct Lock {
        std::mutex mutex;  // guards the slots whose numbers leave its own as remainder
    };

    std::unique_ptr<std::array<Slot, kSlots>> slots_ = std::make_unique<std::array<Slot, kSlots>>();
    std::array<Lock, kLocks> locks_;
};

}  // namespace concordat::store
