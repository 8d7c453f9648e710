#include "tools/partner_client/import.hpp"

#include <algorithm>
#include <fcntl.h>
#include <fstream>
#include <rapidjson/document.h>
#include <rapidjson/pointer.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/error_codes.hpp"
#include "core/base/json_writer.hpp"

namespace concordat::client {
namespace {

constexpr int kOk = 200;
constexpr int kNotFound = 404;
constexpr mode_t kOwnerOnly = 0600;
constexpr mode_t kOthersMayRead = 077;

RowIdentity identityOf(const CustomerRow& row) {
    return {"concordat customer import", row.body};
}

std::string textOf(const rapidjson::Value& object, const char* name) {
    if (!object.IsObject()) return {};
    const auto found = object.FindMember(name);
    return found != object.MemberEnd() && found->value.IsString() ? found->value.GetString() : "";
}

rapidjson::Document parse(const std::string& text) {
    rapidjson::Document json;
    json.Parse(text.data(), text.size());
    if (json.HasParseError()) json.SetObject();
    return json;
}

/// The address in the body of a customer, as JSON; empty when there is none.
std::string addressOf(const std::string& body) {
    const auto json = parse(body);
    if (!json.HasMember("billingProfile") || !json["billingProfile"].IsObject() ||
        !json["billingProfile"].HasMember("defaultAddress"))
        return {};
    rapidjson::StringBuffer text;
    rapidjson::Writer<rapidjson::StringBuffer> writer(text);
    json["billingProfile"]["defaultAddress"].Accept(writer);
    return text.GetString();
}

/// Why an address that was asked about is not taken; empty when it is.
std::string faultOfAddress(const rapidjson::Value& verdict) {
    const auto status = textOf(verdict, "status");
    if (status == "NotValidated") return textOf(verdict, "validationMessage");
    if (status != "InteractionRequired") return {};
    // One spelling of state and postal code would do, and a create takes no other.
    const auto* const spelling = rapidjson::Pointer("/suggestedAddresses/0").Get(verdict);
    std::string reason = "is to be written with";
    for (const auto* part : {"state", "postalCode"})
        if (const auto text = spelling == nullptr ? "" : textOf(*spelling, part); !text.empty())
            reason += std::string(" ") + part + " '" + text + "'";
    return reason;
}

/// True, and kept, unless it was there.
bool remember(std::vector<std::string>& sorted, const std::string& text) {
    const auto at = std::lower_bound(sorted.begin(), sorted.end(), text);
    if (at != sorted.end() && *at == text) return false;
    sorted.insert(at, text);
    return true;
}

bool endsRow(RowOutcome outcome) {
    return outcome == RowOutcome::Added || outcome == RowOutcome::Held ||
           outcome == RowOutcome::Exists;
}

std::vector<std::string> readDone(const std::filesystem::path& file) {
    std::vector<std::string> done;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        const auto json = parse(line);
        const auto fingerprint = textOf(json, "row");
        const auto outcome = textOf(json, "outcome");
        for (const auto one : {RowOutcome::Added, RowOutcome::Held, RowOutcome::Exists})
            if (!fingerprint.empty() && outcome == nameOf(one)) done.push_back(fingerprint);
    }
    std::sort(done.begin(), done.end());
    return done;
}

/// Whether the text of a run that was cut short ends as a line does, which it is made to.
bool endsInALine(int file, off_t size) {
    char last = '\n';
    if (size > 0 && ::pread(file, &last, 1, size - 1) != 1) return false;
    return last == '\n' || ::write(file, "\n", 1) == 1;
}

/// Makes the file, or takes up that of an earlier run. @throws std::runtime_error when it cannot be
/// written, or not by its owner alone
void prepareResults(const std::filesystem::path& results) {
    const int file = ::open(results.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, kOwnerOnly);
    struct stat status {};
    std::string problem;
    if (file < 0 || ::fstat(file, &status) != 0)
        problem = "the results cannot be written to " + results.string();
    else if ((status.st_mode & kOthersMayRead) != 0)  // somebody's that was there before
        problem = "others may read " + results.string() +
                  ", where passwords are to be kept: chmod 600 it";
    else if (!endsInALine(file, status.st_size))
        problem = "the results cannot be written to " + results.string();
    if (file >= 0) ::close(file);
    if (!problem.empty()) throw std::runtime_error(problem);
}

/// A domain of the partner's own customers.
bool holds(const std::string& list, const std::string& domain) {
    const auto json = parse(list);
    if (!json.HasMember("items") || !json["items"].IsArray()) return false;
    for (const auto& item : json["items"].GetArray())
        if (item.HasMember("companyProfile") && textOf(item["companyProfile"], "domain") == domain)
            return true;
    return false;
}

}  // namespace

