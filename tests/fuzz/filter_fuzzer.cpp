#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/api/discriminators.hpp"
#include "core/api/filter.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"

/// Any query string is read, and any filter in it is one or is refused as a bad filter.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace concordat;
    const api::Query query(std::string_view(reinterpret_cast<const char*>(data), size));
    (void)query.text("size");
    (void)query.is("seekOperation", "Next");
    for (const auto plus : {api::Plus::IsBlank, api::Plus::IsPlus}) {
        try {
            (void)api::filterOf(query, plus);
            (void)api::filtersByCompanyName(query, nullptr);
        } catch (const Error& error) {
            if (error.code() != codes::kBadFilter) std::abort();
        }
    }
    return 0;
}
