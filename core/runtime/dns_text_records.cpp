#include "core/runtime/dns_text_records.hpp"

#include <algorithm>
#include <ares.h>
#include <arpa/nameser.h>
#include <array>
#include <memory>
#include <poll.h>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/text.hpp"

namespace concordat::runtime {
namespace {

using TimePoint = std::chrono::steady_clock::time_point;

Error silent() {
    return {ErrorKind::Overloaded, codes::kResolverSilent};
}

/// What has become of one question. c-ares tells it by `arrived`, which must not throw.
struct Lookup {
    bool done = false;
    int status = ARES_ETIMEOUT;
    std::array<char, DnsTextRecords::kMostAnswer> answer{};
    std::size_t length = 0;

    static void arrived(void* context, int status, int, unsigned char* bytes, int length) noexcept {
        auto& lookup = *static_cast<Lookup*>(context);
        lookup.done = true;
        lookup.status = status;
        if (bytes == nullptr || length <= 0) return;
        const auto size = static_cast<std::size_t>(length);
        if (size > lookup.answer.size()) {
            lookup.status = ARES_EBADRESP;
            return;
        }
        std::copy_n(bytes, size, lookup.answer.begin());
        lookup.length = size;
    }
};

/// The state of one lookup in c-ares. What is pending when it ends is told to be so.
using Channel = std::unique_ptr<ares_channeldata, decltype(&ares_destroy)>;

/// A channel that asks `server` alone, whatever this machine's own settings say, and asks twice.
Channel openChannel(const std::string& server, std::chrono::milliseconds patience) {
    char files_are_not_read[] = "b";
    ares_options options{};
    options.flags = ARES_FLAG_NOSEARCH | ARES_FLAG_NOALIASES;
    // The second time is twice as long.
    constexpr int kShares = 3;
    options.timeout = std::max(1, static_cast<int>(patience.count()) / kShares);
    options.tries = 2;
    options.lookups = files_are_not_read;
    ares_channel channel = nullptr;
    const int opened =
        ares_init_options(&channel, &options,
                          ARES_OPT_FLAGS | ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_LOOKUPS);
    if (opened != ARES_SUCCESS) throw silent();
    Channel owned(channel, &ares_destroy);
    if (ares_set_servers_ports_csv(channel, server.c_str()) != ARES_SUCCESS) throw silent();
    return owned;
}

/// Waits at the channel's sockets once, until `deadline` at most, and has it take what has come.
void takeTurn(ares_channeldata* channel, TimePoint deadline) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(
        std::max(deadline - std::chrono::steady_clock::now(), std::chrono::nanoseconds(0)));
    constexpr int kPerSecond = 1000;
    timeval most{left.count() / kPerSecond, left.count() % kPerSecond * kPerSecond};
    timeval until{};
    const auto* const next = ares_timeout(channel, &most, &until);
    std::array<ares_socket_t, ARES_GETSOCK_MAXNUM> sockets{};
    const int wanted = ares_getsock(channel, sockets.data(), ARES_GETSOCK_MAXNUM);
    std::vector<pollfd> polled;
    for (unsigned i = 0; i < ARES_GETSOCK_MAXNUM; ++i) {
        short events = 0;
        if (ARES_GETSOCK_READABLE(wanted, i)) events |= POLLIN;
        if (ARES_GETSOCK_WRITABLE(wanted, i)) events |= POLLOUT;
        if (events != 0) polled.push_back({sockets[i], events, 0});
    }
    const auto wait = next->tv_sec * kPerSecond + next->tv_usec / kPerSecond + 1;
    if (::poll(polled.data(), polled.size(), static_cast<int>(wait)) <= 0)
        return ares_process_fd(channel, ARES_SOCKET_BAD, ARES_SOCKET_BAD);
    for (const auto& one : polled)
        if (one.revents != 0)
            ares_process_fd(channel, (one.revents & ~POLLOUT) != 0 ? one.fd : ARES_SOCKET_BAD,
                            (one.revents & POLLOUT) != 0 ? one.fd : ARES_SOCKET_BAD);
}

/// Gives a place back that a lookup has held.
class Place {
public:
    explicit Place(std::counting_semaphore<DnsTextRecords::kMostAtOnce>& free) : free_(free) {
        if (!free_.try_acquire()) throw silent();
    }
    ~Place() { free_.release(); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

private:
    std::counting_semaphore<DnsTextRecords::kMostAtOnce>& free_;
};

/// The pieces of one record, each with its length before it, joined.
std::string joined(std::string_view pieces) {
    std::string text;
    while (!pieces.empty()) {
        const auto size = static_cast<unsigned char>(pieces.front());
        pieces.remove_prefix(1);
        if (size > pieces.size()) throw silent();
        text.append(pieces.substr(0, size));
        pieces.remove_prefix(size);
    }
    return text;
}

}  // namespace

DnsTextRecords::DnsTextRecords(const ResolverSettings& settings)
    : server_((settings.address.find(':') == std::string::npos ? settings.address
                                                               : "[" + settings.address + "]") +
              ":" + std::to_string(settings.port)),
      patience_(settings.patience) {
    ares_library_init(ARES_LIB_INIT_ALL);
}

DnsTextRecords::~DnsTextRecords() {
    ares_library_cleanup();
}

std::vector<std::string> DnsTextRecords::textsOf(const std::string& name) {
    const Place place(free_);
    const auto deadline = std::chrono::steady_clock::now() + patience_;
    Lookup lookup;
    // After what it tells: its end tells it once more.
    const auto channel = openChannel(server_, patience_);
    ares_query(channel.get(), name.c_str(), ns_c_in, ns_t_txt, &Lookup::arrived, &lookup);
    while (!lookup.done && std::chrono::steady_clock::now() < deadline)
        takeTurn(channel.get(), deadline);
    if (!lookup.done) throw silent();
    if (lookup.status == ARES_ENOTFOUND || lookup.status == ARES_ENODATA) return {};
    if (lookup.status != ARES_SUCCESS) throw silent();
    return textsIn({lookup.answer.data(), lookup.length}, name);
}

std::vector<std::string> textsIn(std::string_view answer, const std::string& name) {
    ns_msg message;
    const auto* const bytes = reinterpret_cast<const unsigned char*>(answer.data());
    if (answer.size() > DnsTextRecords::kMostAnswer ||
        ns_initparse(bytes, static_cast<int>(answer.size()), &message) != 0)
        throw silent();
    std::vector<std::string> texts;
    for (int i = 0; i < ns_msg_count(message, ns_s_an); ++i) {
        ns_rr record;
        if (ns_parserr(&message, ns_s_an, i, &record) != 0) throw silent();
        if (ns_rr_type(record) != ns_t_txt || ns_rr_class(record) != ns_c_in ||
            !equalsIgnoringCase(ns_rr_name(record), name))
            continue;
        texts.push_back(joined({reinterpret_cast<const char*>(ns_rr_rdata(record)),
                                static_cast<std::size_t>(ns_rr_rdlen(record))}));
    }
    return texts;
}

}  // namespace concordat::runtime
