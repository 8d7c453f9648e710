#include "tests/durability/kill_client.hpp"

#include <stdexcept>
#include <utility>

namespace concordat::durability {
namespace {

constexpr unsigned kWritesPerCustomer = 4;
constexpr std::size_t kMostCustomers = 10;  // all clients together stay below a sandbox's bound
constexpr const char* kSuffix = ".onmicrosoft.com";

void require(bool condition, const std::string& otherwise) {
    if (!condition) throw std::runtime_error(otherwise);
}

/// The number in an etag such as "3" with its quotes.
unsigned long numberOf(const std::string& version) {
    require(version.size() > 2, "an account without etag");
    return std::stoul(version.substr(1));
}

/// Every version but the first was made by an update, and each left one entry.
void requireWholeRecord(const CustomerState& state, const RecordedOperations& recorded) {
    require(recorded.additions == 1 && recorded.deletions == 0 &&
                recorded.updates + 1 == numberOf(state.version),
            "the record of customer " + state.id + " does not fit its version " + state.version +
                ": " + std::to_string(recorded.additions) + " additions, " +
                std::to_string(recorded.updates) + " updates");
}

}  // namespace

void KillClient::writeUntilKilled(ApiCaller& api, std::atomic<std::size_t>& acknowledged) {
    for (;;) {
        auto write = nextWrite();
        const auto answer = api.tryOnce(write.wish);
        if (!answer) {
            unanswered_ = std::move(write);
            return;
        }
        take(write, *answer);
        ++acknowledged;
        acknowledged.notify_one();
    }
}

KillClient::Unanswered KillClient::nextWrite() {
    const auto number = writes_++;
    if (number % kWritesPerCustomer == 0 && accounts_.size() < kMostCustomers) {
        const auto domain = name_ + "n" + std::to_string(number) + kSuffix;
        return {additionOf(domain), domain, std::nullopt};
    }
    const auto index = number % accounts_.size();
    const auto& account = accounts_[index];
    return {updateOf(account.state.id, account.domain, account.state.version,
                     "Change " + std::to_string(number)),
            account.domain, index};
}

void KillClient::take(const Unanswered& write, const testing_support::HttpAnswer& answer) {
    require(answer.status == (write.account ? 200 : 201),
            write.wish.target + " was answered with " + std::to_string(answer.status) + ": " +
                answer.body);
    if (write.account) {
        accounts_[*write.account].state = stateIn(answer);
    } else {
        accounts_.push_back({write.domain, stateIn(answer)});
    }
}

void KillClient::settle(ApiCaller& api, KillFigures& figures) {
    if (!unanswered_) return;
    ++figures.unanswered;
    if (unanswered_->account) {
        settleUpdate(api, figures);
    } else {
        settleAddition(api, figures);
    }
    unanswered_.reset();
}

void KillClient::settleAddition(ApiCaller& api, KillFigures& figures) {
    const auto& domain = unanswered_->domain;
    const auto listed = api.customersWith(domain);
    const bool there = !listed.empty();
    require(api.isTaken(domain) == there && api.recordOfCompany(domain).additions == listed.size(),
            "the customer " + domain + " is partial");
    if (there) {
        requireWholeRecord(api.billingOf(listed.front()), api.recordOf(listed.front()));
        ++figures.already_done;
    }
    const auto answer = api.insist(unanswered_->wish, 201);
    take(*unanswered_, answer);
    const auto now_listed = api.customersWith(domain);
    require(now_listed.size() == 1 && now_listed.front() == accounts_.back().state.id &&
                (!there || now_listed == listed),
            "the customer " + domain + " was added twice");
    require(answer.body.find("\"password\":\"") != std::string::npos,
            "the repeated reply is without the password");
}

void KillClient::settleUpdate(ApiCaller& api, KillFigures& figures) {
    const auto before = accounts_[*unanswered_->account].state;
    const auto found = api.billingOf(before.id);
    requireWholeRecord(found, api.recordOf(before.id));
    const auto steps = numberOf(found.version) - numberOf(before.version);
    require(steps <= 1, "an update of customer " + before.id + " was lost or done twice");
    require((found.first_name == before.first_name) == (steps == 0),
            "an update of customer " + before.id + " is partial");
    figures.already_done += steps;
    take(*unanswered_, api.insist(unanswered_->wish, 200));
    const auto after = api.billingOf(before.id);
    require(numberOf(after.version) == numberOf(before.version) + 1,
            "a repeated update of customer " + before.id + " took effect twice");
}

void KillClient::verify(ApiCaller& api, KillFigures& figures) {
    for (const auto& account : accounts_) {
        const auto found = api.billingOf(account.state.id);
        require(
            found.version == account.state.version && found.first_name == account.state.first_name,
            "customer " + found.id + " has version " + found.version + ", acknowledged was " +
                account.state.version);
        require(api.isTaken(account.domain), "the reservation of " + account.domain + " is lost");
        requireWholeRecord(found, api.recordOf(found.id));
        ++figures.customers_checked;
    }
}

void KillClient::cleanUp(ApiCaller& api) {
    for (const auto& account : accounts_) {
        (void)api.insist(deletionOf(account.state.id), 204);
        require(api.recordOf(account.state.id).deletions == 1 && !api.isTaken(account.domain),
                "the end of customer " + account.state.id + " is partial");
    }
    accounts_.clear();
    writes_ += kWritesPerCustomer - writes_ % kWritesPerCustomer;  // begin with an addition again
}

}  // namespace concordat::durability
