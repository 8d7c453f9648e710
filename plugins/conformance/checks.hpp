#pragma once

#include <span>
#include <string_view>

#include "plugins/conformance/report.hpp"

namespace concordat::conformance {

class Subject;

/// One check: a row of the catalogue.
struct Check {
    std::string_view id;
    std::string_view what;
    /// What it throws is a finding too.
    Outcome (*run)(Subject& subject);
    /// Whether nothing after it makes sense when it fails.
    bool decisive = false;
};

/// All checks in their order. A new one is a row here and a function in one of the files *_checks.
[[nodiscard]] std::span<const Check> catalogue();

// identity_checks.cpp: what can be known before the plugin runs, and whether it can be loaded.
Outcome checkDescriptor(Subject& subject);
Outcome checkNames(Subject& subject);
Outcome checkSdk(Subject& subject);
Outcome checkStoreTags(Subject& subject);
Outcome checkLoading(Subject& subject);
Outcome checkUnknownSetting(Subject& subject);

// facts_checks.cpp
Outcome checkCloudFacts(Subject& subject);
Outcome checkCountryFacts(Subject& subject);
Outcome checkRuleFacts(Subject& subject);
Outcome checkOperationFacts(Subject& subject);
Outcome checkManagedServiceFacts(Subject& subject);

// rules_checks.cpp
Outcome checkExamples(Subject& subject);
Outcome checkHostileInput(Subject& subject);
Outcome checkDeterminism(Subject& subject);
Outcome checkThreads(Subject& subject);
Outcome checkBudget(Subject& subject);
Outcome checkRuleResources(Subject& subject);

// reach_check.cpp
Outcome checkReach(Subject& subject);

// store_checks.cpp
Outcome checkResidency(Subject& subject);
Outcome checkOpener(Subject& subject);
Outcome checkSessions(Subject& subject);
Outcome checkSqlite(Subject& subject);
Outcome checkPostgresql(Subject& subject);
Outcome checkMigrationsOnSqlite(Subject& subject);
Outcome checkMigrationsOnPostgresql(Subject& subject);

}  // namespace concordat::conformance
