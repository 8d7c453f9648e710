#include <array>

#include "plugins/conformance/checks.hpp"

namespace concordat::conformance {

std::span<const Check> catalogue() {
    static constexpr std::array kChecks{
        Check{"identity.descriptor", "the file is a plugin for this machine", checkDescriptor,
              true},
        Check{"identity.names", "cloud, class and version are named as they must be", checkNames},
        Check{"identity.sdk", "it was built with an SDK that this host has", checkSdk, true},
        Check{"identity.tags", "compiler, SOCI and Boost fit for opening the store",
              checkStoreTags},
        Check{"load.create", "it can be loaded and makes its cloud", checkLoading, true},
        Check{"load.settings", "it refuses a setting that it does not know", checkUnknownSetting},
        Check{"facts.cloud", "the facts of the cloud are complete", checkCloudFacts},
        Check{"facts.countries", "every country is complete and sourced", checkCountryFacts},
        Check{"facts.rules", "every rule has an id, a source and its texts", checkRuleFacts},
        Check{"facts.operations", "every operation of the partner API is offered or not, once",
              checkOperationFacts},
        Check{"facts.services", "every managed service is complete, and a SKU brings it",
              checkManagedServiceFacts},
        Check{"rules.examples", "every rule answers examples with well-formed decisions",
              checkExamples},
        Check{"rules.reached", "every rule refuses an example, and those of cloud.yaml are true",
              checkReach},
        Check{"rules.hostile", "nothing, rubbish and very long texts do no harm",
              checkHostileInput},
        Check{"rules.deterministic", "the same question has the same answer, in every instance",
              checkDeterminism},
        Check{"rules.threads", "several threads get the answers that one gets", checkThreads},
        Check{"rules.budget", "every rule returns within its budget", checkBudget},
        Check{"rules.resources", "rules and instances leave no thread and no descriptor open",
              checkRuleResources},
        Check{"residency.locations", "records may be at the cloud's locations and nowhere else",
              checkResidency},
        Check{"residency.opener", "the store is opened where the settings say, and only there",
              checkOpener},
        Check{"store.sessions", "sessions leave no thread and no descriptor open", checkSessions},
        Check{"store.sqlite", "the core's store works on its sessions: SQLite", checkSqlite},
        Check{"store.postgresql", "the core's store works on its sessions: PostgreSQL",
              checkPostgresql},
        Check{"migrations.sqlite", "its own tables come up to date from every version: SQLite",
              checkMigrationsOnSqlite},
        Check{"migrations.postgresql",
              "its own tables come up to date from every version: PostgreSQL",
              checkMigrationsOnPostgresql},
    };
    return kChecks;
}

}  // namespace concordat::conformance
