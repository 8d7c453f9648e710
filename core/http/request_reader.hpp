#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "core/http/chunk_scanner.hpp"
#include "core/http/head_scanner.hpp"
#include "core/http/input_buffer.hpp"
#include "core/http/message.hpp"
#include "core/http/request_parser.hpp"

namespace concordat::http {

/// How much of a request is read before it is refused. A caller can make the server hold no more
/// than these, whatever it sends.
struct ReaderLimits {
    std::size_t head_bytes =
        std::size_t{16} * 1024;  ///< request line and fields; trailers again; beyond: 431
    std::size_t fields = 100;    ///< number of fields; beyond: 431
    std::size_t body_bytes =
        std::size_t{1024} * 1024;  ///< decoded body; beyond: `Request::body_too_large`
};

/// Turns the bytes of one connection into requests, however they are cut. It is strict: where two
/// programs on the way could disagree about where a request ends, the request is refused. Holds the
/// bytes that it is given, so a request that has arrived in part can be left alone at no cost. Used
/// by one thread at a time; goes with its connection to a worker and back.
///
///     advance -> NeedMore      receive into space(), received(n), advance again
///     advance -> HeadComplete  look at request(); skipBody() if nobody wants the body; advance
///     advance -> Complete      serve request(), then next(): what follows it is there already
///     advance -> Refused       reply refusal() and close
class RequestReader {
public:
    /// What `advance` came to, and so what the caller does next.
    enum class Progress {
        NeedMore,      ///< all bytes are used; the request is not whole yet
        HeadComplete,  ///< the head of `request()` is there, said once; go on with `advance` or
                       ///< `skipBody`
        Complete,      ///< `request()` is whole; go on with `next`
        Refused  ///< `refusal()` says why; nothing that follows on this connection can be trusted
    };

    /// Keeps `limits` by reference: they outlive the reader.
    explicit RequestReader(const ReaderLimits& limits) : limits_(limits) {}

    /// Where further bytes are to be received; never empty. Valid until the next call that is not
    /// const.
    [[nodiscard]] std::span<char> space();

    /// Takes over the first `size` bytes of the last `space`.
    void received(std::size_t size) noexcept { buffer_.received(size); }

    /// Goes on as far as the received bytes reach. The same answer again until the caller has done
    /// what it asks for.
    [[nodiscard]] Progress advance();

    /// After HeadComplete: leaves the body unread. The next `advance` says Complete; the connection
    /// must be closed after the reply.
    void skipBody();

    /// After Complete: forgets the request. Bytes behind it stay.
    void next();

    /// Forgets everything, and gives back memory beyond `kept` bytes.
    void clear(std::size_t kept);

    /// The request, from HeadComplete on; the body is there from Complete on. Valid until the next
    /// call that is not const. The caller may fill in what the bytes do not say.
    [[nodiscard]] Request& request() noexcept { return request_; }

    /// After Refused: 400 or 431.
    [[nodiscard]] int refusal() const noexcept { return refusal_; }

    /// Whether another request may follow this one: HTTP/1.1, no `Connection: close`, whole body
    /// read.
    [[nodiscard]] bool keepAlive() const noexcept { return head_.keep_alive && !body_skipped_; }

    /// Whether the client understands a reply in chunks: one of HTTP/1.0 does not.
    [[nodiscard]] bool takesChunks() const noexcept;

    /// Whether the body was left unread, by `skipBody` or because it is too large: more of it may
    /// be on its way.
    [[nodiscard]] bool bodySkipped() const noexcept { return body_skipped_; }

    /// After HeadComplete: whether the client waits for `100 Continue` before it sends the body.
    [[nodiscard]] bool awaitsContinue() const noexcept;

    /// Whether any byte of a request that is not complete has arrived.
    [[nodiscard]] bool hasBegun() const noexcept {
        return phase_ != Phase::Head || !buffer_.view().empty();
    }

    /// Whether the head is complete and the body is being read.
    [[nodiscard]] bool inBody() const noexcept { return phase_ > Phase::Head; }

private:
    // What the next byte belongs to. The order tells heads from bodies.
    enum class Phase { Head, BodyWithLength, ChunkHeader, ChunkData, Complete, Refused };
    struct Slice {
        std::size_t offset, size;
    };

    const ReaderLimits& limits_;
    InputBuffer buffer_;
    HeadScanner head_scanner_;
    ChunkScanner chunk_scanner_;
    RequestParser parser_;
    ParsedHead head_;
    Request request_;
    // Of method, target and fields, as offsets: the buffer may move while a body arrives.
    std::vector<Slice> slices_;
    // Decoded. A body with a length stays where it was received.
    std::string chunked_body_;
    Phase phase_ = Phase::Head;
    // With the empty line.
    std::size_t head_size_ = 0;
    // Bytes of the buffer that belong to what has been parsed.
    std::size_t used_ = 0;
    // By Content-Length; 0 without one.
    std::uint64_t body_length_ = 0;
    // Of the current chunk, still to come.
    std::uint64_t chunk_remains_ = 0;
    bool chunked_ = false;
    bool expects_continue_ = false;
    bool body_skipped_ = false;
    int refusal_ = 0;

    Progress refuse(int status) noexcept;
    Progress scanHead();
    Progress acceptHead();
    Progress finish();
    [[nodiscard]] bool readFields();
    [[nodiscard]] bool readTransferEncoding(std::string_view value);
    [[nodiscard]] bool readContentLength(std::string_view value, bool& seen);
    Progress readChunks();
    Progress readChunkHeader();
    bool readChunkData();
    void dropChunkBytes();
    void remember();
    void restore();
};

}  // namespace concordat::http
