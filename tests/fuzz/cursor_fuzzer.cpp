#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/api/cursor.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"

namespace {

using namespace concordat;

/// Whether `read` takes its input; anything but a refused token is a finding.
template <typename Read>
bool takes(Read read) {
    try {
        read();
        return true;
    } catch (const Error& error) {
        if (error.code() != codes::kBadContinuationToken) std::abort();
        return false;
    }
}

}  // namespace

/// No bytes open as a token, since none are signed; as the content of one they are refused, or are
/// exactly what the writers write.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const api::CursorSigner signer(std::string(32, 'k'), "example");
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const bool opened = takes([&] { (void)signer.open({}, api::CursorKind::Customers, bytes); });
    if (opened) std::abort();
    takes([&] {
        if (api::encode(api::decodeCustomerCursor(bytes)) != bytes) std::abort();
    });
    takes([&] {
        if (api::encode(api::decodeUserCursor(bytes)) != bytes) std::abort();
    });
    takes([&] { (void)api::encode(api::decodeAuditCursor(bytes)); });
    return 0;
}
