#pragma once

#include <filesystem>
#include <string>

namespace concordat::host {

/// A plugin's file, opened once: what is hashed, read and loaded is the same file even when the
/// name is pointed elsewhere meanwhile.
class PluginFile {
public:
    /// @throws FatalError PLUGIN-MISSING when there is no readable regular file
    explicit PluginFile(std::filesystem::path path);
    ~PluginFile();
    PluginFile(const PluginFile&) = delete;
    PluginFile& operator=(const PluginFile&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::uint64_t size() const { return size_; }

    /// Reads exactly `size` bytes at `offset` to `out`; false when the file has not that many.
    [[nodiscard]] bool read(std::uint64_t offset, void* out, std::size_t size) const;

    /// SHA-256 of the whole file, 64 hexadecimal digits.
    [[nodiscard]] std::string sha256() const;

    /// A name under which the loader opens this very file, valid as long as the descriptor is open.
    [[nodiscard]] std::filesystem::path loadName() const;

    /// Leaves the descriptor open for the life of the process. The loader knows a library by the
    /// name it was opened with, so the number in loadName() must never come to mean another file.
    void keepOpen() { keep_ = true; }

private:
    std::filesystem::path path_;
    int descriptor_ = -1;
    std::uint64_t size_ = 0;
    bool keep_ = false;
};

}  // namespace concordat::host
