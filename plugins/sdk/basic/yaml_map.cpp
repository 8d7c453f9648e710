#include <charconv>
#include <stdexcept>

#include <concordat/basic_internal/yaml_map.hpp>

namespace concordat::basic {

namespace {

std::string quoted(std::string_view key) {
    std::string text(1, '\'');
    return text.append(key).append(1, '\'');
}

}  // namespace

YamlMap::YamlMap(std::string file, const YAML::Node& node, std::string what)
    : file_(std::move(file)), node_(node), what_(std::move(what)) {
    if (!node_.IsMap()) failAt(node_, what_ + " must be a mapping of keys");
    std::set<std::string> seen;
    // yaml-cpp keeps both and finds the first.
    for (const auto& entry : node_)
        if (!seen.insert(scalar(entry.first, "key")).second)
            failAt(entry.first, "the key '" + entry.first.Scalar() + "' stands twice in " + what_);
}

YamlMap YamlMap::parseFile(const std::string& path, const std::string& name) {
    try {
        return {name, YAML::LoadFile(path), name};
    } catch (const YAML::BadFile&) {
        throw std::runtime_error(path + ": cannot be read; it belongs beside the plugin");
    } catch (const YAML::ParserException& error) {
        throw std::runtime_error(name + ":" + std::to_string(error.mark.line + 1) +
                                 ": is no YAML: " + error.msg);
    }
}

std::string YamlMap::text(std::string_view key) {
    const auto node = take(key);
    if (!node) fail(quoted(key) + " is missing");
    auto value = scalar(node, key);
    if (value.empty()) failAt(node, quoted(key) + " of " + what_ + " is empty");
    return value;
}

std::string YamlMap::textIfAny(std::string_view key) {
    return take(key) ? text(key) : std::string();
}

bool YamlMap::flag(std::string_view key, bool otherwise) {
    const auto node = take(key);
    if (!node) return otherwise;
    const auto value = scalar(node, key);
    if (value != "true" && value != "false")
        failAt(node, quoted(key) + " of " + what_ + " must be true or false");
    return value == "true";
}

int YamlMap::number(std::string_view key, int most) {
    const auto value = text(key);
    int number = -1;
    const auto* const end = value.data() + value.size();
    const auto [stopped, error] = std::from_chars(value.data(), end, number);
    // "1e3", "0x10" and " 7" are texts to YAML and no numbers here.
    if (error != std::errc() || stopped != end || number < 0 || number > most)
        fail(quoted(key) + " must be a number from 0 to " + std::to_string(most), key);
    return number;
}

std::vector<std::string> YamlMap::texts(std::string_view key) {
    const auto node = take(key);
    std::vector<std::string> values;
    if (!node) return values;
    if (!node.IsSequence()) failAt(node, quoted(key) + " of " + what_ + " must be a list");
    std::set<std::string> seen;
    for (const auto& item : node) {
        values.push_back(scalar(item, key));
        if (values.back().empty() || !seen.insert(values.back()).second)
            failAt(item, "'" + values.back() + "' is empty or stands twice in '" +
                             std::string(key) + "' of " + what_);
    }
    return values;
}

YamlMap YamlMap::map(std::string_view key) {
    const auto node = take(key);
    if (!node) fail(quoted(key) + " is missing");
    return {file_, node, quoted(key) + " of " + what_};
}

std::vector<YamlMap> YamlMap::maps(std::string_view key) {
    const auto node = take(key);
    if (!node) fail(quoted(key) + " is missing");
    if (!node.IsSequence()) failAt(node, quoted(key) + " of " + what_ + " must be a list");
    std::vector<YamlMap> all;
    for (const auto& item : node) all.emplace_back(file_, item, "an entry of " + std::string(key));
    return all;
}

bool YamlMap::has(std::string_view key) const {
    const YAML::Node& fixed = node_;
    return static_cast<bool>(fixed[std::string(key)]);
}

std::vector<std::pair<std::string, std::string>> YamlMap::allTexts() {
    std::vector<std::pair<std::string, std::string>> all;
    for (const auto& entry : node_) {
        auto key = entry.first.Scalar();
        auto value = text(key);
        all.emplace_back(std::move(key), std::move(value));
    }
    return all;
}

void YamlMap::finish() const {
    for (const auto& entry : node_) {
        if (asked_.contains(entry.first.Scalar())) continue;
        std::string known;
        for (const auto& key : asked_) known += (known.empty() ? "" : ", ") + key;
        failAt(entry.first,
               "unknown key '" + entry.first.Scalar() + "' in " + what_ + "; known are " + known);
    }
}

void YamlMap::fail(const std::string& why, std::string_view key) const {
    const YAML::Node& fixed = node_;
    failAt(key.empty() ? node_ : fixed[std::string(key)], why + " in " + what_);
}

YAML::Node YamlMap::take(std::string_view key) {
    asked_.emplace(key);
    const YAML::Node& fixed = node_;  // reading a key of a node that is not const would add it
    return fixed[std::string(key)];
}

void YamlMap::failAt(const YAML::Node& node, const std::string& why) const {
    // Absent nodes have no place: then that of the mapping.
    const auto line = node ? node.Mark().line : node_.Mark().line;
    throw std::runtime_error(file_ + ":" + std::to_string(line + 1) + ": " + why);
}

std::string YamlMap::scalar(const YAML::Node& node, std::string_view key) const {
    if (!node.IsScalar()) failAt(node, quoted(key) + " of " + what_ + " must be a text");
    return node.Scalar();
}

}  // namespace concordat::basic
