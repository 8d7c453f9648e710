#include "plugins/conformance/subject.hpp"

#include <set>

namespace concordat::conformance {

const host::LoadedPlugin& Subject::plugin() {
    if (!plugin_) plugin_ = anotherInstance();
    return *plugin_;
}

std::unique_ptr<host::LoadedPlugin> Subject::anotherInstance(
    const std::map<std::string, std::string>& settings) {
    host::LoadOptions options;
    options.settings = options_.settings;
    for (const auto& [name, value] : settings) options.settings[name] = value;
    options.observer = this;
    return host::load(options_.file, options);
}

const Questions& Subject::questions() {
    if (!questions_) {
        std::set<std::string, std::less<>> rules;
        for (const auto& rule : facts().rules) rules.insert(rule.id);
        const auto folder = options_.file.parent_path();
        questions_ = std::make_unique<const Questions>(
            facts(), basic::readExamples(folder.empty() ? "." : folder.string(), rules));
    }
    return *questions_;
}

Answer Subject::ask(const rules::Cloud& cloud, const Question& question, std::size_t place) const {
    whereabouts_.say(place, question.name);
    auto answer = question.ask(cloud);
    whereabouts_.say(place, {});
    return answer;
}

std::string Subject::takeFault() {
    const std::lock_guard lock(mutex_);
    return std::exchange(fault_, {});
}

void Subject::ruleFailed(std::string_view rule, std::string_view why) {
    const std::lock_guard lock(mutex_);
    if (fault_.empty()) fault_.append(rule).append(": ").append(why);
}

}  // namespace concordat::conformance
