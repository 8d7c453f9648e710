#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/http/message.hpp"

namespace concordat::http {

/// What the parser found in a head; views into the bytes it was given. Not judged yet:
/// RequestReader does.
struct ParsedHead {
    std::string_view method;
    std::string_view target;
    int version = 0;          ///< 10 or 11
    bool keep_alive = false;  ///< by version and Connection field
    bool too_many_fields = false;
    std::vector<HeaderField> fields;
};

/// Boost.Beast's request parser, fed with portions whose ends are known (see HeadScanner and
/// ChunkScanner), so that its answer cannot depend on how the bytes arrived. Alone it is too
/// lenient: the scanners and RequestReader refuse what it lets through. Reused from request to
/// request without allocating; not thread-safe.
class RequestParser {
public:
    /// Ready for the first head.
    RequestParser();
    RequestParser(const RequestParser&) = delete;
    RequestParser& operator=(const RequestParser&) = delete;
    ~RequestParser();

    /// Parses one whole head into `head`, of at most `max_fields` fields; false when it is
    /// malformed. Begins a new request.
    [[nodiscard]] bool parseHead(std::string_view bytes, std::size_t max_fields, ParsedHead& head);

    /// Parses what stands before a chunk's data, or the last chunk with its trailers (dropped): the
    /// chunk's size, 0 for the last; nothing when it is malformed. Only after a head with
    /// `Transfer-Encoding: chunked`.
    [[nodiscard]] std::optional<std::uint64_t> parseChunkHeader(std::string_view bytes);

    /// Appends to `body` what of `bytes` belongs to the current chunk; returns how much that is.
    /// The caller has made sure that they are no more than the chunk has left.
    std::size_t parseChunkData(std::string_view bytes, std::string& body);

private:
    class Beast;
    std::unique_ptr<Beast> beast_;
};

}  // namespace concordat::http
