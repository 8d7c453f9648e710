#include "core/api/quick_uuid.hpp"

#include <cstring>
#include <random>

#include "core/base/random.hpp"

namespace concordat::api {
namespace {

std::mt19937_64 seeded() {
    std::array<std::uint8_t, 32> bytes{};
    fillRandom(bytes);
    std::seed_seq seed(bytes.begin(), bytes.end());
    return std::mt19937_64(seed);
}

}  // namespace

Uuid makeQuickUuid() {
    thread_local std::mt19937_64 generator = seeded();
    const std::array<std::uint64_t, 2> bits = {generator(), generator()};
    Uuid id;
    std::memcpy(id.bytes.data(), bits.data(), id.bytes.size());
    id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0FU) | 0x40U);
    id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3FU) | 0x80U);
    return id;
}

}  // namespace concordat::api
