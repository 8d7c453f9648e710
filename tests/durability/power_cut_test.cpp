#include <atomic>
#include <gtest/gtest.h>
#include <iostream>
#include <latch>
#include <mutex>
#include <random>
#include <thread>
#include <vector>

#include "core/base/log.hpp"
#include "tests/durability/restart.hpp"
#include "tests/support/recording_vfs.hpp"
#include "tests/support/temporary_folder.hpp"

namespace concordat::durability {
namespace {

using testing_support::DiskImage;
using testing_support::DiskOperation;
using testing_support::FileKind;
using testing_support::RecordingVfs;
using testing_support::SimulatedDisk;
using testing_support::Survival;
using testing_support::TemporaryFolder;
using testing_support::writeImage;

constexpr unsigned kWriters = 16;

// Sanitizers make every restart several times slower; Release is what counts.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr unsigned kRounds = 2;
#else
constexpr unsigned kRounds = 10;
#endif
constexpr unsigned kCutsPerRound = 12;

/// What a power cut left, and how many writes had been acknowledged before it.
struct Cut {
    DiskImage image;
    std::size_t acknowledged = 0;
};

/// Cuts the power at random operations of the disk.
class Cutter {
public:
    Cutter(const Ledger& ledger, unsigned seed) : ledger_(ledger), dice_(seed) { plan(); }

    /// Begins to cut.
    void arm(const SimulatedDisk& disk) {
        const std::lock_guard lock(mutex_);
        disk_ = &disk;
    }

    /// Called at every operation, from several threads.
    void observe() {
        const std::lock_guard lock(mutex_);
        if (disk_ == nullptr || cuts_.size() == kCutsPerRound || --until_next_ > 0) return;
        plan();
        const auto acknowledged = ledger_.size();  // first: what is acknowledged later may be lost
        const auto survival = static_cast<Survival>(dice_() % 3);
        cuts_.push_back({disk_->cut(survival, dice_()), acknowledged});
        done_ = cuts_.size() == kCutsPerRound;
    }

    [[nodiscard]] bool done() const { return done_; }

    /// After the writers have ended.
    [[nodiscard]] const std::vector<Cut>& cuts() const { return cuts_; }

private:
    void plan() {
        constexpr unsigned kMostBetween = 800;
        until_next_ = 1 + dice_() % kMostBetween;
    }

    const Ledger& ledger_;
    std::atomic<bool> done_ = false;
    std::mutex mutex_;  ///< guards the rest
    std::mt19937_64 dice_;
    const SimulatedDisk* disk_ = nullptr;
    std::uint64_t until_next_ = 0;
    std::vector<Cut> cuts_;
};

/// Runs `work` with sixteen writers, each in a thread of its own, until all have returned; tells
/// it which one is the first. The writers are named by the numbers from `first_name` on.
template <typename Work>
void writeConcurrently(store::Store& store, Ledger& ledger, unsigned first_name, Work work) {
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < kWriters; ++i) {
        threads.emplace_back([&, i] {
            Writer writer(store.changes(), ledger, kPartner, std::to_string(first_name + i));
            work(writer, i == 0);
        });
    }
}

class PowerCutTest : public ::testing::Test {
protected:
    PowerCutTest() {
        setLogSink([](std::string_view) {});
    }
    ~PowerCutTest() override { setLogSink(nullptr); }

    [[nodiscard]] std::string path() const { return folder_.at("store.db"); }

    /// One run of 16 writers under power cuts.
    std::vector<Cut> cutWhileWriting(const StoreOptions& options, Ledger& ledger, unsigned seed) {
        Cutter cutter(ledger, seed);
        RecordingVfs vfs([&](DiskOperation, FileKind) { cutter.observe(); });
        const auto store = openStore(path(), options);
        addPartner(*store);
        cutter.arm(vfs.disk());
        writeConcurrently(*store, ledger, 0, [&](Writer& writer, bool) {
            while (!cutter.done()) writer.write();
        });
        return cutter.cuts();
    }

    /// Problems found after a restart from that image.
    [[nodiscard]] std::vector<std::string> restart(const Cut& cut, const Ledger& ledger) const {
        const TemporaryFolder restarted;
        writeImage(cut.image, folder_.path(), restarted.path());
        return findProblems(restarted.at("store.db"), ledger.first(cut.acknowledged));
    }

