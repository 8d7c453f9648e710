#include "tests/support/recording_vfs.hpp"

#include <array>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <mutex>
#include <sqlite3.h>
#include <stdexcept>
#include <utility>

namespace concordat::testing_support {
namespace {

constexpr int kRecorded =
    SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL | SQLITE_OPEN_SUPER_JOURNAL;

FileKind kindOf(int flags) {
    if ((flags & SQLITE_OPEN_WAL) != 0) return FileKind::Log;
    return (flags & SQLITE_OPEN_MAIN_DB) != 0 ? FileKind::Database : FileKind::Journal;
}

std::string contentOf(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

class RecordingVfs::Shim {
public:
    explicit Shim(Observer observer);
    ~Shim() { sqlite3_vfs_unregister(&vfs_); }
    Shim(const Shim&) = delete;
    Shim& operator=(const Shim&) = delete;

    int open(const char* path, sqlite3_file* base, int flags, int* out_flags,
             SimulatedDisk::Handle& recorded, bool& is_new_journal);
    int remove(const char* path, int sync_directory);

    void tell(DiskOperation operation, FileKind kind) {
        if (observer_) observer_(operation, kind);
    }

    SimulatedDisk disk;
    std::array<std::atomic<std::uint64_t>, 3> syncs{};
    sqlite3_vfs* base;

private:
    Observer observer_;
    std::mutex names_;  ///< makes looking a file up, opening and recording it one step
    sqlite3_vfs vfs_{};
};

namespace {

using Shim = RecordingVfs::Shim;

/// SQLite's view of an open file; the memory right after it belongs to the system's own file.
struct File : sqlite3_file {
    Shim* shim = nullptr;
    SimulatedDisk::Handle recorded;  ///< none: a temporary file
    std::string path;
    FileKind kind = FileKind::Database;
    bool syncs_directory = false;  ///< with its first sync, as the system's own file does
};

constexpr std::size_t kFileBytes = (sizeof(File) + alignof(std::max_align_t) - 1) /
                                   alignof(std::max_align_t) * alignof(std::max_align_t);

File& fileOf(sqlite3_file* file) {
    return *static_cast<File*>(file);
}

sqlite3_file* baseOf(sqlite3_file* file) {
    return reinterpret_cast<sqlite3_file*>(reinterpret_cast<std::byte*>(file) + kFileBytes);
}

Shim& shimOf(sqlite3_vfs* vfs) {
    return *static_cast<Shim*>(vfs->pAppData);
}
sqlite3_vfs* baseOf(sqlite3_vfs* vfs) {
    return shimOf(vfs).base;
}

int closeFile(sqlite3_file* file) {
    const int result = baseOf(file)->pMethods->xClose(baseOf(file));
    std::destroy_at(&fileOf(file));
    return result;
}

int readFile(sqlite3_file* file, void* out, int size, sqlite3_int64 offset) {
    return baseOf(file)->pMethods->xRead(baseOf(file), out, size, offset);
}

int writeFile(sqlite3_file* file, const void* data, int size, sqlite3_int64 offset) {
    const int result = baseOf(file)->pMethods->xWrite(baseOf(file), data, size, offset);
    const File& self = fileOf(file);
    if (result != SQLITE_OK || !self.recorded) return result;
    self.shim->disk.write(self.recorded, static_cast<std::uint64_t>(offset),
                          {static_cast<const char*>(data), static_cast<std::size_t>(size)});
    self.shim->tell(DiskOperation::Write, self.kind);
    return result;
}

int truncateFile(sqlite3_file* file, sqlite3_int64 size) {
    const int result = baseOf(file)->pMethods->xTruncate(baseOf(file), size);
    const File& self = fileOf(file);
    if (result != SQLITE_OK || !self.recorded) return result;
    self.shim->disk.truncate(self.recorded, static_cast<std::uint64_t>(size));
    self.shim->tell(DiskOperation::Truncate, self.kind);
    return result;
}

/// Syncs the simulated disk only: whether the real one keeps its promises is not what tests ask,
/// and its time is the test's time.
int syncFile(sqlite3_file* file, int) {
    File& self = fileOf(file);
    if (!self.recorded) return SQLITE_OK;
    const auto begun = self.shim->disk.progress();
    self.shim->tell(DiskOperation::SyncBegin, self.kind);
    self.shim->disk.synced(self.recorded, begun);
    if (std::exchange(self.syncs_directory, false)) {
        self.shim->disk.directorySynced(self.path, begun);
    }
    ++self.shim->syncs[static_cast<std::size_t>(self.kind)];
    self.shim->tell(DiskOperation::SyncEnd, self.kind);
    return SQLITE_OK;
}

int fileSize(sqlite3_file* file, sqlite3_int64* size) {
    return baseOf(file)->pMethods->xFileSize(baseOf(file), size);
}

int lockFile(sqlite3_file* file, int level) {
    return baseOf(file)->pMethods->xLock(baseOf(file), level);
}

int unlockFile(sqlite3_file* file, int level) {
    return baseOf(file)->pMethods->xUnlock(baseOf(file), level);
}

int checkReservedLock(sqlite3_file* file, int* out) {
    return baseOf(file)->pMethods->xCheckReservedLock(baseOf(file), out);
}

int fileControl(sqlite3_file* file, int operation, void* argument) {
    return baseOf(file)->pMethods->xFileControl(baseOf(file), operation, argument);
}

int sectorSize(sqlite3_file* file) {
    return baseOf(file)->pMethods->xSectorSize(baseOf(file));
}

int deviceCharacteristics(sqlite3_file* file) {
    return baseOf(file)->pMethods->xDeviceCharacteristics(baseOf(file));
}

int shmMap(sqlite3_file* file, int region, int size, int extend, void volatile** out) {
    return baseOf(file)->pMethods->xShmMap(baseOf(file), region, size, extend, out);
}

int shmLock(sqlite3_file* file, int offset, int count, int flags) {
    return baseOf(file)->pMethods->xShmLock(baseOf(file), offset, count, flags);
}

void shmBarrier(sqlite3_file* file) {
    baseOf(file)->pMethods->xShmBarrier(baseOf(file));
}

int shmUnmap(sqlite3_file* file, int remove) {
    return baseOf(file)->pMethods->xShmUnmap(baseOf(file), remove);
}

/// Version 2: shared memory for the write-ahead log, but no memory-mapped input.
constexpr sqlite3_io_methods kMethods{
    .iVersion = 2,
    .xClose = closeFile,
    .xRead = readFile,
    .xWrite = writeFile,
    .xTruncate = truncateFile,
    .xSync = syncFile,
    .xFileSize = fileSize,
    .xLock = lockFile,
    .xUnlock = unlockFile,
    .xCheckReservedLock = checkReservedLock,
    .xFileControl = fileControl,
    .xSectorSize = sectorSize,
    .xDeviceCharacteristics = deviceCharacteristics,
    .xShmMap = shmMap,
    .xShmLock = shmLock,
    .xShmBarrier = shmBarrier,
    .xShmUnmap = shmUnmap,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

int openFile(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* out_flags) {
    file->pMethods = nullptr;
    SimulatedDisk::Handle recorded;
    bool is_new_journal = false;
    const int result =
        shimOf(vfs).open(path, baseOf(file), flags, out_flags, recorded, is_new_journal);
    if (result != SQLITE_OK) return result;
    File* self = std::construct_at(static_cast<File*>(file));
    self->shim = &shimOf(vfs);
    self->recorded = std::move(recorded);
    self->path = path == nullptr ? "" : path;
    self->kind = kindOf(flags);
    self->syncs_directory = is_new_journal;
    self->pMethods = &kMethods;
    return result;
}

int removeFile(sqlite3_vfs* vfs, const char* path, int sync_directory) {
    return shimOf(vfs).remove(path, sync_directory);
}

int accessFile(sqlite3_vfs* vfs, const char* path, int flags, int* out) {
    return baseOf(vfs)->xAccess(baseOf(vfs), path, flags, out);
}

int fullPath(sqlite3_vfs* vfs, const char* path, int size, char* out) {
    return baseOf(vfs)->xFullPathname(baseOf(vfs), path, size, out);
}

int randomBytes(sqlite3_vfs* vfs, int size, char* out) {
    return baseOf(vfs)->xRandomness(baseOf(vfs), size, out);
}

int pause(sqlite3_vfs* vfs, int microseconds) {
    return baseOf(vfs)->xSleep(baseOf(vfs), microseconds);
}

int currentTime(sqlite3_vfs* vfs, double* out) {
    return baseOf(vfs)->xCurrentTime(baseOf(vfs), out);
}

int lastError(sqlite3_vfs* vfs, int size, char* out) {
    return baseOf(vfs)->xGetLastError(baseOf(vfs), size, out);
}

int currentTimeMilliseconds(sqlite3_vfs* vfs, sqlite3_int64* out) {
    return baseOf(vfs)->xCurrentTimeInt64(baseOf(vfs), out);
}

}  // namespace

RecordingVfs::Shim::Shim(Observer observer)
    : base(sqlite3_vfs_find(nullptr)), observer_(std::move(observer)) {
    vfs_.iVersion = 2;
    vfs_.szOsFile = static_cast<int>(kFileBytes) + base->szOsFile;
    vfs_.mxPathname = base->mxPathname;
    vfs_.zName = "recording";
    vfs_.pAppData = this;
    vfs_.xOpen = openFile;
    vfs_.xDelete = removeFile;
    vfs_.xAccess = accessFile;
    vfs_.xFullPathname = fullPath;
    vfs_.xRandomness = randomBytes;
    vfs_.xSleep = pause;
    vfs_.xCurrentTime = currentTime;
    vfs_.xGetLastError = lastError;
    vfs_.xCurrentTimeInt64 = currentTimeMilliseconds;
    if (sqlite3_vfs_register(&vfs_, 1) != SQLITE_OK) {
        throw std::runtime_error("SQLite does not take the recording file system");
    }
}

int RecordingVfs::Shim::open(const char* path, sqlite3_file* file, int flags, int* out_flags,
                             SimulatedDisk::Handle& recorded, bool& is_new_journal) {
    if (path == nullptr || (flags & kRecorded) == 0) {
        return base->xOpen(base, path, file, flags, out_flags);
    }
    const std::lock_guard lock(names_);
    const bool existed = std::filesystem::exists(path);
    const int result = base->xOpen(base, path, file, flags, out_flags);
    if (result != SQLITE_OK) return result;
    recorded = existed ? disk.find(path) : disk.create(path);
    if (!recorded) recorded = disk.adopt(path, contentOf(path));
    // The system's own file system syncs the directory of a journal that it may have created with
    // that journal's first sync, and never that of a database.
    is_new_journal = (flags & SQLITE_OPEN_CREATE) != 0 && (flags & SQLITE_OPEN_MAIN_DB) == 0;
    return result;
}

int RecordingVfs::Shim::remove(const char* path, int sync_directory) {
    const std::lock_guard lock(names_);
    const int result = base->xDelete(base, path, 0);
    if (result != SQLITE_OK || !disk.find(path)) return result;
    disk.remove(path);
    if (sync_directory != 0) disk.directorySynced(path, disk.progress());
    tell(DiskOperation::Remove, FileKind::Journal);
    return result;
}

RecordingVfs::RecordingVfs(Observer observer)
    : shim_(std::make_unique<Shim>(std::move(observer))) {}

RecordingVfs::~RecordingVfs() = default;

SimulatedDisk& RecordingVfs::disk() {
    return shim_->disk;
}

std::uint64_t RecordingVfs::syncs(FileKind kind) const {
    return shim_->syncs[static_cast<std::size_t>(kind)];
}

}  // namespace concordat::testing_support
