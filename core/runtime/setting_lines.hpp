#pragma once

#include <cstddef>
#include <map>
#include <string>

namespace concordat::runtime {

/// Where the keys of a settings file stand, for what is found wrong only after the file has been
/// read.
class SettingLines {
public:
    /// Notes the line, from 1, of a place such as "clouds[0].store.location".
    void add(const std::string& place, std::size_t line) { lines_[place] = line; }

    /// The line of `place`; that of the nearest mapping around it when the file does not have the
    /// key; 0 when it has none of them.
    [[nodiscard]] std::size_t at(std::string place) const;

private:
    std::map<std::string, std::size_t> lines_;
};

}  // namespace concordat::runtime
