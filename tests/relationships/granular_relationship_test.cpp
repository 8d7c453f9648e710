#include "core/relationships/granular_relationship.hpp"

#include <array>
#include <gtest/gtest.h>
#include <map>
#include <set>

namespace concordat::relationships {
namespace {

using enum GranularState;

constexpr std::array kStates{Created, ApprovalPending, Active, Expired, Terminated};
constexpr std::array kEvents{GranularEvent::Lock, GranularEvent::Approve, GranularEvent::Extend,
                             GranularEvent::Expire, GranularEvent::Terminate};

TEST(GranularMachine, GoesNoOtherWayThanItsDrawing) {
    const std::map<std::pair<GranularState, GranularEvent>, GranularState> drawing{
        {{Created, GranularEvent::Lock}, ApprovalPending},
        {{ApprovalPending, GranularEvent::Approve}, Active},
        {{ApprovalPending, GranularEvent::Expire}, Expired},
        {{ApprovalPending, GranularEvent::Terminate}, Terminated},
        {{Active, GranularEvent::Extend}, Active},
        {{Active, GranularEvent::Expire}, Expired},
        {{Active, GranularEvent::Terminate}, Terminated}};
    for (const auto state : kStates)
        for (const auto event : kEvents) {
            const auto drawn = drawing.find({state, event});
            EXPECT_EQ(next(state, event),
                      drawn == drawing.end() ? std::nullopt : std::optional(drawn->second))
                << static_cast<int>(state) << " by " << static_cast<int>(event);
        }
}

TEST(GranularMachine, LeavesNoEndedStateAndReachesEveryOther) {
    std::set<GranularState> reached{Created};
    for (std::size_t size = 0; size != reached.size();) {
        size = reached.size();
        for (const auto state : std::set(reached))
            for (const auto event : kEvents)
                if (const auto then = next(state, event)) reached.insert(*then);
    }
    EXPECT_EQ(reached.size(), kStates.size());
    for (const auto event : kEvents)
        for (const auto ended : {Expired, Terminated}) EXPECT_FALSE(next(ended, event));
}

}  // namespace
}  // namespace concordat::relationships
