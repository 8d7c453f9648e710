#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "tests/support/simulated_disk.hpp"

namespace concordat::testing_support {

/// What SQLite asked of the disk.
enum class DiskOperation : std::uint8_t { Write, Truncate, Remove, SyncBegin, SyncEnd };

/// Which of SQLite's files an operation is about.
enum class FileKind : std::uint8_t { Database, Log, Journal };

/// An SQLite file system that works as the system's own one does and reports every write,
/// truncation, removal and sync of a database, its write-ahead log and its journals to a
/// SimulatedDisk, from which a test takes what a power cut would leave. The real disk is not
/// synced: it would add nothing but time. From construction to
/// destruction it is SQLite's default, so that code under test needs no setting to run on it; one
/// at a time in a process, and no database may be open on it when it is destroyed. Shared memory
/// and temporary files are passed through unseen, since no restart reads them; memory-mapped
/// input is not offered.
class RecordingVfs {
public:
    /// Called after an operation was reported (SyncBegin: before the sync), from the thread that
    /// asked for it, while that thread holds SQLite's locks: it may take a cut, wait for other
    /// threads or fail the test, but not use the database.
    using Observer = std::function<void(DiskOperation, FileKind)>;

    /// `observer` may be empty.
    explicit RecordingVfs(Observer observer = {});
    ~RecordingVfs();
    RecordingVfs(const RecordingVfs&) = delete;
    RecordingVfs& operator=(const RecordingVfs&) = delete;

    /// Where the operations are kept; thread-safe.
    [[nodiscard]] SimulatedDisk& disk();

    /// How often files of that kind have been synced.
    [[nodiscard]] std::uint64_t syncs(FileKind kind) const;

    class Shim;  ///< the functions that SQLite calls

private:
    std::unique_ptr<Shim> shim_;
};

}  // namespace concordat::testing_support
