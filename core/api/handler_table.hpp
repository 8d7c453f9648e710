#pragma once

#include <initializer_list>
#include <memory>
#include <string_view>
#include <vector>

#include "core/api/change_writer.hpp"
#include "core/api/cursor.hpp"
#include "core/api/handler.hpp"

namespace concordat::api {

struct ApiDependencies;

/// The handlers of all operations that are built. Made once at start; immutable afterwards, read
/// from every thread.
class HandlerTable {
public:
    /// Makes every handler. @throws std::logic_error when the handlers are not exactly those that
    /// the route table calls built
    HandlerTable(const ApiDependencies& dependencies, ChangeWriter& changes);

    /// The handler of the operation at `index` of the route table; null when it is not built.
    [[nodiscard]] Handler* at(std::size_t index) const { return by_operation_[index]; }

    /// Makes `handler` carry out the operations with these ids, which must be in the route table.
    /// For the functions that build the table. @throws std::out_of_range for an unknown id
    void add(std::initializer_list<std::string_view> operations, std::unique_ptr<Handler> handler);

private:
    CursorSigner cursors_;
    std::vector<std::unique_ptr<Handler>> handlers_;
    std::vector<Handler*> by_operation_;
};

}  // namespace concordat::api
