#pragma once

#include "core/base/time.hpp"
#include "core/runtime/opened_cloud.hpp"
#include "core/runtime/seed_file.hpp"

namespace concordat::runtime {

/// Gives a cloud's store the partners of a seed that it does not have yet, each with its users, its
/// resellers, its customers and, last, its application; a partner whose application is there is
/// whole, and stays with all that it has by now. A process that ends in between leaves a partner
/// with only some of them, as whom nobody can sign in; the next start adds what is missing.
/// Partners and customers pass the cloud's rules as anyone's would. Called before the cloud is
/// served.
/// @throws FatalError RUNTIME-SEED-REFUSED when a rule refuses one, Error StoreUnavailable
void seedCloud(OpenedCloud& cloud, const std::string& id, const Seed& seed, const Clock& clock);

}  // namespace concordat::runtime
