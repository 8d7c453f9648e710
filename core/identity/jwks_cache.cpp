#include "core/identity/jwks_cache.hpp"

#include <Poco/URI.h>
#include <algorithm>
#include <exception>
#include <utility>

#include "core/base/log.hpp"
#include "core/identity/json_object.hpp"
#include "core/identity/jwks.hpp"

namespace concordat::identity {
namespace {

/// Whether two addresses have scheme, host and port in common: a discovery document must not send
/// Concordat to a host that the operator never named.
bool haveOneOrigin(const std::string& a, const std::string& b) try {
    const Poco::URI first(a);
    const Poco::URI second(b);
    return first.getScheme() == second.getScheme() && first.getHost() == second.getHost() &&
           first.getPort() == second.getPort() && second.getUserInfo().empty();
} catch (const std::exception&) {
    return false;
}

void unavailable(const std::string& uri, std::string_view why) {
    logEvent(Severity::Warning, "IDENTITY-KEYS-UNAVAILABLE",
             "The issuer's keys could not be fetched; those known so far stay",
             {{"uri", uri}, {"why", why}});
}

void misfit(const std::string& uri, std::string_view why) {
    logEvent(Severity::Error, "IDENTITY-DISCOVERY-REFUSED",
             "The discovery document is not that of the issuer in the settings",
             {{"uri", uri}, {"why", why}});
}

}  // namespace

JwksCache::JwksCache(IssuerSettings settings, DocumentFetcher& fetcher, RefetchLimits limits)
    : settings_(std::move(settings)), limits_(limits), fetcher_(fetcher) {}

/// The thread of a fetch is joined by its own destructor, before what it uses goes.
JwksCache::~JwksCache() = default;

FoundKey JwksCache::find(std::string_view kid, Instant now) {
    // The usual case: one shared lock, no clock.
    if (auto key = lookUp(kid)) return {std::move(key)};
    const std::lock_guard lock(fetch_mutex_);
    if (!fetching_) {
        // A fetch may have ended since the look above.
        if (auto key = lookUp(kid)) return {std::move(key)};
        if (isTooSoon(now)) return {nullptr, unreachable_.load(std::memory_order_relaxed)};
        startFetch(now);
    }
    return {nullptr, fetching_};
}

std::uint64_t JwksCache::generation() const noexcept {
    return generation_.load(std::memory_order_acquire);
}

bool JwksCache::refresh(Instant) {
    return load();
}

std::shared_ptr<const VerificationKey> JwksCache::lookUp(std::string_view kid) const {
    const std::shared_lock lock(keys_mutex_);
    const auto found = keys_->find(kid);
    return found == keys_->end() ? nullptr : found->second;
}

bool JwksCache::isTooSoon(Instant now) const {
    // A clock that went back does not make the wait longer.
    return last_fetch_ && now >= *last_fetch_ && now - *last_fetch_ < limits_.interval;
}

/// Called with `fetch_mutex_` held.
void JwksCache::startFetch(Instant now) try {
    last_fetch_ = now;
    fetching_ = true;
    // The thread before has set `fetching_` back as its last act, so joining it here is quick.
    fetch_ = std::jthread([this] {
        load();
        const std::lock_guard lock(fetch_mutex_);
        fetching_ = false;
    });
} catch (const std::exception&) {
    fetching_ = false;
    unavailable(settings_.discovery_uri, "no thread could be started");
}

bool JwksCache::load() try {
    // The job's refresh and a caller's fetch must not overtake each other with older keys.
    const std::lock_guard lock(load_mutex_);
    const auto uri = jwksAddress();
    if (!uri) return false;
    const auto document = fetchOrLog(*uri);
    if (!document) return false;
    auto keys = parseJwks(*document);
    if (!keys) {
        unavailable(*uri, "the document is no key set");
        return false;
    }
    adopt(std::move(*keys));
    return true;
} catch (const std::exception&) {
    unavailable(settings_.discovery_uri, "out of memory or a broken fetcher");
    return false;
}

/// The address of the key set: as set, or as discovered from the issuer that is set.
std::optional<std::string> JwksCache::jwksAddress() {
    if (!settings_.jwks_uri.empty()) return settings_.jwks_uri;
    const auto& uri = settings_.discovery_uri;
    const auto text = fetchOrLog(uri);
    if (!text) return std::nullopt;
    const auto document = parseJsonObject(*text);
    if (!document) {
        unavailable(uri, "the document is no JSON object");
        return std::nullopt;
    }
    const auto issuer = stringMember(*document, "issuer").value_or("");
    if (std::find(settings_.issuers.begin(), settings_.issuers.end(), issuer) ==
        settings_.issuers.end()) {
        misfit(uri, "its issuer is another");
        return std::nullopt;
    }
    std::string address(stringMember(*document, "jwks_uri").value_or(""));
    if (!haveOneOrigin(uri, address)) {
        misfit(uri, "its jwks_uri is on another host");
        return std::nullopt;
    }
    return address;
}

std::optional<std::string> JwksCache::fetchOrLog(const std::string& uri) {
    auto document = fetcher_.fetch(uri);
    unreachable_.store(!document.body, std::memory_order_relaxed);
    if (!document.body) unavailable(uri, document.problem);
    return std::move(document.body);
}

void JwksCache::adopt(KeySet keys) {
    if (keys.empty())
        logEvent(Severity::Error, "IDENTITY-NO-KEYS",
                 "The issuer publishes no key that can be used; every token is refused",
                 {{"issuer", settings_.issuers.empty() ? "" : settings_.issuers.front()}});
    const auto count = std::to_string(keys.size());
    const bool changed = exchange(std::make_shared<const KeySet>(std::move(keys)));
    if (changed)
        logEvent(Severity::Information, "IDENTITY-KEYS-CHANGED", "The issuer's keys changed",
                 {{"keys", count}});
}

/// Takes the keys; whether they differ from those before.
bool JwksCache::exchange(std::shared_ptr<const KeySet> keys) {
    const std::unique_lock lock(keys_mutex_);
    const bool kept = keepsAllKeys(*keys_, *keys);
    const bool same = kept && keys_->size() == keys->size();
    keys_ = std::move(keys);
    // Only for a key that is gone or changed: a further one makes no verified token bad.
    if (!kept) generation_.fetch_add(1, std::memory_order_acq_rel);
    return !same;
}

}  // namespace concordat::identity
