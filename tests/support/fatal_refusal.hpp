#pragma once

#include <gtest/gtest.h>
#include <string>
#include <utility>

#include "core/base/error.hpp"

namespace concordat::testing_support {

/// Runs `action`, expects a FatalError with `event` and gives the message that the operator reads.
template <typename Action>
std::string refusal(const std::string& event, Action&& action) {
    try {
        std::forward<Action>(action)();
    } catch (const FatalError& error) {
        EXPECT_EQ(error.event(), event) << error.what();
        return error.what();
    }
    ADD_FAILURE() << "not refused; expected " << event;
    return {};
}

}  // namespace concordat::testing_support
