#include <cstdlib>
#include <elf.h>
#include <fstream>
#include <gtest/gtest.h>
#include <random>
#include <sys/stat.h>
#include <unistd.h>

#include <concordat/cloud_store/session_opener.hpp>

#include "tests/plugins/gallery.hpp"

namespace concordat::tests {

namespace {

using testing::HasSubstr;

class HostileFile : public testing::Test {
protected:
    HostileFile() {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "concordat-XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
    }
    ~HostileFile() override { std::filesystem::remove_all(folder_); }

    std::filesystem::path write(const std::string& bytes) const {
        const auto file = folder_ / "hostile.so";
        std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
        return file;
    }
    static std::string goodPlugin() {
        std::ifstream in(galleryFile("tiny"), std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    std::string inspectRefused(const std::string& event, const std::string& bytes) const {
        const auto file = write(bytes);
        return refusal(event, [&] { (void)host::inspect(file); });
    }

    std::filesystem::path folder_;
};

}  // namespace

TEST_F(HostileFile, ThatIsNoElfFileIsRefused) {
    EXPECT_THAT(inspectRefused("PLUGIN-FORMAT", "#!/bin/sh\necho hello\n"),
                HasSubstr("no ELF file"));
    EXPECT_THAT(inspectRefused("PLUGIN-FORMAT", ""), HasSubstr("no ELF file"));
    EXPECT_THAT(inspectRefused("PLUGIN-FORMAT", std::string(4096, '\0')), HasSubstr("no ELF file"));
}

TEST_F(HostileFile, ThatIsCutOffAnywhereIsRefused) {
    const auto good = goodPlugin();
    for (std::size_t size = 0; size < good.size(); size += 1 + good.size() / 97)
        EXPECT_THAT(inspectRefused("PLUGIN-FORMAT", good.substr(0, size)),
                    HasSubstr("Install the plugin again"))
            << size;
}

TEST_F(HostileFile, ForAnotherProcessorIsRefused) {
    auto bytes = goodPlugin();
    reinterpret_cast<Elf64_Ehdr*>(bytes.data())->e_machine = EM_S390;
    EXPECT_THAT(inspectRefused("PLUGIN-FORMAT", bytes), HasSubstr("another processor"));
}

TEST_F(HostileFile, ThatIsNoSharedLibraryIsRefused) {
    auto bytes = goodPlugin();
    reinterpret_cast<Elf64_Ehdr*>(bytes.data())->e_type = ET_REL;
    EXPECT_THAT(inspectRefused("PLUGIN-FORMAT", bytes), HasSubstr("no shared library"));
}

TEST_F(HostileFile, WithNumbersThatLeadOutsideIsRefused) {
    for (const std::uint64_t offset :
         {std::uint64_t{0}, ~std::uint64_t{0}, std::uint64_t{1} << 62U}) {
        auto bytes = goodPlugin();
        reinterpret_cast<Elf64_Ehdr*>(bytes.data())->e_shoff = offset;
        (void)inspectRefused("PLUGIN-FORMAT", bytes);
    }
    auto bytes = goodPlugin();
    reinterpret_cast<Elf64_Ehdr*>(bytes.data())->e_shnum = 0xfff0;
    (void)inspectRefused("PLUGIN-FORMAT", bytes);
}

TEST_F(HostileFile, WithAnyBytesDamagedIsReadOrRefusedButNeverHarms) {
    const auto good = goodPlugin();
    const auto table = reinterpret_cast<const Elf64_Ehdr*>(good.data())->e_shoff;
    std::mt19937 random(20240501);
    for (int round = 0; round < 400; ++round) {
        auto bytes = good;
        const bool in_header = round % 4 == 0;
        for (int change = 0; change < 3; ++change) {
            const auto place = in_header ? random() % sizeof(Elf64_Ehdr)
                                         : table + random() % (bytes.size() - table);
            bytes[place] = static_cast<char>(random());
        }
        const auto file = write(bytes);
        try {
            (void)host::inspect(file);
        } catch (const FatalError& error) {
            EXPECT_THAT(error.event(), testing::AnyOf("PLUGIN-FORMAT", "PLUGIN-DESCRIPTOR"));
        }
    }
}

TEST_F(HostileFile, ThatIsAFolderOrAPipeIsRefusedWithoutWaiting) {
    EXPECT_THAT(refusal("PLUGIN-MISSING", [&] { (void)host::inspect(folder_); }),
                HasSubstr("not a regular file"));
    const auto pipe = folder_ / "pipe.so";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    EXPECT_THAT(refusal("PLUGIN-MISSING", [&] { (void)host::inspect(pipe); }),
                HasSubstr("not a regular file"));
}

TEST_F(HostileFile, WhoseNameIsReplacedAfterLoadingLeavesTheLoadedOneAlone) {
    const auto file = folder_ / "swapped.so";
    std::filesystem::copy_file(galleryFile("tiny"), file);
    const auto first = host::load(file, {});
    std::filesystem::remove(file);
    std::filesystem::copy_file(galleryFile("with_store"), file);
    const auto second = host::load(file, {});
    EXPECT_EQ(first->info().name, "concordat::tests::TinyCloud");
    EXPECT_EQ(second->info().name, "StoringCloud");
    EXPECT_THROW((void)first->sessionOpener({}), FatalError);
    EXPECT_TRUE(second->cloud().mayUse({.location = "here"}).allowed());
}

}  // namespace concordat::tests
