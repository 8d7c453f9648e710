#include "core/http/request_parser.hpp"

#define BOOST_BEAST_HEADER_ONLY 1
#include <boost/beast/http/basic_parser.hpp>
#include <limits>

namespace concordat::http {
namespace beast = boost::beast;

namespace {

std::string_view toStd(beast::string_view text) {
    return {text.data(), text.size()};
}

/// Receives Beast's calls. Limits are the reader's, so Beast's own are out of the way.
class Callbacks final : public beast::http::basic_parser<true> {
public:
    Callbacks(ParsedHead& head, std::size_t max_fields) : head_(&head), max_fields_(max_fields) {
        header_limit(std::numeric_limits<std::uint32_t>::max());
        body_limit(std::numeric_limits<std::uint64_t>::max());
    }

    void appendTo(std::string& body) { body_ = &body; }
    [[nodiscard]] std::uint64_t chunkSize() const { return chunk_size_; }

private:
    using ErrorCode = beast::error_code;

    void on_request_impl(beast::http::verb, beast::string_view method, beast::string_view target,
                         int version, ErrorCode&) override {
        head_->method = toStd(method);
        head_->target = toStd(target);
        head_->version = version;
    }

    void on_field_impl(beast::http::field, beast::string_view name, beast::string_view value,
                       ErrorCode&) override {
        if (head_ == nullptr) return;  // a trailer
        if (head_->fields.size() == max_fields_)
            head_->too_many_fields = true;
        else
            head_->fields.push_back({toStd(name), toStd(value)});
    }

    void on_header_impl(ErrorCode&) override { head_ = nullptr; }

    void on_chunk_header_impl(std::uint64_t size, beast::string_view, ErrorCode&) override {
        chunk_size_ = size;
    }

    std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view bytes, ErrorCode&) override {
        body_->append(bytes.data(), bytes.size());
        return bytes.size();
    }

    // A body with a length stays where it was received, and nothing is to be done at the other
    // points.
    std::size_t on_body_impl(beast::string_view bytes, ErrorCode&) override { return bytes.size(); }
    void on_body_init_impl(const boost::optional<std::uint64_t>&, ErrorCode&) override {}
    void on_finish_impl(ErrorCode&) override {}
    void on_response_impl(int, beast::string_view, int, ErrorCode&) override {}

    ParsedHead* head_;
    std::size_t max_fields_;
    std::string* body_ = nullptr;
    std::uint64_t chunk_size_ = 0;
};

}  // namespace

/// The parser in progress; made anew in place for each request, since Beast's cannot be reset.
class RequestParser::Beast {
public:
    std::optional<Callbacks> callbacks;

    /// Whether Beast took exactly these bytes.
    bool put(std::string_view bytes) {
        beast::error_code error;
        // Beast takes what it understands; less than all means that it disagrees about the end.
        const auto taken =
            callbacks->put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
        return !error && taken == bytes.size();
    }
};

RequestParser::RequestParser() : beast_(std::make_unique<Beast>()) {}

RequestParser::~RequestParser() = default;

bool RequestParser::parseHead(std::string_view bytes, std::size_t max_fields, ParsedHead& head) {
    head.fields.clear();
    head.too_many_fields = false;
    beast_->callbacks.emplace(head, max_fields);
    if (!beast_->put(bytes)) return false;
    head.keep_alive = beast_->callbacks->keep_alive();
    return true;
}

std::optional<std::uint64_t> RequestParser::parseChunkHeader(std::string_view bytes) {
    if (!beast_->put(bytes)) return std::nullopt;
    return beast_->callbacks->chunkSize();
}

std::size_t RequestParser::parseChunkData(std::string_view bytes, std::string& body) {
    beast_->callbacks->appendTo(body);
    const std::size_t before = body.size();
    beast_->put(bytes);
    return body.size() - before;
}

}  // namespace concordat::http
