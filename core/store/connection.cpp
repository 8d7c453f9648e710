#include "core/store/connection.hpp"

#include <cstring>
#include <stdexcept>

namespace concordat::store {

Uuid Rows::uuid(int column) const {
    const auto content = bytes(column);
    Uuid id;
    if (content.size() != id.bytes.size()) throw std::logic_error("a column holds no identifier");
    std::memcpy(id.bytes.data(), content.data(), content.size());
    return id;
}

}  // namespace concordat::store
