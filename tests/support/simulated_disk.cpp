#include "tests/support/simulated_disk.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <utility>

namespace concordat::testing_support {
namespace {

/// A write, or without data a truncation to `offset`.
struct Change {
    SimulatedDisk::Progress at;
    std::uint64_t offset;
    std::optional<std::string> data;
};

void writeInto(std::string& content, std::uint64_t offset, std::string_view data) {
    if (content.size() < offset + data.size()) content.resize(offset + data.size(), '\0');
    content.replace(offset, data.size(), data);
}

void applyWhole(std::string& content, const Change& change) {
    if (change.data) {
        writeInto(content, change.offset, *change.data);
    } else {
        content.resize(change.offset, '\0');
    }
}

/// Decides with a seed; plain arithmetic, so that every standard library decides alike.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : generator_(seed) {}

    std::uint64_t below(std::uint64_t bound) { return generator_() % bound; }
    bool comesUp(std::uint64_t percent) { return below(100) < percent; }

private:
    std::mt19937_64 generator_;
};

/// Writes each sector of `data` that `survives()`.
template <typename Survives>
void applySectors(std::string& content, const Change& change, Survives survives) {
    constexpr auto kSector = SimulatedDisk::kSectorBytes;
    const std::string_view data = *change.data;
    for (std::size_t done = 0; done < data.size();) {
        const auto to_border = kSector - (change.offset + done) % kSector;
        const auto size = std::min<std::size_t>(to_border, data.size() - done);
        if (survives()) writeInto(content, change.offset + done, data.substr(done, size));
        done += size;
    }
}

void applyPrefix(std::string& content, const std::vector<Change>& changes, Dice& dice) {
    const auto whole = dice.below(changes.size() + 1);
    for (std::size_t i = 0; i < whole; ++i) applyWhole(content, changes[i]);
    if (whole == changes.size() || !changes[whole].data) return;
    auto sectors = dice.below(changes[whole].data->size() / SimulatedDisk::kSectorBytes + 1);
    applySectors(content, changes[whole], [&] { return sectors > 0 && sectors-- > 0; });
}

void applySubset(std::string& content, const std::vector<Change>& changes, Dice& dice) {
    const auto percent = dice.below(101);
    for (const auto& change : changes) {
        if (change.data) {
            applySectors(content, change, [&] { return dice.comesUp(percent); });
        } else if (dice.comesUp(percent)) {
            applyWhole(content, change);
        }
    }
}

}  // namespace

class SimulatedDisk::File {
public:
    std::string synced;
    std::vector<Change> changes;  ///< since, in order

    [[nodiscard]] std::string after(Survival survival, Dice& dice) const {
        std::string content = synced;
        if (survival == Survival::Prefix) applyPrefix(content, changes, dice);
        if (survival == Survival::Subset) applySubset(content, changes, dice);
        return content;
    }
};

SimulatedDisk::SimulatedDisk() = default;
SimulatedDisk::~SimulatedDisk() = default;

SimulatedDisk::Handle SimulatedDisk::find(const std::string& path) const {
    const std::lock_guard lock(mutex_);
    const auto found = names_.find(path);
    return found == names_.end() ? nullptr : found->second;
}

SimulatedDisk::Handle SimulatedDisk::adopt(const std::string& path, std::string content) {
    auto file = std::make_shared<File>();
    file->synced = std::move(content);
    const std::lock_guard lock(mutex_);
    names_[path] = file;
    synced_names_[path] = file;
    return file;
}

SimulatedDisk::Handle SimulatedDisk::create(const std::string& path) {
    auto file = std::make_shared<File>();
    const std::lock_guard lock(mutex_);
    name_changes_.push_back({++progress_, path, file});
    apply(names_, name_changes_.back());
    return file;
}

void SimulatedDisk::remove(const std::string& path) {
    const std::lock_guard lock(mutex_);
    name_changes_.push_back({++progress_, path, nullptr});
    apply(names_, name_changes_.back());
}

void SimulatedDisk::write(const Handle& file, std::uint64_t offset, std::string_view data) {
    const std::lock_guard lock(mutex_);
    file->changes.push_back({++progress_, offset, std::string(data)});
}

void SimulatedDisk::truncate(const Handle& file, std::uint64_t size) {
    const std::lock_guard lock(mutex_);
    file->changes.push_back({++progress_, size, std::nullopt});
}

SimulatedDisk::Progress SimulatedDisk::progress() const {
    const std::lock_guard lock(mutex_);
    return progress_;
}

void SimulatedDisk::synced(const Handle& file, Progress begun) {
    const std::lock_guard lock(mutex_);
    auto& changes = file->changes;
    const auto later = std::ranges::find_if(changes, [&](const auto& c) { return c.at > begun; });
    std::for_each(changes.begin(), later, [&](const auto& c) { applyWhole(file->synced, c); });
    changes.erase(changes.begin(), later);
}

void SimulatedDisk::directorySynced(const std::string& path, Progress begun) {
    const auto directory = std::filesystem::path(path).parent_path();
    const std::lock_guard lock(mutex_);
    std::erase_if(name_changes_, [&](const auto& change) {
        const bool covered =
            change.at <= begun && std::filesystem::path(change.path).parent_path() == directory;
        if (covered) apply(synced_names_, change);
        return covered;
    });
}

DiskImage SimulatedDisk::cut(Survival survival, std::uint64_t seed) const {
    Dice dice(seed);
    const std::lock_guard lock(mutex_);
    Names names = synced_names_;
    // File systems journal names in order: whatever survives of them is a prefix.
    const auto kept = survival == Survival::Nothing ? 0 : dice.below(name_changes_.size() + 1);
    for (std::size_t i = 0; i < kept; ++i) apply(names, name_changes_[i]);
    DiskImage image;
    for (const auto& [path, file] : names) image[path] = file->after(survival, dice);
    return image;
}

void SimulatedDisk::apply(Names& names, const NameChange& change) {
    if (change.file) {
        names[change.path] = change.file;
    } else {
        names.erase(change.path);
    }
}

void writeImage(const DiskImage& image, const std::string& root, const std::string& target) {
    namespace fs = std::filesystem;
    for (const auto& [path, content] : image) {
        const auto to = fs::path(target) / fs::path(path).lexically_relative(root);
        fs::create_directories(to.parent_path());
        std::ofstream out(to, std::ios::binary);
        out << content;
        if (!out.flush()) throw std::runtime_error("cannot write " + to.string());
    }
}

}  // namespace concordat::testing_support
