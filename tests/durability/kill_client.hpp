#pragma once

#include <atomic>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "tests/durability/api_caller.hpp"
#include "tests/durability/kill_rounds.hpp"

namespace concordat::durability {

/// One client: adds customers of its own and changes their billing profiles until the server is
/// killed, then says what the server must know. Functions that check @throw std::runtime_error
/// naming what is wrong. Used from one thread at a time.
class KillClient {
public:
    /// `name` begins the domains of its customers and tells them from all others.
    explicit KillClient(std::string name) : name_(std::move(name)) {}

    /// Writes until a request is not answered. Counts every acknowledged write in `acknowledged`
    /// and wakes who waits for it.
    void writeUntilKilled(ApiCaller& api, std::atomic<std::size_t>& acknowledged);

    /// After the restart: finds out whether the unanswered write took effect, wholly or not at all,
    /// and asks for it again under the same request id: then it has taken effect once.
    void settle(ApiCaller& api, KillFigures& figures);

    /// Compares every customer with what was acknowledged, and with its record.
    void verify(ApiCaller& api, KillFigures& figures);

    /// Ends its customers and looks for that in the record.
    void cleanUp(ApiCaller& api);

    [[nodiscard]] std::size_t customers() const { return accounts_.size(); }

private:
    struct Account {
        std::string domain;
        CustomerState state;
    };
    struct Unanswered {
        Wish wish;
        std::string domain;
        std::optional<std::size_t> account;  ///< that it changes; none: it adds one
    };

    [[nodiscard]] Unanswered nextWrite();
    void take(const Unanswered& write, const testing_support::HttpAnswer& answer);
    void settleAddition(ApiCaller& api, KillFigures& figures);
    void settleUpdate(ApiCaller& api, KillFigures& figures);

    std::string name_;
    unsigned writes_ = 0;
    std::vector<Account> accounts_;
    std::optional<Unanswered> unanswered_;
};

}  // namespace concordat::durability
