#include "tools/concordat/partner_access.hpp"

#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <iostream>
#include <map>
#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <unistd.h>

namespace concordat::cli {
namespace {

constexpr mode_t kOwnerOnly = 0600;

std::string plainOf(const rapidjson::Value& value) {
    if (value.IsString()) return value.GetString();
    if (value.IsNull()) return {};
    rapidjson::StringBuffer text;
    rapidjson::Writer<rapidjson::StringBuffer> writer(text);
    value.Accept(writer);
    return text.GetString();
}

/// The value at a path of names; empty when it is not there.
std::string valueAt(const rapidjson::Value& item, std::string_view path) {
    const rapidjson::Value* at = &item;
    while (true) {
        const auto dot = path.find('.');
        const std::string name(path.substr(0, dot));
        if (!at->IsObject() || !at->HasMember(name.c_str())) return {};
        at = &(*at)[name.c_str()];
        if (dot == std::string_view::npos) return plainOf(*at);
        path.remove_prefix(dot + 1);
    }
}

rapidjson::Document parse(const std::string& body) {
    rapidjson::Document json;
    json.Parse(body.data(), body.size());
    if (json.HasParseError()) throw std::runtime_error("the server's answer is no JSON");
    return json;
}

/// The items of a page, which may also be a bare array.
const rapidjson::Value& itemsOf(const rapidjson::Document& page) {
    static const rapidjson::Value kNone(rapidjson::kArrayType);
    if (page.IsArray()) return page;
    const auto items = page.IsObject() ? page.FindMember("items") : page.MemberEnd();
    return page.IsObject() && items != page.MemberEnd() && items->value.IsArray() ? items->value
                                                                                  : kNone;
}

/// The continuation token of the next page; empty after the last.
std::string nextOf(const rapidjson::Document& page) {
    if (!page.IsObject() || !page.HasMember("links") || !page["links"].IsObject() ||
        !page["links"].HasMember("next"))
        return {};
    return valueAt(page, "continuationToken");
}

/// Calls `take` with every item of every page.
void forEachItem(client::ApiClient& api, const std::string& path,
                 const std::function<void(const rapidjson::Value&)>& take) {
    client::Call call{.path = path};
    for (;;) {
        const auto page = parse(api.require(call));
        for (const auto& item : itemsOf(page).GetArray()) take(item);
        const auto token = nextOf(page);
        if (token.empty()) return;
        call.path = withParameter(path.substr(0, path.find('?')), "seekOperation=Next");
        call.headers["MS-ContinuationToken"] = token;
    }
}

/// A file beside its place, moved there when it is whole.
class PartialFile {
public:
    explicit PartialFile(const std::string& path)
        : path_(path),
          partial_(path + ".part"),
          descriptor_(::open(partial_.c_str(),
                             O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, kOwnerOnly)) {
        if (descriptor_ < 0) throw std::runtime_error(partial_ + " cannot be written");
    }
    PartialFile(const PartialFile&) = delete;
    PartialFile& operator=(const PartialFile&) = delete;
    ~PartialFile() {
        if (descriptor_ < 0) return;
        ::close(descriptor_);
        ::unlink(partial_.c_str());
    }

    void write(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto count = ::write(descriptor_, bytes.data(), bytes.size());
            if (count < 0) throw std::runtime_error(partial_ + " cannot be written");
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
    }

    void finish() {
        const bool synced = ::fsync(descriptor_) == 0;
        ::close(descriptor_);
        descriptor_ = -1;
        if (!synced) throw std::runtime_error(partial_ + " cannot be written");
        std::filesystem::rename(partial_, path_);
    }

private:
    std::string path_;
    std::string partial_;
    int descriptor_;
};

}  // namespace

std::unique_ptr<client::ApiClient> PartnerAccess::open() const {
    const auto file = client::profileFile(profile, client::processVariable);
    return std::make_unique<client::ApiClient>(client::readProfile(file, client::processVariable));
}

std::shared_ptr<PartnerAccess> addPartnerOptions(CLI::App& command) {
    static const std::map<std::string, client::Format> kFormats = {{"table", client::Format::Table},
                                                                   {"json", client::Format::Json},
                                                                   {"csv", client::Format::Csv}};
    auto access = std::make_shared<PartnerAccess>();
    command
        .add_option("--profile", access->profile,
                    "Name or path of a profile (default: CONCORDAT_PROFILE, else 'default')")
        ->type_name("PROFILE");
    command.add_option("--format", access->format, "table, json or csv")
        ->transform(CLI::CheckedTransformer(kFormats).description(""))
        ->type_name("FORMAT")
        ->default_str("table");
    return access;
}

void writeList(client::ApiClient& api, const std::string& path,
               const std::vector<ListColumn>& columns, client::Format format) {
    if (format == client::Format::Json) {
        const char* separator = "[";
        forEachItem(api, path, [&separator](const rapidjson::Value& item) {
            std::cout << separator << '\n' << plainOf(item);
            separator = ",";
        });
        std::cout << (*separator == '[' ? "[]\n" : "\n]\n");
        return;
    }
    client::Table table;
    for (const auto& column : columns) table.columns.push_back(column.heading);
    forEachItem(api, path, [&](const rapidjson::Value& item) {
        auto& row = table.rows.emplace_back();
        for (const auto& column : columns) row.push_back(valueAt(item, column.path));
    });
    format == client::Format::Csv ? client::writeCsv(std::cout, table)
                                  : client::writeAligned(std::cout, table);
}

void writeOne(const std::string& body, const std::vector<ListColumn>& columns,
              client::Format format) {
    if (format == client::Format::Json) {
        std::cout << body << '\n';
        return;
    }
    const auto resource = parse(body);
    client::Table table{{"member", "value"}, {}};
    for (const auto& column : columns) {
        auto value = valueAt(resource, column.path);
        if (!value.empty()) table.rows.push_back({column.heading, std::move(value)});
    }
    format == client::Format::Csv ? client::writeCsv(std::cout, table)
                                  : client::writeAligned(std::cout, table);
}

std::string withParameter(const std::string& path, const std::string& parameter) {
    return path + (path.find('?') == std::string::npos ? "?" : "&") + parameter;
}

void writeFile(client::ApiClient& api, const client::Call& call, const std::string& file,
               bool force) {
    if (file.empty() || file == "-") {
        api.receive(call, [](std::string_view piece) { std::cout << piece; });
        if (!std::cout.flush()) throw std::runtime_error("standard output cannot be written");
        return;
    }
    if (!force && std::filesystem::exists(file))
        throw std::runtime_error(file + " exists; --force replaces it");
    PartialFile out(file);
    api.receive(call, [&out](std::string_view piece) { out.write(piece); });
    out.finish();
}

}  // namespace concordat::cli
