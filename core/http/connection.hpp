#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/http/deadlines.hpp"
#include "core/http/message.hpp"
#include "core/http/reply_writer.hpp"
#include "core/http/request_reader.hpp"
#include "core/http/service.hpp"
#include "core/http/stream.hpp"
#include "core/http/worker_pool.hpp"

namespace concordat::http {

class EventLoop;

/// The memory of a request in progress: what has arrived, and the reply. An idle connection has
/// none, so ten thousand of them need little.
struct Exchange {
    /// Borrows `limits`, which outlives it.
    explicit Exchange(const ReaderLimits& limits) : reader(limits) {}

    /// The bytes received and what has been made of them.
    RequestReader reader;
    /// Filled by the service; its bytes are then in `output`.
    Reply reply;
    /// Replies to be sent, in the order of their requests.
    std::string output;
    std::size_t sent = 0;  ///< of these, bytes that are gone
    /// What is still to come of the reply that `output` ends with; null: nothing.
    std::unique_ptr<BodySource> rest;
    BodyEnd rest_end = BodyEnd::Chunks;  ///< how the end of that will be told
};

/// Exchanges that are not in use, so that a request needs no memory of its own. Owned by one event
/// thread and used by it alone.
class ExchangePool {
public:
    /// Borrows `limits`, for the readers that it makes.
    explicit ExchangePool(const ReaderLimits& limits) : limits_(limits) {}

    /// One that is empty, from the pool if there is one.
    [[nodiscard]] std::unique_ptr<Exchange> take();

    /// Takes back, and forgets what is in it: the request's bytes and the reply are personal data.
    /// Keeps a bounded number, each with bounded memory.
    void giveBack(std::unique_ptr<Exchange> exchange);

private:
    const ReaderLimits& limits_;
    std::vector<std::unique_ptr<Exchange>> free_;
};

/// One client's connection. It belongs to its event thread, except while a worker carries out its
/// request: then to that worker alone, and the thread looks at `at_worker` only. Found by slot and
/// generation, so that an event for an earlier connection of the same slot is passed over.
struct Connection final : DeadlineEntry, Work {
    /// Takes over a socket that has been accepted.
    Connection(EventLoop& owner, Stream accepted, std::string caller)
        : loop(owner), stream(std::move(accepted)), peer(std::move(caller)) {}

    /// Carries out the request; called by a worker.
    void perform(DateHeader& date) noexcept override;

    /// Gives up the request that no worker has begun.
    void abandon() noexcept override;

    EventLoop& loop;  ///< outlives its connections
    Stream stream;
    std::string peer;  ///< address without port
    /// Null while the connection is idle.
    std::unique_ptr<Exchange> exchange;
    /// Its place in the loop, and which of the connections that had the place it is.
    std::uint32_t slot = 0;
    std::uint32_t generation = 0;
    /// Begun so far, for the limit of a connection.
    std::size_t requests = 0;
    /// Requests and pieces of replies begun so far: when it grows, the connection gets on.
    std::size_t progress = 0;
    /// Of the request in progress, settled by its head.
    Placement placement = Placement::EventThread;
    bool readable = false;         ///< there may be something to receive
    bool hung_up = false;          ///< the peer has closed its side: receive until the end is seen
    bool at_worker = false;        ///< or in a fiber: hands off
    bool wants_attention = false;  ///< came back from a worker with something left to do
    bool awaits_output = false;    ///< the event thread is told when there is room to send
    bool queued = false;           ///< has a turn without waiting
    bool closing = false;          ///< no further request; ends when the output is sent
    bool unread = false;           ///< the client may still be sending: linger before closing
    /// What still arrives is thrown away until the client closes.
    bool lingering = false;
    /// Nothing can be sent any more: closed without a word.
    bool broken = false;
};

}  // namespace concordat::http
