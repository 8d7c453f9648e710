#include <concordat/basic/catalogue_file.hpp>
#include <concordat/basic_internal/yaml_map.hpp>

namespace concordat::basic {

rules::Catalogue readCatalogue(const std::string& directory, const std::string& language) {
    const auto name = language + ".yaml";
    auto file = YamlMap::parseFile(directory + "/" + name, name);
    rules::Catalogue catalogue{language, {}};
    for (auto& [code, text] : file.allTexts()) catalogue.texts.emplace(code, std::move(text));
    return catalogue;
}

}  // namespace concordat::basic
