#pragma once

#include <string>
#include <vector>

namespace concordat::accounts {

/// Asks the domain name system. Implemented by core/runtime; called concurrently from workers.
class TextRecords {
public:
    virtual ~TextRecords() = default;

    /// The texts of the TXT records that `name` itself has, the pieces of each joined; none when
    /// there is no such name or it has none. Blocks, no longer than the settings let it. @throws
    /// Error Overloaded (kResolverSilent) when there is no answer in time, or none that is an
    /// answer, and when too many wait for theirs
    [[nodiscard]] virtual std::vector<std::string> textsOf(const std::string& name) = 0;
};

}  // namespace concordat::accounts
