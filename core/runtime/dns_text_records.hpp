#pragma once

#include <chrono>
#include <cstddef>
#include <semaphore>
#include <string>
#include <string_view>
#include <vector>

#include "core/accounts/text_records.hpp"
#include "core/runtime/settings.hpp"

namespace concordat::runtime {

/// Asks the one resolver that the settings name, by c-ares: over UDP, and over TCP when the answer
/// is longer. Thread-safe; waits on the caller's thread.
class DnsTextRecords final : public accounts::TextRecords {
public:
    /// Lookups at once: so many threads may wait for the resolver, and no more.
    static constexpr std::ptrdiff_t kMostAtOnce = 8;
    /// Bytes of the longest answer that is looked at: some two hundred long texts.
    static constexpr std::size_t kMostAnswer = 16'384;

    /// Asks nothing yet.
    explicit DnsTextRecords(const ResolverSettings& settings);
    DnsTextRecords(const DnsTextRecords&) = delete;
    DnsTextRecords& operator=(const DnsTextRecords&) = delete;
    ~DnsTextRecords() override;

    [[nodiscard]] std::vector<std::string> textsOf(const std::string& name) override;

private:
    const std::string server_;
    const std::chrono::milliseconds patience_;
    std::counting_semaphore<kMostAtOnce> free_{kMostAtOnce};
};

/// The texts of the TXT records of `name` itself in an answer of the domain name system: not those
/// of other names that came along, aliases among them. Takes any bytes. @throws Error Overloaded
/// (kResolverSilent) when they are no such answer
[[nodiscard]] std::vector<std::string> textsIn(std::string_view answer, const std::string& name);

}  // namespace concordat::runtime
