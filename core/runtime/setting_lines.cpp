#include "core/runtime/setting_lines.hpp"

namespace concordat::runtime {

std::size_t SettingLines::at(std::string place) const {
    for (;;) {
        const auto found = lines_.find(place);
        if (found != lines_.end()) return found->second;
        const auto end = place.find_last_of(".[");
        if (end == std::string::npos) return 0;
        place.resize(end);
    }
}

}  // namespace concordat::runtime
