#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>
#include <yaml-cpp/yaml.h>

namespace concordat::basic {

/// One mapping of a YAML file, read strictly: what is missing, of the wrong kind or unknown throws
/// std::runtime_error "file:line: ...", which an operator reads. Private to the SDK's basic part.
///
///     auto map = file.map("phone_number");
///     facts.phone_number_regex = map.text("regex");  // throws when it is missing or empty
///     map.finish();                                  // throws when there is anything else
///
/// Every key that is asked for is remembered, so that finish() can name the ones that nobody asked
/// for: forgetting finish() is forgetting to refuse misspelt keys. Not for several threads.
class YamlMap {
public:
    /// `file` is the name for messages; `what` says what the mapping describes, such as "country
    /// DE". @throws std::runtime_error when `node` is no mapping or has a key twice, which YAML
    /// libraries let pass
    YamlMap(std::string file, const YAML::Node& node, std::string what);

    /// Parses a whole file whose top is a mapping. `name` is for messages. @throws
    /// std::runtime_error when it cannot be read or is no YAML
    static YamlMap parseFile(const std::string& path, const std::string& name);

    /// A text that must be there and not be empty. Numbers and truths are texts too, as they are
    /// written.
    [[nodiscard]] std::string text(std::string_view key);
    /// A text that may be absent, then empty; when there, it must not be empty: a key without a
    /// value is a mistake.
    [[nodiscard]] std::string textIfAny(std::string_view key);
    /// true or false, in these spellings alone: YAML's yes and on are refused. `otherwise` when
    /// absent.
    [[nodiscard]] bool flag(std::string_view key, bool otherwise);
    /// A number from 0 to `most`; must be there.
    [[nodiscard]] int number(std::string_view key, int most);
    /// A list of texts, each at most once and none empty; an empty list when the key is absent.
    [[nodiscard]] std::vector<std::string> texts(std::string_view key);
    /// A mapping that must be there.
    [[nodiscard]] YamlMap map(std::string_view key);
    /// A list of mappings that must be there.
    [[nodiscard]] std::vector<YamlMap> maps(std::string_view key);
    /// Whether the key is there, whatever it holds. Does not count as asking for it.
    [[nodiscard]] bool has(std::string_view key) const;
    /// Every key with its text, in the order of the file; the keys are free, such as languages.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> allTexts();

    /// Names what the mapping describes from now on, once its id is known: messages then say "rule
    /// DE-MARKET-1" instead of "an entry of rules".
    void describe(std::string what) { what_ = std::move(what); }
    /// Throws when the mapping has a key that nobody asked for, and names those that are known.
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
