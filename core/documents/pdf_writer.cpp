#include "core/documents/pdf_writer.hpp"

#include <algorithm>
#include <chrono>
#include <hpdf.h>
#include <memory>
#include <stdexcept>
#include <unicode/unistr.h>

namespace concordat::documents {
namespace {

constexpr auto kEncoding = "WinAnsiEncoding";
// In points: 72 an inch.
constexpr float kMargin = 64;
constexpr float kFoot = 40;
constexpr float kTitle = 20;
constexpr float kHeading = 12;
constexpr float kText = 10.5F;
constexpr float kSmall = 8;
constexpr float kLeading = 1.4F;
constexpr float kFactColumn = 90;

/// In the one encoding that all text of a file has.
std::string toWindows1252(std::string_view text) {
    const auto wide = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    std::string out(static_cast<std::size_t>(wide.length()) + 1, '\0');
    const auto size = wide.extract(0, wide.length(), out.data(),
                                   static_cast<std::uint32_t>(out.size()), "windows-1252");
    out.resize(static_cast<std::size_t>(std::max(size, 0)));
    // What has no place there, and what draws nothing.
    std::replace_if(
        out.begin(), out.end(), [](unsigned char c) { return c < ' '; }, '?');
    return out;
}

struct FreeDocument {
    void operator()(HPDF_Doc document) const { HPDF_Free(document); }
};

/// A file that is being written, from the top of its first page down. The library notes its first
/// failure and does nothing from then on; bytes() says so.
class PdfFile {
public:
    PdfFile() : document_(HPDF_New(nullptr, nullptr)) {
        if (!document_) throw std::runtime_error("a PDF file could not be begun");
        HPDF_SetCompressionMode(document_.get(), HPDF_COMP_ALL);
        HPDF_SetCurrentEncoder(document_.get(), kEncoding);  // of the title
        regular_ = HPDF_GetFont(document_.get(), "Helvetica", kEncoding);
        bold_ = HPDF_GetFont(document_.get(), "Helvetica-Bold", kEncoding);
        addPage();
    }

    void describe(const std::string& title, Instant written) {
        HPDF_SetInfoAttr(document_.get(), HPDF_INFO_TITLE, title.c_str());
        const auto day = std::chrono::floor<std::chrono::days>(written);
        const std::chrono::year_month_day date(day);
        HPDF_Date at{};
        at.year = static_cast<int>(date.year());
        at.month = static_cast<int>(static_cast<unsigned>(date.month()));
        at.day = static_cast<int>(static_cast<unsigned>(date.day()));
        at.ind = 'Z';
        HPDF_SetInfoDateAttr(document_.get(), HPDF_INFO_CREATION_DATE, at);
    }

    void skip(float points) { y_ -= points; }

    void write(const std::string& text, float size) { paragraph(text, regular_, size); }
    void writeBold(const std::string& text, float size) { paragraph(text, bold_, size); }

    /// A name and, beside it, a value on one line.
    void writeFact(const std::string& name, const std::string& value) {
        beginLine(kText);
        draw(name, bold_, kText, kMargin);
        draw(value, regular_, kText, kMargin + kFactColumn);
    }

    void addFooters(const std::string& text) {
        for (std::size_t i = 0; i < pages_.size(); ++i) {
            page_ = pages_[i];
            y_ = kFoot;
            draw(text + std::to_string(i + 1) + " / " + std::to_string(pages_.size()), regular_,
                 kSmall, kMargin);
        }
    }

    std::string bytes() {
        HPDF_SaveToStream(document_.get());
        if (HPDF_GetError(document_.get()) != HPDF_OK)
            throw std::runtime_error("a PDF file could not be made");
        std::string bytes(HPDF_GetStreamSize(document_.get()), '\0');
        auto size = static_cast<HPDF_UINT32>(bytes.size());
        HPDF_ReadFromStream(document_.get(), reinterpret_cast<HPDF_BYTE*>(bytes.data()), &size);
        bytes.resize(size);
        return bytes;
    }

private:
    void addPage() {
        page_ = HPDF_AddPage(document_.get());
        HPDF_Page_SetSize(page_, HPDF_PAGE_SIZE_A4, HPDF_PAGE_PORTRAIT);
        y_ = HPDF_Page_GetHeight(page_) - kMargin;
        pages_.push_back(page_);
    }

    void beginLine(float size) {
        y_ -= size * kLeading;
        if (y_ >= kMargin) return;
        addPage();
        y_ -= size * kLeading;
    }

    void draw(const std::string& line, HPDF_Font font, float size, float x) {
        HPDF_Page_BeginText(page_);
        HPDF_Page_SetFontAndSize(page_, font, size);
        HPDF_Page_TextOut(page_, x, y_, line.c_str());
        HPDF_Page_EndText(page_);
    }

    /// As many lines as the page's width asks for.
    void paragraph(const std::string& text, HPDF_Font font, float size) {
        const auto width = HPDF_Page_GetWidth(page_) - 2 * kMargin;
        for (std::string_view rest = text; !rest.empty();) {
            const auto fits = HPDF_Font_MeasureText(
                font, reinterpret_cast<const HPDF_BYTE*>(rest.data()),
                static_cast<HPDF_UINT>(rest.size()), width, size, 0, 0, HPDF_TRUE, nullptr);
            // A word that is wider than the page goes over its edge.
            const auto word = std::min(rest.find(' '), rest.size());
            const auto most = std::min<std::size_t>(rest.size(), fits == 0 ? word + 1 : fits);
            auto line = rest.substr(0, most);
            rest.remove_prefix(most);
            while (line.ends_with(' ')) line.remove_suffix(1);
            beginLine(size);
            draw(std::string(line), font, size, kMargin);
        }
    }

    std::unique_ptr<std::remove_pointer_t<HPDF_Doc>, FreeDocument> document_;
    HPDF_Font regular_ = nullptr;
    HPDF_Font bold_ = nullptr;
    std::vector<HPDF_Page> pages_;
    HPDF_Page page_ = nullptr;
    float y_ = 0;
};

}  // namespace

std::string writePdf(const PdfText& text) {
    PdfFile file;
    const auto title = toWindows1252(text.title);
    file.describe(title, text.written);
    file.writeBold(title, kTitle);
    file.skip(kText);
    for (const auto& [name, value] : text.facts)
        file.writeFact(toWindows1252(name), toWindows1252(value));
    std::size_t number = 0;
    for (const auto& section : text.sections) {
        file.skip(kHeading);
        file.writeBold(std::to_string(++number) + ". " + toWindows1252(section.heading), kHeading);
        file.skip(kText / 4);
        file.write(toWindows1252(section.text), kText);
    }
    file.addFooters(toWindows1252(text.footer) + "   ");
    return file.bytes();
}

}  // namespace concordat::documents
