#pragma once

#include <gtest/gtest.h>
#include <vector>

#include "tests/store/backends.hpp"
#include "tests/store/samples.hpp"

namespace concordat::store {

/// A store with two partners, for the suites that every backend must pass.
template <typename Backend>
class StoreContract : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(store().partners().add(samples::partner(1), samples::profiles()));
        ASSERT_TRUE(store().partners().add(samples::partner(2), samples::profiles()));
    }

    Store& store() { return *store_; }
    Backend& backend() { return backend_; }

    Outcome apply(const changes::ChangeSet& set) { return store().changes().apply(set); }

    const PartnerId one = samples::partnerId(1);
    const PartnerId other = samples::partnerId(2);

private:
    Backend backend_;
    std::unique_ptr<Store> store_ = backend_.open();
};

}  // namespace concordat::store
