#include "tests/documents/pdf_text.hpp"

#include <fstream>
#include <gtest/gtest.h>

#include "tests/support/child_process.hpp"
#include "tests/support/temporary_folder.hpp"

namespace concordat::documents {
namespace {

std::string outputOf(const std::string& program, const std::string& pdf,
                     const std::vector<std::string>& options) {
    const testing_support::TemporaryFolder folder;
    std::ofstream(folder.at("a.pdf"), std::ios::binary) << pdf;
    std::vector<std::string> command{program, folder.at("a.pdf")};
    command.insert(command.end(), options.begin(), options.end());
    testing_support::ChildProcess process(command);
    EXPECT_EQ(process.wait(), 0) << process.output();
    return process.output();
}

}  // namespace

std::string textOf(const std::string& pdf) {
    return outputOf("pdftotext", pdf, {"-"});
}

std::string infoOf(const std::string& pdf) {
    return outputOf("pdfinfo", pdf, {});
}

void expectFrame(const std::string& pdf) {
    EXPECT_TRUE(pdf.starts_with("%PDF-1.")) << pdf.substr(0, 16);
    const auto end = pdf.find_last_not_of("\r\n");
    ASSERT_NE(end, std::string::npos);
    EXPECT_TRUE(pdf.substr(0, end + 1).ends_with("%%EOF"));
    const std::string mark = "startxref";
    const auto at = pdf.rfind(mark);
    ASSERT_NE(at, std::string::npos);
    const auto offset = std::stoul(pdf.substr(at + mark.size()));
    ASSERT_LT(offset, pdf.size());
    EXPECT_EQ(pdf.substr(offset, 4), "xref");
    EXPECT_NE(pdf.find("/Root", offset), std::string::npos);
}

}  // namespace concordat::documents
