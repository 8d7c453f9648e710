#pragma once

#include "core/api/change_writer.hpp"
#include "core/api/cursor.hpp"

namespace concordat::api {

struct ApiDependencies;
class HandlerTable;

/// What handlers are made from. All of it outlives them.
struct HandlerNeeds {
    const ApiDependencies& dependencies;
    ChangeWriter& changes;
    const CursorSigner& cursors;
};

/// Each adds the handlers of one resource to the table.
void addCustomerHandlers(HandlerTable& table, const HandlerNeeds& needs);
void addCustomerProfileHandlers(HandlerTable& table, const HandlerNeeds& needs);
void addPartnerProfileHandlers(HandlerTable& table, const HandlerNeeds& needs);
void addUtilityHandlers(HandlerTable& table, const HandlerNeeds& needs);
void addAuditHandlers(HandlerTable& table, const HandlerNeeds& needs);

}  // namespace concordat::api
