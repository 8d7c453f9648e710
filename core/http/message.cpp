#include "core/http/message.hpp"

#include "core/base/text.hpp"

namespace concordat::http {

std::string_view Request::header(std::string_view name) const noexcept {
    for (const auto& field : headers) {
        if (equalsIgnoringCase(field.name, name)) return field.value;
    }
    return {};
}

void Reply::addHeader(std::string_view name, std::string_view value) {
    headers.append(name).append(": ").append(value).append("\r\n");
}

void Reply::reset() {
    status = 200;
    headers.clear();
    body.clear();
    rest.reset();
}

}  // namespace concordat::http
