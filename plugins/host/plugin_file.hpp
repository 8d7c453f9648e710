#pragma once

#include <filesystem>
#include <string>

namespace concordat::host {

/// A plugin's file, opened once: what is hashed, read and loaded is the same file even when the
/// name is pointed elsewhere meanwhile. That the bytes of this file are not changed in place is the
/// operator's business: keep it writable by root alone. Not for several threads.
class PluginFile {
public:
    /// Opens it for reading and follows links. @throws FatalError PLUGIN-MISSING when there is no
    /// readable regular file
    explicit PluginFile(std::filesystem::path path);
    /// Closes the descriptor unless keepOpen() was called.
    ~PluginFile();
    PluginFile(const PluginFile&) = delete;
    PluginFile& operator=(const PluginFile&) = delete;

    /// As it was given; for messages, never for opening the file again.
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    /// In bytes, when it was opened.
    [[nodiscard]] std::uint64_t size() const { return size_; }

    /// Reads exactly `size` bytes at `offset` to `out`; false when the file has not that many or
    /// cannot be read. Any numbers are safe, also those of a hostile file.
    [[nodiscard]] bool read(std::uint64_t offset, void* out, std::size_t size) const;

    /// SHA-256 of the whole file, 64 hexadecimal digits in lower case. @throws FatalError
    /// PLUGIN-MISSING when the file has become shorter or cannot be read
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
    // Whether the descriptor outlives this object.
    bool keep_ = false;
};

}  // namespace concordat::host
