#include "core/http/connection.hpp"

#include "core/http/event_loop.hpp"

namespace concordat::http {
namespace {

/// More than are in use at once on one event thread, unless many clients are slow.
constexpr std::size_t kExchangesKept = 64;
/// A page of a list is usually below this; memory that one large reply took is given back.
constexpr std::size_t kBytesKept = std::size_t{256} * 1024;

}  // namespace

std::unique_ptr<Exchange> ExchangePool::take() {
    if (free_.empty()) return std::make_unique<Exchange>(limits_);
    // The last one given back: its memory is still in the cache.
    auto exchange = std::move(free_.back());
    free_.pop_back();
    return exchange;
}

void ExchangePool::giveBack(std::unique_ptr<Exchange> exchange) {
    if (free_.size() == kExchangesKept) return;
    auto& [reader, reply, output, sent, rest, rest_end] = *exchange;
    rest.reset();
    reply.rest.reset();
    reader.clear(kBytesKept);
    output.clear();
    sent = 0;
    for (auto* text : {&output, &reply.headers, &reply.body}) {
        if (text->capacity() > kBytesKept) std::string().swap(*text);
    }
    free_.push_back(std::move(exchange));
}

void Connection::perform(DateHeader& date) noexcept {
    loop.serveAtWorker(*this, date);
}

void Connection::abandon() noexcept {
    // The loop closes it as soon as it has it back: there is no time left for a reply.
    broken = closing = wants_attention = true;
    loop.giveBack(*this);
}

}  // namespace concordat::http
