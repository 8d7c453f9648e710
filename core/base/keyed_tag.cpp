#include "core/base/keyed_tag.hpp"

#include <algorithm>

#include "core/base/sha256.hpp"

namespace concordat {

std::string keyedHash(std::string_view key, std::string_view purpose, std::string_view cloud,
                      std::string_view content) {
    std::string text(purpose);
    text.append(1, '\0').append(cloud).append(1, '\0').append(content);
    return hmacSha256(key, text);
}

Uuid keyedTag(std::string_view key, std::string_view purpose, std::string_view cloud,
              std::string_view content) {
    const auto hash = keyedHash(key, purpose, cloud, content);
    Uuid tag;
    std::copy_n(hash.begin(), tag.bytes.size(), tag.bytes.begin());
    return tag;
}

}  // namespace concordat
