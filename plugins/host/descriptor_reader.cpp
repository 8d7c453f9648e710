#include "plugins/host/descriptor_reader.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <elf.h>
#include <optional>
#include <string_view>

#include "core/base/error.hpp"

namespace concordat::host {

namespace {

/// Far more than a linker makes: a hostile count must not become a long loop.
constexpr std::size_t kMostSections = 65'536;

#if defined(__x86_64__)
constexpr auto kMachine = EM_X86_64;
#elif defined(__aarch64__)
constexpr auto kMachine = EM_AARCH64;
#elif defined(__riscv)
constexpr auto kMachine = EM_RISCV;
#else
#error "say here which ELF machine this processor is"
#endif

/// Not a library at all, or for another machine: the file is to be installed again.
[[noreturn]] void notLoadable(const PluginFile& file, std::string_view why) {
    throw FatalError("PLUGIN-FORMAT",
                     "The plugin '" + file.path().string() +
                         "' is not a shared library for this machine: " + std::string(why) +
                         ". Install the plugin again from its build.");
}

/// A library, but no plugin: it is to be built otherwise.
[[noreturn]] void noPlugin(const PluginFile& file, std::string_view why) {
    throw FatalError("PLUGIN-DESCRIPTOR",
                     "The library '" + file.path().string() +
                         "' is not a Concordat plugin: " + std::string(why) +
                         ". Build it with concordat_add_cloud and CONCORDAT_PLUGIN.");
}

/// Every number of the file is checked before it is used as a place or a size.
Elf64_Ehdr readHeader(const PluginFile& file) {
    Elf64_Ehdr header{};
    if (!file.read(0, &header, sizeof(header)) || std::memcmp(header.e_ident, ELFMAG, SELFMAG) != 0)
        notLoadable(file, "it is no ELF file");
    constexpr auto order = std::endian::native == std::endian::little ? ELFDATA2LSB : ELFDATA2MSB;
    if (header.e_ident[EI_CLASS] != ELFCLASS64 || header.e_ident[EI_DATA] != order ||
        header.e_machine != kMachine)
        notLoadable(file, "it was built for another processor");
    // Programs are ET_DYN too when they are position-independent; those have no descriptor.
    if (header.e_type != ET_DYN) notLoadable(file, "it is an ELF file, but no shared library");
    // The table may lie anywhere in the file, but its entries have one size in a 64-bit file.
    if (header.e_shentsize != sizeof(Elf64_Shdr) || header.e_shoff == 0 ||
        header.e_shoff > file.size())
        notLoadable(file, "its table of sections is missing or damaged");
    return header;
}

Elf64_Shdr readSection(const PluginFile& file, const Elf64_Ehdr& header, std::uint64_t index) {
    Elf64_Shdr section{};
    if (!file.read(header.e_shoff + index * sizeof(section), &section, sizeof(section)))
        notLoadable(file, "its table of sections is cut off");
    return section;
}

/// The section's name if it is `wanted`: only as many bytes are read as that name is long.
bool isNamed(const PluginFile& file, const Elf64_Shdr& names, const Elf64_Shdr& section,
             std::string_view wanted) {
    char name[64] = {};
    if (wanted.size() >= sizeof(name) || section.sh_name >= names.sh_size) return false;
    if (names.sh_size - section.sh_name < wanted.size() + 1) return false;
    if (names.sh_offset > file.size()) return false;
    return file.read(names.sh_offset + section.sh_name, name, wanted.size() + 1) &&
           wanted == std::string_view(name, ::strnlen(name, sizeof(name)));
}

/// Looks through the table of sections, which must lie inside the file as a whole.
std::optional<Elf64_Shdr> findSection(const PluginFile& file, std::string_view wanted) {
    const auto header = readHeader(file);
    const auto first = readSection(file, header, 0);
    // With very many sections, the numbers stand in section 0.
    const std::uint64_t count = header.e_shnum != 0 ? header.e_shnum : first.sh_size;
    const std::uint64_t name_index =
        header.e_shstrndx != SHN_XINDEX ? header.e_shstrndx : first.sh_link;
    if (count > kMostSections || name_index >= count ||
        count * sizeof(Elf64_Shdr) > file.size() - header.e_shoff)
        notLoadable(file, "its table of sections is damaged");
    const auto names = readSection(file, header, name_index);
    // ELF reserves section 0; it describes nothing.
    for (std::uint64_t i = 1; i < count; ++i) {
        const auto section = readSection(file, header, i);
        if (section.sh_type == SHT_PROGBITS && isNamed(file, names, section, wanted))
            return section;
    }
    return std::nullopt;
}

/// Whether there is a zero inside the array, so that it may be read as a C string.
template <std::size_t Size>
bool ends(const char (&text)[Size]) {
    return std::find(text, text + Size, '\0') != text + Size;
}

/// Texts of a descriptor go to logs and terminals: only what can be printed.
template <std::size_t Size>
std::string printable(const char (&text)[Size]) {
    std::string out(text, ::strnlen(text, Size));
    std::replace_if(
        out.begin(), out.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
    return out;
}

}  // namespace

concordat_descriptor readDescriptor(const PluginFile& file) {
    const auto section = findSection(file, CONCORDAT_PLUGIN_SECTION);
    if (!section) noPlugin(file, "it has no section " CONCORDAT_PLUGIN_SECTION);
    concordat_descriptor descriptor{};
    // A longer one is of a later SDK: what is known of it is its beginning.
    if (section->sh_size < sizeof(descriptor) ||
        !file.read(section->sh_offset, &descriptor, sizeof(descriptor)))
        noPlugin(file, "its descriptor is too short");
    if (std::memcmp(descriptor.magic, CONCORDAT_PLUGIN_MAGIC, sizeof(descriptor.magic)) != 0)
        noPlugin(file, "its descriptor begins with the wrong magic");
    if (descriptor.size < sizeof(descriptor) || descriptor.size > section->sh_size)
        noPlugin(file, "its descriptor states an impossible size");
    if (!ends(descriptor.cloud_id) || !ends(descriptor.name) || !ends(descriptor.version) ||
        !ends(descriptor.compiler) || !ends(descriptor.soci) || !ends(descriptor.boost))
        noPlugin(file, "a text of its descriptor has no end");
    return descriptor;
}

PluginInfo infoOf(const concordat_descriptor& descriptor, const std::filesystem::path& path) {
    PluginInfo info;
    info.path = path;
    info.cloud_id = printable(descriptor.cloud_id);
    info.name = printable(descriptor.name);
    info.version = printable(descriptor.version);
    info.sdk_major = descriptor.sdk_major;
    info.sdk_minor = descriptor.sdk_minor;
    info.compiler = printable(descriptor.compiler);
    info.soci = printable(descriptor.soci);
    info.boost = printable(descriptor.boost);
    return info;
}

}  // namespace concordat::host
