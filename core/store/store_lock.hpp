#pragma once

#include <string>

namespace concordat::store {

/// Keeps a second server process from a SQLite store: a lock on the file `<path>.lock`, which holds
/// the process id. The system gives it up when the process ends, however it ends. Commands do not
/// take it: they may write beside the server, one transaction after the other. The file stays.
class StoreLock {
public:
    /// @throws FatalError STORE-LOCKED naming the process that has the store
    explicit StoreLock(const std::string& path);
    ~StoreLock();
    StoreLock(const StoreLock&) = delete;
    StoreLock& operator=(const StoreLock&) = delete;

private:
    int descriptor_ = -1;
};

}  // namespace concordat::store
