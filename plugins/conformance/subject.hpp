#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "plugins/conformance/conformance.hpp"
#include "plugins/conformance/questions.hpp"
#include "plugins/conformance/whereabouts.hpp"
#include "plugins/host/host.hpp"

namespace concordat::conformance {

/// The plugin under test inside the child process: loaded when the first check needs it. Rules may
/// be asked from several threads; the rest is for one.
class Subject final : public host::PluginObserver {
public:
    /// `on_stopped` is told from the watchdog's thread which rule does not return; it does not come
    /// back. What is asked is said to `whereabouts`.
    Subject(const Options& options, Whereabouts& whereabouts,
            std::function<void(const std::string& rule)> on_stopped)
        : options_(options), whereabouts_(whereabouts), on_stopped_(std::move(on_stopped)) {}

    [[nodiscard]] const Options& options() const { return options_; }

    /// The plugin, the same for all checks. @throws FatalError
    [[nodiscard]] const host::LoadedPlugin& plugin();
    /// Another instance of its cloud, with more settings, which come before those of the options.
    /// @throws FatalError
    [[nodiscard]] std::unique_ptr<host::LoadedPlugin> anotherInstance(
        const std::map<std::string, std::string>& settings = {});

    /// The kit's questions to it, the same for all checks. @throws std::exception when the examples
    /// of cloud.yaml are wrong
    [[nodiscard]] const Questions& questions();

    /// Asks `cloud`, which is an instance of the plugin, and says so meanwhile; each thread that
    /// asks has another `place`.
    [[nodiscard]] Answer ask(const rules::Cloud& cloud, const Question& question,
                             std::size_t place = 0) const;
    [[nodiscard]] Whereabouts& whereabouts() const { return whereabouts_; }

    [[nodiscard]] const rules::Cloud& cloud() { return plugin().cloud(); }
    [[nodiscard]] const rules::CloudFacts& facts() { return cloud().facts(); }

    /// The first fault since the last call, as "mayEnrol: why"; empty when there was none.
    [[nodiscard]] std::string takeFault();

    void ruleFailed(std::string_view rule, std::string_view why) override;
    void ruleStopped(std::string_view rule) override { on_stopped_(std::string(rule)); }

private:
    const Options& options_;    // of the caller of check()
    Whereabouts& whereabouts_;  // likewise
    std::function<void(const std::string& rule)> on_stopped_;
    std::mutex mutex_;  // guards fault_
    std::string fault_;
    std::unique_ptr<const Questions> questions_;
    std::unique_ptr<host::LoadedPlugin> plugin_;  // last: it tells faults
};

}  // namespace concordat::conformance
