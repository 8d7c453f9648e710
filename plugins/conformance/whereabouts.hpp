#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <string>

namespace concordat::conformance {

/// Which questions a child process is asking at this moment, in memory that it shares with its
/// parent: so the parent can still say it when the child has crashed, hangs or has ended itself.
/// Made before the fork and used on both sides of it. Each thread that asks has a place of its own.
class Whereabouts {
public:
    /// Threads that may ask at once.
    static constexpr std::size_t kThreads = 4;

    /// @throws std::runtime_error when there is no memory to share
    Whereabouts();
    ~Whereabouts();
    Whereabouts(const Whereabouts&) = delete;
    Whereabouts& operator=(const Whereabouts&) = delete;

    /// Says that the thread of `place` asks `question` now, and no more with an empty one. Cheap:
    /// nothing is allocated, and no kernel is called.
    void say(std::size_t place, const std::string& question) noexcept;

    /// The questions that were being asked, as "(mayUse, a customer in DE)", several with "or"
    /// between them; empty when there was none.
    [[nodiscard]] std::string questions() const;
    /// As `questions`, but only those to `rule`, or all when there is none to it.
    [[nodiscard]] std::string questionsTo(const std::string& rule) const;

    /// From the handler of a signal: a question needed more stack than rules are promised.
    void overflowed() noexcept { shared_->overflowed.store(true); }
    [[nodiscard]] bool hasOverflowed() const noexcept { return shared_->overflowed.load(); }

private:
    static constexpr std::size_t kMostBytes = 160;

    // The size is written last and cleared first, so a text that is half written is never read.
    struct Place {
        std::atomic<std::size_t> size{0};
        std::array<char, kMostBytes> text{};
    };
    struct Shared {
        std::array<Place, kThreads> places;
        std::atomic<bool> overflowed{false};
    };

    Shared* shared_;  // mapped; both processes see the same
};

}  // namespace concordat::conformance
