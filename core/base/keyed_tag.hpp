#pragma once

#include <string>
#include <string_view>

#include "core/base/uuid.hpp"

/// What is given away and known again, such as links and proofs, is told by hashes under one key of
/// a cloud. Each is made of what it is for, the cloud and the content with zero bytes between them,
/// so that none can be taken for one of another purpose or cloud.
namespace concordat {

/// The 32 raw bytes of HMAC-SHA-256. `purpose` and `cloud` have no zero byte but one that separates
/// parts of the purpose. Thread-safe. @throws Error Internal when it fails
[[nodiscard]] std::string keyedHash(std::string_view key, std::string_view purpose,
                                    std::string_view cloud, std::string_view content);

/// Its first 128 bits, more than anyone guesses. Likewise.
[[nodiscard]] Uuid keyedTag(std::string_view key, std::string_view purpose, std::string_view cloud,
                            std::string_view content);

}  // namespace concordat
