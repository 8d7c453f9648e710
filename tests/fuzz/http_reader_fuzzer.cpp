#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "tests/http/reader_driver.hpp"

/// The reader must give the same requests and the same refusal however the bytes are cut: whole,
/// one by one, and in portions that the input itself chooses.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using concordat::http::ReaderLimits;
    using concordat::http::testing::ReaderDriver;
    // Small limits, so that inputs reach them.
    const ReaderLimits limits{.head_bytes = 512, .fields = 8, .body_bytes = 64};
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (bytes.empty()) return 0;
    const std::size_t portion = 1 + static_cast<unsigned char>(bytes.back()) % 16;
    const auto whole = ReaderDriver(limits).feed(bytes, bytes.size());
    if (ReaderDriver(limits).feed(bytes, 1) != whole) std::abort();
    if (ReaderDriver(limits).feed(bytes, portion) != whole) std::abort();
    return 0;
}
