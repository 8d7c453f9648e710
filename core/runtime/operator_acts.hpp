#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/base/log.hpp"
#include "core/store/store.hpp"

namespace concordat::runtime {

/// What became of an entry about the cloud itself.
struct Recorded {
    /// Whether it is in the record, durable.
    bool done = false;
    /// The entry's id; else why there is none.
    std::string text;

    /// For the event that tells of the same.
    [[nodiscard]] LogField field() const { return {done ? "entry" : "unrecorded", text}; }
};

/// Writes down in a cloud's record what its operator did, or tried to do, with the cloud itself.
/// Only operators see such entries. `data` stands there in clear: sinks, labels and settings, never
/// anything personal. Blocks for the commit; throws nothing, for what is refused is refused whether
/// the store answers or not.
[[nodiscard]] Recorded recordAct(store::Store& store, audit::ResourceType resource,
                                 audit::OperationType operation,
                                 std::vector<std::pair<std::string, std::string>> data);

}  // namespace concordat::runtime
