#include "tools/partner_client/customer_rows.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <rapidjson/document.h>
#include <stdexcept>
#include <vector>

#include "core/base/csv_reader.hpp"
#include "core/base/csv_writer.hpp"
#include "core/base/json_writer.hpp"
#include "core/base/text.hpp"
#include "tools/partner_client/file_form.hpp"

namespace concordat::client {
namespace {

/// Where a column's value goes in the body.
enum class Place { Company, Billing, Address, Person, Nowhere };

struct Column {
    std::string_view name;
    Place place;
    std::string_view member;
    bool required;
};

// Names of the portal's own files where it has them. Those of people go into profile and address.
constexpr std::array<Column, 17> kColumns = {{
    {"Company name", Place::Billing, "companyName", true},
    {"Primary domain name", Place::Company, "domain", true},
    {"First name", Place::Person, "firstName", true},
    {"Last name", Place::Person, "lastName", true},
    {"Email", Place::Billing, "email", true},
    {"Culture", Place::Billing, "culture", true},
    {"Language", Place::Billing, "language", true},
    {"Country", Place::Address, "country", true},
    {"State", Place::Address, "state", false},
    {"City", Place::Address, "city", false},
    {"Postal code", Place::Address, "postalCode", false},
    {"Address line 1", Place::Address, "addressLine1", true},
    {"Address line 2", Place::Address, "addressLine2", false},
    {"Phone number", Place::Address, "phoneNumber", false},
    {"Registration number", Place::Company, "organizationRegistrationNumber", false},
    {"Microsoft ID", Place::Nowhere, "", false},
    {"Relationship", Place::Nowhere, "", false},
}};

/// Small letters alone, so that "Postal_Code" and "postalcode" are one.
std::string plain(std::string_view name) {
    std::string letters;
    for (const char c : toLowerAscii(name))
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) letters.push_back(c);
    return letters;
}

const Column* columnNamed(std::string_view name) {
    for (const auto& column : kColumns)
        if (plain(column.name) == plain(name)) return &column;
    return nullptr;
}

/// The one that CsvWriter puts before what a spreadsheet would calculate.
void takeApostropheAway(std::string& cell) {
    if (cell.starts_with('\'') && CsvWriter::beginsFormula(std::string_view(cell).substr(1)))
        cell.erase(0, 1);
}

class CsvRows final : public CustomerRows {
public:
    explicit CsvRows(std::istream& in)
        : text_(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()),
          reader_(text_) {
        if (const auto form = foreignForm(text_); !form.empty())
            throw std::runtime_error(std::string("the file ").append(form));
        const auto head = reader_.next();
        if (!head) throw std::runtime_error("the file is empty");
        for (const auto& name : head->cells) {
            const auto* const column = columnNamed(name);
            if (column == nullptr)
                throw std::runtime_error("the column '" + name +
                                         "' is not known; those known are: " + customerColumns());
            if (std::find(columns_.begin(), columns_.end(), column) != columns_.end())
                throw std::runtime_error("the column '" + name + "' is there twice");
            columns_.push_back(column);
        }
        for (const auto& column : kColumns)
            if (column.required &&
                std::find(columns_.begin(), columns_.end(), &column) == columns_.end())
                throw std::runtime_error("the column '" + std::string(column.name) +
                                         "' is missing");
    }

    std::optional<ReadRow> next() override {
        auto read = reader_.next();
        if (!read) return std::nullopt;
        const auto line = read->line;
        auto& cells = read->cells;
        if (read->damaged) return RowFault{line, "", "has a quote that does not match"};
        for (auto& cell : cells) takeApostropheAway(cell);
        if (cells.size() != columns_.size())
            return RowFault{line, "",
                            "has " + std::to_string(cells.size()) + " cells instead of " +
                                std::to_string(columns_.size())};
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (!isStorable(cells[i]))
                return RowFault{line, std::string(columns_[i]->name), "is not UTF-8 text"};
            if (columns_[i]->required && cells[i].empty())
                return RowFault{line, std::string(columns_[i]->name), "is empty"};
        }
        CustomerRow row;
        row.line = line;
        row.company_name = valueOf(cells, "companyName");
        row.domain = toLowerAscii(valueOf(cells, "domain"));
        row.body = bodyOf(cells);
        return row;
    }

private:
    std::string valueOf(const std::vector<std::string>& cells, std::string_view member) const {
        for (std::size_t i = 0; i < cells.size(); ++i)
            if (columns_[i]->member == member) return cells[i];
        return {};
    }

    void writeMembers(JsonWriter& json, const std::vector<std::string>& cells, Place place) const {
        for (std::size_t i = 0; i < cells.size(); ++i)
            if (columns_[i]->place == place)
                json.memberIfAny(columns_[i]->member, std::string_view(cells[i]));
    }

    std::string bodyOf(const std::vector<std::string>& cells) const {
        std::string body;
        JsonWriter json(body);
        json.beginObject().name("companyProfile").beginObject();
        writeMembers(json, cells, Place::Company);
        json.endObject().name("billingProfile").beginObject();
        writeMembers(json, cells, Place::Billing);
        writeMembers(json, cells, Place::Person);
        json.name("defaultAddress").beginObject();
        writeMembers(json, cells, Place::Address);
        writeMembers(json, cells, Place::Person);
        json.endObject().endObject().endObject();
        return body;
    }

    std::string text_;
    CsvReader reader_;
    std::vector<const Column*> columns_;
};

/// A text inside an object inside the row; empty when it is not there. Names in any case, as the
/// API has it.
std::string textIn(const rapidjson::Value& row, std::string_view object, std::string_view name) {
    const auto member = [](const rapidjson::Value& value, std::string_view wanted) {
        auto at = value.MemberBegin();
        while (at != value.MemberEnd() &&
               !equalsIgnoringCase({at->name.GetString(), at->name.GetStringLength()}, wanted))
            ++at;
        return at;
    };
    const auto inner = member(row, object);
    if (inner == row.MemberEnd() || !inner->value.IsObject()) return {};
    const auto text = member(inner->value, name);
    return text != inner->value.MemberEnd() && text->value.IsString() ? text->value.GetString()
                                                                      : "";
}

class JsonRows final : public CustomerRows {
public:
    explicit JsonRows(std::istream& in) : in_(in) {}

    std::optional<ReadRow> next() override {
        std::string text;
        do {
            if (!std::getline(in_, text)) return std::nullopt;
            ++line_;
            if (!text.empty() && text.back() == '\r') text.pop_back();
        } while (text.empty());
        rapidjson::Document json;
        json.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag>(
            text.data(), text.size());
        if (json.HasParseError() || !json.IsObject())
            return RowFault{line_, "", "is no JSON object"};
        CustomerRow row;
        row.line = line_;
        row.company_name = textIn(json, "billingProfile", "companyName");
        row.domain = toLowerAscii(textIn(json, "companyProfile", "domain"));
        if (row.domain.empty()) return RowFault{line_, "companyProfile.domain", "is missing"};
        row.body = std::move(text);
        return row;
    }

private:
    std::istream& in_;
    std::size_t line_ = 0;
};

}  // namespace

std::unique_ptr<CustomerRows> readCsvRows(std::istream& in) {
    return std::make_unique<CsvRows>(in);
}

std::unique_ptr<CustomerRows> readJsonRows(std::istream& in) {
    return std::make_unique<JsonRows>(in);
}

std::string customerColumns() {
    std::string all;
    for (const auto& column : kColumns)
        if (column.place != Place::Nowhere)
            all += (all.empty() ? "" : ",") + std::string(column.name);
    return all;
}

}  // namespace concordat::client
