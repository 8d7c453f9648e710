#pragma once

#include <cstddef>

#include "core/runtime/opened_cloud.hpp"
#include "core/runtime/seed_file.hpp"

namespace concordat::cli {

/// How much to add. Numbers only: names, domains and ids follow from them, the same each time.
struct BulkSeed {
    std::size_t partners = 0;
    /// In all, over all partners.
    std::size_t customers = 0;
    /// Of the first partner; 0: as many as the others.
    std::size_t largest = 0;
    /// Writers at once, so that SQLite's commits are shared; no more than sessions on PostgreSQL.
    std::size_t threads = 32;
};

/// What was new; what was there already is not counted.
struct BulkCounts {
    std::size_t partners = 0;
    std::size_t customers = 0;
};

/// Adds partners and customers that imitate `model` under names of their own, each with its record
/// entry and past the cloud's rules, as if partners had. Repeating it adds what is missing. `model`
/// has a customer. May run beside a server. @throws Error of the store; std::runtime_error when a
/// rule of the cloud refuses
[[nodiscard]] BulkCounts addBulk(runtime::OpenedCloud& cloud, const runtime::SeedPartner& model,
                                 const BulkSeed& amounts);

}  // namespace concordat::cli
