#include "core/api/handler.hpp"

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"

namespace concordat::api {

audit::Actor ApiRequest::actor() const {
    return {principal.application, principal.user_name, correlation, now};
}

CustomerId ApiRequest::customer() const {
    const auto id = Uuid::parse(arguments[0]);
    // Not 400: what is no identifier is the id of no customer.
    if (!id) throw Error(ErrorKind::NotFound, codes::kUnknownTenant);
    return CustomerId{*id};
}

UserId ApiRequest::user(std::size_t place) const {
    const auto id = Uuid::parse(arguments[place]);
    if (!id) throw Error(ErrorKind::NotFound, codes::kUnknownUser);
    return UserId{*id};
}

}  // namespace concordat::api
