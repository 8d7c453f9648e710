#pragma once

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <string>

#include "core/identity/document_fetcher.hpp"

namespace concordat::identity::testing {

/// Documents from memory, counted; a test can hold a fetch back until it has seen what it wants.
class FakeFetcher final : public DocumentFetcher {
public:
    FetchedDocument fetch(const std::string& uri) override {
        std::unique_lock lock(mutex_);
        ++fetches_;
        changed_.notify_all();
        changed_.wait(lock, [this] { return !held_; });
        const auto found = documents_.find(uri);
        if (found == documents_.end()) return {std::nullopt, "status 404"};
        return {found->second, {}};
    }

    void put(const std::string& uri, std::string document) {
        const std::lock_guard lock(mutex_);
        documents_[uri] = std::move(document);
    }

    void remove(const std::string& uri) {
        const std::lock_guard lock(mutex_);
        documents_.erase(uri);
    }

    void hold() {
        const std::lock_guard lock(mutex_);
        held_ = true;
    }

    void release() {
        const std::lock_guard lock(mutex_);
        held_ = false;
        changed_.notify_all();
    }

    /// Waits until that many fetches have begun.
    void awaitFetches(int count) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return fetches_ >= count; });
    }

    int fetches() {
        const std::lock_guard lock(mutex_);
        return fetches_;
    }

private:
    std::mutex mutex_;  ///< guards the rest
    std::condition_variable changed_;
    std::map<std::string, std::string> documents_;
    int fetches_ = 0;
    bool held_ = false;
};

}  // namespace concordat::identity::testing
