#include <algorithm>
#include <cctype>

#include "core/base/error.hpp"
#include "plugins/conformance/checks.hpp"
#include "plugins/conformance/subject.hpp"

namespace concordat::conformance {

namespace {

bool isCloudId(const std::string& id) {
    const auto good = [](unsigned char c) {
        return std::islower(c) != 0 || std::isdigit(c) != 0 || c == '-';
    };
    return !id.empty() && std::islower(static_cast<unsigned char>(id.front())) != 0 &&
           id.back() != '-' && std::all_of(id.begin(), id.end(), good);
}

/// Three numbers; what may follow them in SemVer is free.
bool isVersion(const std::string& version) {
    int numbers = 0;
    std::size_t at = 0;
    while (numbers < 3) {
        const auto start = at;
        while (at < version.size() && std::isdigit(static_cast<unsigned char>(version[at])) != 0)
            ++at;
        if (at == start) return false;
        if (++numbers < 3 && (at >= version.size() || version[at++] != '.')) return false;
    }
    return at == version.size() || version[at] == '-' || version[at] == '+';
}

}  // namespace

Outcome checkDescriptor(Subject& subject) {
    (void)host::inspect(subject.options().file);
    return {};
}

Outcome checkNames(Subject& subject) {
    const auto info = host::inspect(subject.options().file);
    if (!isCloudId(info.cloud_id))
        return {Result::Failed,
                "the descriptor names the cloud '" + info.cloud_id +
                    "'; use small letters, digits and inner hyphens, such as 'us-government'"};
    if (info.name.empty())
        return {Result::Failed,
                "the descriptor does not name the class; build it with CONCORDAT_PLUGIN"};
    if (!isVersion(info.version))
        return {Result::Failed, "the descriptor's version is '" + info.version +
                                    "'; use three numbers, such as 1.0.0 (SemVer)"};
    return {};
}

Outcome checkSdk(Subject& subject) {
    host::requireVersion(host::inspect(subject.options().file));
    return {};
}

Outcome checkStoreTags(Subject& subject) {
    const auto info = host::inspect(subject.options().file);
    if (info.soci.empty())
        return {Result::NotRun,
                "it opens no store: it was not exported with "
                "CONCORDAT_PLUGIN_WITH_STORE, so it can decide but not be served"};
    host::requireStoreTags(info);
    return {};
}

Outcome checkLoading(Subject& subject) {
    (void)subject.plugin();
    return {};
}

Outcome checkUnknownSetting(Subject& subject) {
    constexpr auto name = "a_setting_that_no_cloud_has";
    try {
        (void)subject.anotherInstance({{name, "1"}});
    } catch (const FatalError& error) {
        if (std::string_view(error.what()).find(name) != std::string_view::npos) return {};
        return {Result::Failed,
                std::string("an unknown setting is refused without its name: ") + error.what() +
                    " Name the setting in what the constructor throws, so that the operator finds "
                    "it."};
    }
    return {Result::Failed,
            "its constructor accepts a setting that it does not know, so a misspelt one would mean "
            "'not set'; throw for every name in PluginContext::settings that it does not use"};
}

}  // namespace concordat::conformance
