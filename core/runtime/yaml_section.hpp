#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>
#include <yaml-cpp/yaml.h>

#include "core/runtime/settings_file.hpp"

/// Private to readers of YAML, in this room and in tools: the one header that shows yaml-cpp.
namespace concordat::runtime {

/// Reads a YAML file with `read`, which notes mistakes. Returns them, or the one that the file is
/// not there or not YAML.
[[nodiscard]] std::vector<Mistake> readYaml(
    const std::filesystem::path& file,
    const std::function<void(const YAML::Node& root, std::vector<Mistake>& mistakes)>& read);

/// One mapping of a YAML file under reading: takes each known key out once, notes what is wrong
/// with its line, and at the end names the keys that nobody took. Reading goes on after a mistake.
/// Used by one thread.
///
///     auto tls = section.section("tls");
///     tls.require("key", "a PEM file with the private key");  // notes a mistake, does not throw
///     tls.read("key", key);                                   // leaves `key` when it is absent
///     tls.refuseUnknownKeys();
class YamlSection {
public:
    /// `place` is how messages name the mapping, such as "clouds[0].store"; empty for the whole
    /// file. An absent mapping is an empty one.
    YamlSection(const YAML::Node& node, std::string place, std::size_t line,
                std::vector<Mistake>& mistakes);

    /// Whether the key is there with a value. Counts as asking for it.
    [[nodiscard]] bool has(const std::string& key);

    /// The mapping under `key`; an empty one when it is absent. The result notes its mistakes in
    /// the same list.
    [[nodiscard]] YamlSection section(const std::string& key);

    /// The mappings of the list under `key`; none when it is absent or empty.
    [[nodiscard]] std::vector<YamlSection> list(const std::string& key);

    /// Reads a text; leaves `out` when the key is absent or has no value.
    void read(const std::string& key, std::string& out);

    /// Reads a list of texts, or one text as a list of one.
    void read(const std::string& key, std::vector<std::string>& out);

    /// Reads `true` or `false`, in these spellings alone; leaves `out` when the key is absent.
    void read(const std::string& key, bool& out);

    /// Reads a whole number from `lowest` to `highest`.
    template <typename Number>
    void read(const std::string& key, Number& out, std::uint64_t lowest, std::uint64_t highest) {
        out = static_cast<Number>(number(key, static_cast<std::uint64_t>(out), lowest, highest));
    }

    /// Reads one of the given words as its value, with regard to case; leaves `out` when the key is
    /// absent.
    template <typename Value, std::size_t Count>
    void readWord(const std::string& key, Value& out,
                  const std::pair<std::string_view, Value> (&words)[Count]) {
        std::string word;
        read(key, word);
        if (word.empty()) return;
        std::string known;
        for (const auto& [name, value] : words) {
            if (name == word) {
                out = value;
                return;
            }
            known += (known.empty() ? "" : ", ") + std::string(name);
        }
        mistake(key, "'" + word + "' is not one of: " + known);
    }

    /// Reads any keys with texts as values.
    template <typename Map>
    void readAll(Map& out) {
        for (const auto& entry : node_) {
            std::string value;
            read(entry.first.Scalar(), value);
            out[entry.first.Scalar()] = value;
        }
    }

    /// Notes a mistake unless the key is there with a value; an empty list is one.
    void require(const std::string& key, std::string_view what_it_is);

    /// As `read` of a list, where at least one text is needed and none may be empty. Notes a
    /// mistake otherwise.
    void requireTexts(const std::string& key, std::vector<std::string>& out,
                      std::string_view what_they_are);

    /// Notes a mistake in the value of `key`, or in this mapping when the key is absent.
    void mistake(const std::string& key, const std::string& text);

    /// Notes the keys that nobody asked for, with the known one that was probably meant. Call last,
    /// on each section: what is not asked is not refused.
    void refuseUnknownKeys();

private:
    // A key as messages name it: "clouds[0].store.host".
    std::string placeOf(const std::string& key) const;
    // Of the key, or of the mapping where it is absent.
    std::size_t lineOf(const std::string& key) const;
    // Notes that the key was asked for.
    YAML::Node take(const std::string& key);
    std::uint64_t number(const std::string& key, std::uint64_t otherwise, std::uint64_t lowest,
                         std::uint64_t highest);
    // yaml-cpp lets the last one win.
    void refuseRepeatedKeys();

    YAML::Node node_;
    std::string place_;
    // Of the mapping itself.
    std::size_t line_;
    std::vector<Mistake>& mistakes_;  // not owned; outlives the reading
    std::vector<std::string> known_;
};

}  // namespace concordat::runtime
