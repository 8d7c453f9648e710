#include "core/runtime/yaml_section.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "core/runtime/closest_word.hpp"

namespace concordat::runtime {
namespace {

std::size_t lineOfNode(const YAML::Node& node) {
    return node.Mark().is_null() ? 0 : static_cast<std::size_t>(node.Mark().line) + 1;
}

}  // namespace

YamlSection::YamlSection(const YAML::Node& node, std::string place, std::size_t line,
                         std::vector<Mistake>& mistakes)
    : node_(node), place_(std::move(place)), line_(line), mistakes_(mistakes) {
    if (node_.IsDefined() && !node_.IsNull() && !node_.IsMap()) {
        mistakes_.push_back({line_, (place_.empty() ? "the file" : "'" + place_ + "'") +
                                        " must be a mapping of keys to values"});
        // Read on as if it were empty: the one mistake has been told.
        node_.reset(YAML::Node());
    }
    refuseRepeatedKeys();
}

void YamlSection::refuseRepeatedKeys() {
    std::set<std::string> seen;
    for (const auto& entry : node_)
        if (!seen.insert(entry.first.Scalar()).second)
            mistakes_.push_back({lineOfNode(entry.first),
                                 "'" + placeOf(entry.first.Scalar()) + "' stands here twice"});
}

std::string YamlSection::placeOf(const std::string& key) const {
    return place_.empty() ? key : place_ + "." + key;
}

std::size_t YamlSection::lineOf(const std::string& key) const {
    for (const auto& entry : node_)
        if (entry.first.Scalar() == key) return lineOfNode(entry.first);
    return line_;
}

// By walking the entries: asking a node of yaml-cpp for a key compares and may add.
YAML::Node YamlSection::take(const std::string& key) {
    if (std::find(known_.begin(), known_.end(), key) == known_.end()) known_.push_back(key);
    for (const auto& entry : node_)
        if (entry.first.Scalar() == key) return entry.second;
    return YAML::Node(YAML::NodeType::Undefined);
}

bool YamlSection::has(const std::string& key) {
    const auto value = take(key);
    return value.IsDefined() && !value.IsNull();
}

YamlSection YamlSection::section(const std::string& key) {
    return {take(key), placeOf(key), lineOf(key), mistakes_};
}

std::vector<YamlSection> YamlSection::list(const std::string& key) {
    std::vector<YamlSection> sections;
    const auto value = take(key);
    if (!value.IsDefined() || value.IsNull()) return sections;
    if (!value.IsSequence()) {
        mistake(key, "must be a list, each item begun with '- '");
        return sections;
    }
    for (std::size_t i = 0; i < value.size(); ++i)
        sections.emplace_back(value[i], placeOf(key) + "[" + std::to_string(i) + "]",
                              lineOfNode(value[i]), mistakes_);
    return sections;
}

void YamlSection::read(const std::string& key, std::string& out) {
    const auto value = take(key);
    if (!value.IsDefined() || value.IsNull()) return;
    if (!value.IsScalar()) return mistake(key, "must be one value");
    out = value.Scalar();
}

// One text counts as a list of one, which is what people write.
void YamlSection::read(const std::string& key, std::vector<std::string>& out) {
    const auto value = take(key);
    if (!value.IsDefined() || value.IsNull()) return;
    if (value.IsScalar()) {
        out = {value.Scalar()};
        return;
    }
    if (!value.IsSequence()) return mistake(key, "must be a list of values");
    out.clear();
    for (const auto& item : value) {
        if (!item.IsScalar()) return mistake(key, "must be a list of values");
        out.push_back(item.Scalar());
    }
}

void YamlSection::read(const std::string& key, bool& out) {
    std::string word;
    read(key, word);
    if (word.empty()) return;
    if (word != "true" && word != "false") return mistake(key, "must be true or false");
    out = word == "true";
}

std::uint64_t YamlSection::number(const std::string& key, std::uint64_t otherwise,
                                  std::uint64_t lowest, std::uint64_t highest) {
    std::string digits;
    read(key, digits);
    // Absent, or a mistake that has been told.
    if (digits.empty()) return otherwise;
    std::uint64_t value = 0;
    const auto* end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, value);
    if (error == std::errc() && stop == end && value >= lowest && value <= highest) return value;
    mistake(key, "'" + digits + "' is not a whole number from " + std::to_string(lowest) + " to " +
                     std::to_string(highest));
    return otherwise;
}

void YamlSection::require(const std::string& key, std::string_view what_it_is) {
    if (!has(key)) mistake(key, "is missing: " + std::string(what_it_is));
}

void YamlSection::requireTexts(const std::string& key, std::vector<std::string>& out,
                               std::string_view what_they_are) {
    require(key, what_they_are);
    const auto told = mistakes_.size();
    read(key, out);
    // An absent key has been told, and so has what is no list.
    if (!has(key) || mistakes_.size() != told) return;
    if (out.empty() || std::find(out.begin(), out.end(), "") != out.end())
        mistake(key,
                "must name at least one, and none that is empty: " + std::string(what_they_are));
}

void YamlSection::mistake(const std::string& key, const std::string& text) {
    mistakes_.push_back({lineOf(key), "'" + placeOf(key) + "' " + text});
}

void YamlSection::refuseUnknownKeys() {
    for (const auto& entry : node_) {
        const auto& key = entry.first.Scalar();
        if (std::find(known_.begin(), known_.end(), key) != known_.end()) continue;
        // Among the keys of this mapping alone: another one's would mislead.
        const auto meant = closestWord(key, known_);
        std::string keys;
        for (const auto& known : known_) keys += (keys.empty() ? "" : ", ") + known;
        mistakes_.push_back(
            {lineOfNode(entry.first),
             "'" + placeOf(key) + "' is not a setting; " +
                 (meant.empty() ? "here may stand: " + keys : "did you mean '" + meant + "'?")});
    }
}

}  // namespace concordat::runtime
