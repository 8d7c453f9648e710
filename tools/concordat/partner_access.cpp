#include "tools/concordat/partner_access.hpp"

#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <iostream>
#include <map>
#include <unistd.h>

#include "core/base/uuid.hpp"
#include "tools/partner_client/answer_json.hpp"

namespace concordat::cli {
namespace {

constexpr mode_t kOwnerOnly = 0600;

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

CLI::Validator notEmpty() {
    return CLI::Validator(
        [](const std::string& id) { return id.empty() ? "must not be empty" : std::string(); }, "");
}

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
    command.add_option("--format", access->format, "How lists are written")
        ->transform(oneOf(kFormats))
        ->type_name("FORMAT")
        ->default_str("table");
    return access;
}

void writeList(client::ApiClient& api, const std::string& path,
               const std::vector<ListColumn>& columns, client::Format format) {
    if (format == client::Format::Json) {
        const char* separator = "[";
        client::forEachItem(api, path, [&separator](const rapidjson::Value& item) {
            std::cout << separator << '\n' << client::plainOf(item);
            separator = ",";
        });
        std::cout << (*separator == '[' ? "[]\n" : "\n]\n");
        return;
    }
    client::Table table;
    for (const auto& column : columns) table.columns.push_back(column.heading);
    client::forEachItem(api, path, [&](const rapidjson::Value& item) {
        auto& row = table.rows.emplace_back();
        for (const auto& column : columns) row.push_back(client::valueAt(item, column.path));
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
    const auto resource = client::parseAnswer(body);
    client::Table table{{"member", "value"}, {}};
    for (const auto& column : columns) {
        auto value = client::valueAt(resource, column.path);
        if (!value.empty()) table.rows.push_back({column.heading, std::move(value)});
    }
    format == client::Format::Csv ? client::writeCsv(std::cout, table)
                                  : client::writeAligned(std::cout, table);
}

std::string withParameter(const std::string& path, const std::string& parameter) {
    return path + (path.find('?') == std::string::npos ? "?" : "&") + parameter;
}

void writeFile(const std::string& file, bool force,
               const std::function<void(const Sink& write)>& produce) {
    if (file.empty() || file == "-") {
        produce([](std::string_view piece) { std::cout << piece; });
        if (!std::cout.flush()) throw std::runtime_error("standard output cannot be written");
        return;
    }
    if (!force && std::filesystem::exists(file))
        throw std::runtime_error(file + " exists; --force replaces it");
    PartialFile out(file);
    produce([&out](std::string_view piece) { out.write(piece); });
    out.finish();
}

void writeFile(client::ApiClient& api, const client::Call& call, const std::string& file,
               bool force) {
    writeFile(file, force, [&](const Sink& write) { api.receive(call, write); });
}

std::string requireOnce(client::ApiClient& api, client::Call call, const std::string& request_id) {
    const auto id = request_id.empty() ? makeRandomUuid().toString() : request_id;
    call.headers["MS-RequestId"] = id;
    try {
        return api.require(call);
    } catch (const client::ApiRefused&) {
        throw;
    } catch (const std::runtime_error& error) {
        throw std::runtime_error(std::string(error.what()) +
                                 "\nto be sure, repeat with --request-id " + id);
    }
}

std::shared_ptr<std::string> addRequestId(CLI::App& command) {
    auto request = std::make_shared<std::string>();
    command.add_option("--request-id", *request,
                       "Repeats an attempt whose answer was lost: the same id does it once");
    return request;
}

}  // namespace concordat::cli
