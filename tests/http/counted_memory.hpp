#pragma once

#include <cstddef>

namespace concordat::http::testing {

/// How often any thread has asked for memory with `new`, but for those that are left out. Programs
/// that link counted_memory.cpp have the global operators replaced.
std::size_t allocations();

/// Does not count what the calling thread asks for from now on.
void leaveThisThreadOut();

}  // namespace concordat::http::testing
