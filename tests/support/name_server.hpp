#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/support/child_process.hpp"

namespace concordat::testing_support {

/// Debian's dnsmasq on 127.0.0.1, which knows the names below "example" that a test gives, and that
/// there are no others. Asks nobody. Serves over UDP and TCP until it is destroyed.
class NameServer {
public:
    /// TXT records by the names that they are of: each is a list of pieces, of 255 bytes at most.
    using Texts = std::multimap<std::string, std::vector<std::string>>;

    /// Starts it and waits until it serves. `more` are further arguments of dnsmasq. @throws
    /// std::runtime_error when it does not
    NameServer(unsigned short port, const Texts& texts, const std::vector<std::string>& more = {});

private:
    ChildProcess process_;
};

}  // namespace concordat::testing_support
