#include "core/store/sealed_values.hpp"
#include "core/store/steps.hpp"

namespace concordat::store {

void addSteps(StepWriter& writer, const changes::ReplacePartnerProfiles& change) {
    writer.add(StatementId::ReplacePartnerProfiles,
               {{"sealed", writer.seal(Sealed::PartnerProfiles, writer.partner().value,
                                       encode(change.profiles))},
                {"partner", writer.partner()},
                {"version", change.expected_version}},
               Outcome::Stale);
}

}  // namespace concordat::store
