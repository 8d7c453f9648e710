#pragma once

#include <cstddef>

#include "core/runtime/opened_cloud.hpp"
#include "core/runtime/seed_file.hpp"

namespace concordat::cli {

/// How much to add.
struct BulkSeed {
    std::size_t partners = 0;
    std::size_t customers = 0;  ///< in all
    std::size_t largest = 0;    ///< of the first partner; 0: as many as the others
    std::size_t threads = 32;
};

/// What was new.
struct BulkCounts {
    std::size_t partners = 0;
    std::size_t customers = 0;
};

/// Adds partners and customers that imitate `model` under names of their own. Repeating it adds
/// what is missing. @throws Error of the store; std::runtime_error when a rule of the cloud refuses
[[nodiscard]] BulkCounts addBulk(runtime::OpenedCloud& cloud, const runtime::SeedPartner& model,
                                 const BulkSeed& amounts);

}  // namespace concordat::cli
