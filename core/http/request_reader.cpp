#include "core/http/request_reader.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/http/head_rules.hpp"

namespace concordat::http {
namespace {

constexpr int kBadRequest = 400;
constexpr int kHeadTooLarge = 431;
constexpr int kVersion11 = 11;
/// What is received at once: enough for a usual request, and more for a body that is known to be
/// long.
constexpr std::size_t kUsualRead = std::size_t{4} * 1024;
constexpr std::size_t kLargeRead = std::size_t{64} * 1024;

}  // namespace

std::span<char> RequestReader::space() {
    std::size_t size = kUsualRead;
    if (phase_ == Phase::BodyWithLength) {
        const auto missing = head_size_ + body_length_ - buffer_.view().size();
        size = std::clamp<std::uint64_t>(missing, kUsualRead, kLargeRead);
    }
    return buffer_.space(size);
}

RequestReader::Progress RequestReader::refuse(int status) noexcept {
    phase_ = Phase::Refused;
    refusal_ = status;
    return Progress::Refused;
}

RequestReader::Progress RequestReader::advance() {
    switch (phase_) {
        case Phase::Head:
            return scanHead();
        case Phase::BodyWithLength:
            return buffer_.view().size() - head_size_ < body_length_ ? Progress::NeedMore
                                                                     : finish();
        case Phase::ChunkHeader:
        case Phase::ChunkData:
            return readChunks();
        case Phase::Complete:
            return Progress::Complete;
        case Phase::Refused:
            break;
    }
    return Progress::Refused;
}

RequestReader::Progress RequestReader::scanHead() {
    const auto before = head_scanner_.size();
    const auto room = limits_.head_bytes - before;
    const auto result = head_scanner_.scan(buffer_.view().substr(before, room));
    if (result == HeadScanner::Result::Malformed) return refuse(kBadRequest);
    if (result == HeadScanner::Result::Complete) return acceptHead();
    return head_scanner_.size() >= limits_.head_bytes ? refuse(kHeadTooLarge) : Progress::NeedMore;
}

RequestReader::Progress RequestReader::acceptHead() {
    head_size_ = used_ = head_scanner_.size();
    const auto leading = head_scanner_.leading();
    const auto bytes = buffer_.view().substr(leading, head_size_ - leading);
    if (!parser_.parseHead(bytes, limits_.fields, head_)) return refuse(kBadRequest);
    if (head_.too_many_fields) return refuse(kHeadTooLarge);
    request_ = Request();
    request_.method = methodNamed(head_.method);
    request_.method_name = head_.method;
    request_.headers = head_.fields;
    if (!readFields()) return refuse(kBadRequest);
    if (head_.version != kVersion11) head_.keep_alive = false;
    remember();
    if (chunked_) {
        phase_ = Phase::ChunkHeader;
        chunk_scanner_.start(true);
    } else {
        phase_ = Phase::BodyWithLength;
        if (body_length_ > limits_.body_bytes) {
            request_.body_too_large = true;
            skipBody();
        }
    }
    return Progress::HeadComplete;
}

/// Reads the fields that say where the request ends and for whom it is; false where two readers
/// could disagree.
bool RequestReader::readFields() {
    std::string_view host;
    bool has_host = false;
    bool has_length = false;
    for (const auto& [name, value] : head_.fields) {
        if (equalsIgnoringCase(name, "Host")) {
            if (has_host || !isHost(value)) return false;
            has_host = true;
            host = value;
        } else if (equalsIgnoringCase(name, "Content-Length")) {
            if (!readContentLength(value, has_length)) return false;
        } else if (equalsIgnoringCase(name, "Transfer-Encoding")) {
            if (!readTransferEncoding(value)) return false;
        } else if (equalsIgnoringCase(name, "Expect")) {
            expects_continue_ =
                head_.version == kVersion11 && equalsIgnoringCase(value, "100-continue");
        }
    }
    if (!has_host || (chunked_ && has_length)) return false;
    return splitTarget(head_.target, host, request_);
}

bool RequestReader::readContentLength(std::string_view value, bool& seen) {
    const auto length = parseContentLength(value);
    if (seen || !length) return false;
    seen = true;
    body_length_ = *length;
    return true;
}

bool RequestReader::readTransferEncoding(std::string_view value) {
    if (chunked_ || head_.version != kVersion11) return false;
    chunked_ = equalsIgnoringCase(value, "chunked");
    return chunked_;
}

bool RequestReader::takesChunks() const noexcept {
    return head_.version == kVersion11;
}

bool RequestReader::awaitsContinue() const noexcept {
    if (!expects_continue_ || body_skipped_ || (!chunked_ && body_length_ == 0)) return false;
    return buffer_.view().size() == head_size_;
}

void RequestReader::skipBody() {
    body_skipped_ = true;
    chunked_body_.clear();
    phase_ = Phase::Complete;
}

/// Keeps where the views point, as offsets.
void RequestReader::remember() {
    const char* const base = buffer_.view().data();
    const auto slice = [base](std::string_view text) {
        return Slice{static_cast<std::size_t>(text.data() - base), text.size()};
    };
    slices_.clear();
    for (const auto text : {request_.method_name, request_.target, request_.path})
        slices_.push_back(slice(text));
    // An empty query may be no place in the buffer at all.
    slices_.push_back(request_.query.empty() ? Slice{0, 0} : slice(request_.query));
    for (const auto& [name, value] : head_.fields) {
        slices_.push_back(slice(name));
        slices_.push_back(slice(value));
    }
}

/// Points the views to where the bytes are now.
void RequestReader::restore() {
    const auto bytes = buffer_.view();
    auto slice = slices_.begin();
    const auto following = [&bytes, &slice] {
        const auto [offset, size] = *slice++;
        return bytes.substr(offset, size);
    };
    for (auto* text : {&request_.method_name, &request_.target, &request_.path, &request_.query})
        *text = following();
    for (auto& [name, value] : head_.fields) {
        name = following();
        value = following();
    }
}

RequestReader::Progress RequestReader::finish() {
    phase_ = Phase::Complete;
    restore();
    if (chunked_) {
        request_.body = chunked_body_;
    } else {
        request_.body = buffer_.view().substr(head_size_, body_length_);
        used_ = head_size_ + body_length_;
    }
    return Progress::Complete;
}

/// Goes from chunk to chunk as far as the bytes reach.
RequestReader::Progress RequestReader::readChunks() {
    for (;;) {
        if (phase_ == Phase::ChunkData && !readChunkData()) {
            dropChunkBytes();
            return Progress::NeedMore;
        }
        const auto progress = readChunkHeader();
        if (phase_ == Phase::ChunkData) continue;
        // What is not parsed yet must stay where the scanner has seen it: from the end of the head
        // on.
        if (progress != Progress::Refused) dropChunkBytes();
        return phase_ == Phase::Complete && !body_skipped_ ? finish() : progress;
    }
}

RequestReader::Progress RequestReader::readChunkHeader() {
    const auto rest = buffer_.view().substr(used_);
    const auto scanned = chunk_scanner_.size();
    switch (chunk_scanner_.scan(rest.substr(scanned), limits_.head_bytes)) {
        case ChunkScanner::Result::NeedMore:
            return Progress::NeedMore;
        case ChunkScanner::Result::Malformed:
            return refuse(kBadRequest);
        case ChunkScanner::Result::TooLong:
            return refuse(kHeadTooLarge);
        case ChunkScanner::Result::Complete:
            break;
    }
    const auto size = parser_.parseChunkHeader(rest.substr(0, chunk_scanner_.size()));
    // Scanner and parser must agree on which chunk is the last.
    if (!size || (*size == 0) != chunk_scanner_.last()) return refuse(kBadRequest);
    used_ += chunk_scanner_.size();
    chunk_remains_ = *size;
    phase_ = *size == 0 ? Phase::Complete : Phase::ChunkData;
    if (*size > limits_.body_bytes - chunked_body_.size()) {
        request_.body_too_large = true;
        restore();
        skipBody();
    }
    return Progress::Complete;
}

/// Whether the chunk's data are whole.
bool RequestReader::readChunkData() {
    const auto available = buffer_.view().substr(used_);
    const auto part =
        available.substr(0, std::min<std::uint64_t>(chunk_remains_, available.size()));
    if (part.empty()) return false;
    const auto taken = parser_.parseChunkData(part, chunked_body_);
    used_ += taken;
    chunk_remains_ -= taken;
    if (chunk_remains_ != 0) return false;
    phase_ = Phase::ChunkHeader;
    chunk_scanner_.start(false);
    return true;
}

/// Frees the place of chunks that are decoded, so that framing cannot fill memory beyond the body's
/// limit.
void RequestReader::dropChunkBytes() {
    buffer_.erase(head_size_, used_ - head_size_);
    used_ = head_size_;
}

void RequestReader::next() {
    buffer_.erase(0, used_);
    head_scanner_.startHead();
    chunked_body_.clear();
    phase_ = Phase::Head;
    head_size_ = used_ = 0;
    body_length_ = 0;
    chunked_ = expects_continue_ = body_skipped_ = false;
    refusal_ = 0;
}

void RequestReader::clear(std::size_t kept) {
    next();
    buffer_.clear(kept);
    if (chunked_body_.capacity() > kept) std::string().swap(chunked_body_);
}

}  // namespace concordat::http
