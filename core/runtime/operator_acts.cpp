#include "core/runtime/operator_acts.hpp"

#include "core/base/error.hpp"

namespace concordat::runtime {
namespace {

changes::ChangeSet actOf(audit::ResourceType resource, audit::OperationType operation,
                         std::vector<std::pair<std::string, std::string>> data) {
    // No application and no user: it was the operator's settings or command.
    const audit::Actor actor{.application = {},
                             .user_name = {},
                             .correlation = CorrelationId{makeRandomUuid()},
                             .at = SystemClock().now()};
    changes::ChangeSet set;
    set.partner = audit::kCloudItself;
    set.entry = audit::entryBy(actor, set.partner, resource, operation);
    set.entry.customized_data = std::move(data);
    return set;
}

}  // namespace

Recorded recordAct(store::Store& store, audit::ResourceType resource,
                   audit::OperationType operation,
                   std::vector<std::pair<std::string, std::string>> data) try {
    const auto set = actOf(resource, operation, std::move(data));
    if (store.changes().apply(set) == changes::Outcome::Applied)
        return {true, set.entry.id.toString()};
    return {false, "the store did not take the entry"};
} catch (const Error&) {
    return {false, "the store did not take the entry"};
}

}  // namespace concordat::runtime
