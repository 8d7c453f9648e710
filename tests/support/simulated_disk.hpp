#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace concordat::testing_support {

/// What of the writes that were never synced is found on a disk after its power was cut.
enum class Survival : std::uint8_t {
    Nothing,  ///< only what was synced
    Prefix,   ///< everything up to a random write, which is torn
    Subset    ///< any sectors of any writes, whatever their order
};

/// Files after a power cut: content by path.
using DiskImage = std::map<std::string, std::string>;

/// A disk that forgets what nobody synced. It keeps for each file what is certainly on the platters
/// and, in order, the writes and truncations since; and for each directory which names are
/// certainly there and which were added or removed since. As POSIX allows, a file that was synced
/// is still lost when its name was not. Writes are torn at multiples of 512 bytes. Thread-safe;
/// the caller does the real operation itself and reports it here after it.
class SimulatedDisk {
public:
    static constexpr std::size_t kSectorBytes = 512;

    /// A file, whatever name it has or had.
    class File;
    using Handle = std::shared_ptr<File>;

    /// How far a file or directory had got when a sync of it began.
    using Progress = std::uint64_t;

    SimulatedDisk();
    ~SimulatedDisk();
    SimulatedDisk(const SimulatedDisk&) = delete;
    SimulatedDisk& operator=(const SimulatedDisk&) = delete;

    /// The file with that name; nothing when the disk has none.
    [[nodiscard]] Handle find(const std::string& path) const;

    /// Takes over a file from before the recording began, name and content synced.
    Handle adopt(const std::string& path, std::string content);

    /// Makes an empty file. Its name is certain only after its directory has been synced.
    Handle create(const std::string& path);

    /// Removes a name. Until its directory has been synced, a power cut may bring it back.
    void remove(const std::string& path);

    void write(const Handle& file, std::uint64_t offset, std::string_view data);
    void truncate(const Handle& file, std::uint64_t size);

    /// Notes what a sync that begins now will cover: later writes are not part of it.
    [[nodiscard]] Progress progress() const;

    /// A sync of the content of `file` that began at `begun` has ended.
    void synced(const Handle& file, Progress begun);

    /// A sync of the directory of `path` that began at `begun` has ended.
    void directorySynced(const std::string& path, Progress begun);

    /// What is found when the power is cut now. The same state, survival and seed give the same
    /// image.
    [[nodiscard]] DiskImage cut(Survival survival, std::uint64_t seed) const;

private:
    struct NameChange {
        Progress at;
        std::string path;
        Handle file;  ///< none: removed
    };
    using Names = std::map<std::string, Handle>;

    static void apply(Names& names, const NameChange& change);

    mutable std::mutex mutex_;  ///< guards everything below and every File
    Progress progress_ = 0;     ///< of the last change that was reported
    Names names_;               ///< as the running process sees them
    Names synced_names_;
    std::vector<NameChange> name_changes_;  ///< since, in order
};

/// Writes an image's files, which lay under `root`, into the existing folder `target`.
void writeImage(const DiskImage& image, const std::string& root, const std::string& target);

}  // namespace concordat::testing_support