Import::Import(ApiClient& api, Options options) : api_(api), options_(std::move(options)) {
    if (!options_.dry_run) prepareResults(options_.results);
    done_ = readDone(options_.results);
}

void Import::run(CustomerRows& rows, const std::function<void(const RowResult&)>& report) {
    while (const auto row = rows.next()) {
        const auto result = carryOut(*row);
        if (const auto* customer = std::get_if<CustomerRow>(&*row)) keep(*customer, result);
        report(result);
    }
}

RowResult Import::carryOut(const ReadRow& read) {
    if (const auto* fault = std::get_if<RowFault>(&read))
        return {.line = fault->line, .field = fault->field, .reason = fault->reason};
    const auto& row = std::get<CustomerRow>(read);
    const auto fingerprint = identityOf(row).fingerprint();
    if (std::binary_search(done_.begin(), done_.end(), fingerprint))
        return {.line = row.line, .outcome = RowOutcome::Done, .domain = row.domain};
    if (!remember(domains_, row.domain))
        return {.line = row.line,
                .domain = row.domain,
                .field = "domain",
                .reason = "an earlier row has the same domain"};
    return options_.dry_run ? look(row) : add(row);
}

RowResult Import::add(const CustomerRow& row) {
    RowResult result{.line = row.line, .domain = row.domain};
    try {
        const auto created =
            parse(api_.require({.method = "POST",
                                .path = "/v1/customers",
                                .body = row.body,
                                .headers = {{"MS-RequestId", identityOf(row).requestId()}}}));
        result.outcome = RowOutcome::Added;
        result.customer = textOf(created, "id");
        if (created.HasMember("userCredentials")) {
            result.user = textOf(created["userCredentials"], "userName") + "@" + row.domain;
            result.password = textOf(created["userCredentials"], "password");
        }
        return result;
    } catch (const ApiRefused& refused) {
        if (concernsEveryRow(refused)) throw;
        if (refused.code() != codes::kDomainTaken) {
            result.field = refused.member();
            result.reason = refused.what();
            return result;
        }
    }
    return existing(row);
}

/// What can be known without changing anything: the domain, and the address by the cloud's rules.
RowResult Import::look(const CustomerRow& row) {
    RowResult result{.line = row.line, .outcome = RowOutcome::Valid, .domain = row.domain};
    const auto domain =
        api_.send({.method = "HEAD", .path = "/v1/domains/" + encodeForUri(row.domain)});
    if (domain.status == kOk) return existing(row);
    if (domain.status != kNotFound) {
        result.outcome = RowOutcome::Refused;
        result.field = "domain";
        result.reason =
            "the domain cannot be checked (status " + std::to_string(domain.status) + ")";
        return result;
    }
    const auto address = addressOf(row.body);
    if (address.empty()) return result;  // what is missing, only the API itself knows
    const auto verdict =
        parse(api_.require({.method = "POST", .path = "/v1/validations/address", .body = address}));
    result.reason = faultOfAddress(verdict);
    if (result.reason.empty()) return result;
    result.outcome = RowOutcome::Refused;
    result.field = "address";
    return result;
}

RowResult Import::existing(const CustomerRow& row) {
    RowResult result{.line = row.line, .outcome = RowOutcome::Exists, .domain = row.domain};
    const auto found = api_.require(
        {.path = "/v1/customers?size=10&" + filterParameter("Domain", row.domain, "starts_with")});
    if (holds(found, row.domain)) {
        result.outcome = RowOutcome::Held;
        return result;
    }
    result.link = relationshipLink();
    result.reason = "the domain is a tenant's already: ask it for a relationship";
    return result;
}

/// One link is good for every customer of the partner. Empty where the cloud gives none.
const std::string& Import::relationshipLink() {
    if (link_known_) return link_;
    link_known_ = true;
    const auto answer = api_.send({.path = "/v1/customers/relationshiprequests"});
    if (answer.status == kOk) link_ = textOf(parse(answer.body), "url");
    return link_;
}

void Import::keep(const CustomerRow& row, const RowResult& result) {
    if (options_.dry_run || !endsRow(result.outcome)) return;
    std::string text;
    JsonWriter json(text);
    json.beginObject()
        .member("line", static_cast<std::uint64_t>(result.line))
        .member("row", std::string_view(identityOf(row).fingerprint()))
        .member("outcome", nameOf(result.outcome))
        .member("domain", std::string_view(result.domain))
        .memberIfAny("customer", result.customer)
        .memberIfAny("user", result.user)
        .memberIfAny("password", result.password)
        .memberIfAny("link", result.link)
        .endObject();
    std::ofstream out(options_.results, std::ios::app);
    out << text << '\n';
    if (!out.flush())
        throw std::runtime_error("the results cannot be written to " + options_.results.string());
}

}  // namespace concordat::client
