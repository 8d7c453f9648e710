// What sealing costs a request: the processor time of everything that core/store/vault.hpp does for
// one, and nothing else. `tools/bench --sealing` builds and runs it.
#include <benchmark/benchmark.h>
#include <string>

#include "core/store/vault.hpp"

namespace {

using concordat::makeRandomUuid;
using concordat::Uuid;
using concordat::store::makeKey;
using concordat::store::Sealed;
using concordat::store::Vault;

// As long as those of the benchmark's customers are.
const std::string kProfile(250, 'p');
const std::string kUser(120, 'u');
const std::string kEntryOfCreate(700, 'e');
const std::string kEntryOfUpdate(1100, 'e');
const std::string kReply(1300, 'r');

/// A customer that exists, with its key as it is stored.
struct Held {
    Vault vault{makeKey()};
    Uuid customer = makeRandomUuid();
    std::string wrapped = vault.wrap(makeKey(), customer);
};

void createCustomer(benchmark::State& state) {
    const Held held;
    for (auto turn : state) {
        const auto key = makeKey();
        benchmark::DoNotOptimize(held.vault.wrap(key, held.customer));
        benchmark::DoNotOptimize(held.vault.seal(key, Sealed::Customer, held.customer, kProfile));
        benchmark::DoNotOptimize(held.vault.seal(key, Sealed::CustomerUser, held.customer, kUser));
        benchmark::DoNotOptimize(
            held.vault.seal(key, Sealed::RecordEntry, held.customer, kEntryOfCreate));
        benchmark::DoNotOptimize(held.vault.seal(key, Sealed::StoredReply, held.customer, kReply));
    }
}
BENCHMARK(createCustomer);

void updateBillingProfile(benchmark::State& state) {
    const Held held;
    for (auto turn : state) {
        const auto key = held.vault.unwrap(held.wrapped, held.customer);
        benchmark::DoNotOptimize(held.vault.seal(key, Sealed::Customer, held.customer, kProfile));
        benchmark::DoNotOptimize(
            held.vault.seal(key, Sealed::RecordEntry, held.customer, kEntryOfUpdate));
        benchmark::DoNotOptimize(held.vault.seal(key, Sealed::StoredReply, held.customer, kReply));
    }
}
BENCHMARK(updateBillingProfile);

void getCustomer(benchmark::State& state) {
    const Held held;
    const auto sealed = held.vault.seal(held.vault.unwrap(held.wrapped, held.customer),
                                        Sealed::Customer, held.customer, kProfile);
    for (auto turn : state) {
        const auto key = held.vault.unwrap(held.wrapped, held.customer);
        benchmark::DoNotOptimize(held.vault.open(key, Sealed::Customer, held.customer, sealed));
    }
}
BENCHMARK(getCustomer);

}  // namespace

BENCHMARK_MAIN();