    TemporaryFolder folder_;
};

TEST_F(PowerCutTest, NothingAcknowledgedIsLostAndNoCustomerIsPartial) {
    std::size_t cuts = 0;
    std::size_t checked = 0;
    for (unsigned seed = 1; seed <= kRounds; ++seed) {
        std::filesystem::remove(path());
        Ledger ledger;
        for (const auto& cut : cutWhileWriting({}, ledger, seed)) {
            const auto problems = restart(cut, ledger);
            ASSERT_TRUE(problems.empty()) << "seed " << seed << ": " << problems.front();
            checked += cut.acknowledged;
            ++cuts;
        }
    }
    std::cout << cuts << " power cuts, " << checked << " acknowledged writes looked up\n";
    EXPECT_EQ(cuts, kRounds * kCutsPerRound);
    EXPECT_GT(checked, cuts);
}

TEST_F(PowerCutTest, WithoutSyncsAcknowledgedWritesAreLost) {
    Ledger ledger;
    const auto cuts =
        cutWhileWriting({.synchronous = store::Synchronous::Off}, ledger, kRounds + 1);
    std::size_t lossy = 0;
    for (const auto& cut : cuts) lossy += restart(cut, ledger).empty() ? 0 : 1;
    std::cout << lossy << " of " << cuts.size() << " power cuts without syncs lose writes\n";
    EXPECT_GT(lossy, cuts.size() / 2);
}

TEST_F(PowerCutTest, AStoreThatWasBeingMadeIsMadeAgain) {
    std::vector<DiskImage> images;
    {
        constexpr std::size_t kEvery = 7;
        std::size_t operations = 0;
        std::mutex mutex;
        RecordingVfs* running = nullptr;
        RecordingVfs vfs([&](DiskOperation, FileKind) {
            const std::lock_guard lock(mutex);
            if (++operations % kEvery != 0) return;
            const auto survival = static_cast<Survival>(images.size() % 3);
            images.push_back(running->disk().cut(survival, images.size()));
        });
        running = &vfs;
        addPartner(*openStore(path()));
    }
    EXPECT_GT(images.size(), 3U);
    for (const auto& image : images) {
        const TemporaryFolder restarted;
        writeImage(image, folder_.path(), restarted.path());
        const auto store = openStore(restarted.at("store.db"));
        if (!store->partners().find(kPartner)) addPartner(*store);
        EXPECT_TRUE(store->recordWritable());
    }
}

/// Lets one writer's commit begin its sync alone, and holds that sync until all others wait for
/// the next commit: how many share one then depends on no time.
class Gate {
public:
    /// Closed from the start; `others` is how many writes the held sync waits for.
    Gate(store::Store& store, std::size_t others) : store_(store), others_(others) {}

    /// Called by the sync.
    void hold() {
        began_.count_down();
        while (store_.counters().writer.waiting < others_) std::this_thread::yield();
    }

    /// Called by the other writers before they write.
    void waitForSync() { began_.wait(); }

private:
    store::Store& store_;
    const std::size_t others_;
    std::latch began_{1};
};

TEST_F(PowerCutTest, SixteenWritersShareASync) {
    constexpr unsigned kBursts = 50;
    std::atomic<Gate*> closed = nullptr;
    RecordingVfs vfs([&](DiskOperation operation, FileKind kind) {
        if (operation != DiskOperation::SyncBegin || kind != FileKind::Log) return;
        if (auto* gate = closed.exchange(nullptr)) gate->hold();
    });
    Ledger ledger;
    const auto store = openStore(path(), {.checkpoint_pages = 1'000'000});
    addPartner(*store);
    const auto before = vfs.syncs(FileKind::Log);
    for (unsigned burst = 0; burst < kBursts; ++burst) {
        Gate gate(*store, kWriters - 1);
        closed = &gate;
        writeConcurrently(*store, ledger, burst * kWriters, [&](Writer& writer, bool first) {
            if (!first) gate.waitForSync();
            writer.write();
        });
    }
    const auto syncs = vfs.syncs(FileKind::Log) - before;
    std::cout << ledger.size() << " writes of " << kWriters << " writers took " << syncs
              << " syncs\n";
    EXPECT_EQ(ledger.size(), kBursts * kWriters);
    EXPECT_EQ(syncs, 2 * kBursts) << "one for the first writer, one for the fifteen others";
}

}  // namespace
}  // namespace concordat::durability
