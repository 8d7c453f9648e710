#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>
#include <yaml-cpp/yaml.h>

namespace concordat::basic {

/// One mapping of a YAML file, read strictly: what is missing, of the wrong kind or unknown throws
/// std::runtime_error "file:line: ...". Private to the SDK's basic part.
class YamlMap {
public:
    /// `file` is the name for messages; `what` says what the mapping describes, such as "country
    /// DE".
    YamlMap(std::string file, const YAML::Node& node, std::string what);

    /// Parses a whole file whose top is a mapping.
    static YamlMap parseFile(const std::string& path, const std::string& name);

    /// A text that must be there and not be empty.
    [[nodiscard]] std::string text(std::string_view key);
    /// A text that may be absent, then empty; when there, it must not be empty.
    [[nodiscard]] std::string textIfAny(std::string_view key);
    /// true or false; `otherwise` when absent.
    [[nodiscard]] bool flag(std::string_view key, bool otherwise);
    /// A number from 0 to `most`; must be there.
    [[nodiscard]] int number(std::string_view key, int most);
    /// A list of texts, each at most once; empty when absent.
    [[nodiscard]] std::vector<std::string> texts(std::string_view key);
    /// A mapping that must be there.
    [[nodiscard]] YamlMap map(std::string_view key);
    /// A list of mappings that must be there.
    [[nodiscard]] std::vector<YamlMap> maps(std::string_view key);
    /// Whether the key is there.
    [[nodiscard]] bool has(std::string_view key) const;
    /// Every key with its text; the keys are free, such as languages.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> allTexts();

    /// Names what the mapping describes from now on, once its id is known.
    void describe(std::string what) { what_ = std::move(what); }
    /// Throws when the mapping has a key that nobody asked for.
    void finish() const;
    /// Throws, naming file and line of this mapping, or of one of its keys.
    [[noreturn]] void fail(const std::string& why, std::string_view key = {}) const;

private:
    YAML::Node take(std::string_view key);
    [[noreturn]] void failAt(const YAML::Node& node, const std::string& why) const;
    std::string scalar(const YAML::Node& node, std::string_view key) const;

    std::string file_;
    YAML::Node node_;
    std::string what_;
    std::set<std::string, std::less<>> asked_;
};

}  // namespace concordat::basic
