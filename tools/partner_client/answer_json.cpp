#include "tools/partner_client/answer_json.hpp"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <stdexcept>

namespace concordat::client {
namespace {

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

}  // namespace

rapidjson::Document parseAnswer(const std::string& body) {
    rapidjson::Document json;
    json.Parse(body.data(), body.size());
    if (json.HasParseError()) throw std::runtime_error("the server's answer is no JSON");
    return json;
}

std::string plainOf(const rapidjson::Value& value) {
    if (value.IsString()) return value.GetString();
    if (value.IsNull()) return {};
    rapidjson::StringBuffer text;
    rapidjson::Writer<rapidjson::StringBuffer> writer(text);
    value.Accept(writer);
    return text.GetString();
}

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

void forEachItem(ApiClient& api, const std::string& path,
                 const std::function<void(const rapidjson::Value&)>& take) {
    Call call{.path = path};
    for (;;) {
        const auto page = parseAnswer(api.require(call));
        for (const auto& item : itemsOf(page).GetArray()) take(item);
        const auto token = nextOf(page);
        if (token.empty()) return;
        call.path = path.substr(0, path.find('?')) + "?seekOperation=Next";
        call.headers["MS-ContinuationToken"] = token;
    }
}

}  // namespace concordat::client
