#pragma once

#include <functional>
#include <rapidjson/document.h>
#include <string>
#include <string_view>

#include "tools/partner_client/api_client.hpp"

namespace concordat::client {

/// The JSON of an answer. @throws std::runtime_error when it is none
[[nodiscard]] rapidjson::Document parseAnswer(const std::string& body);

/// A text as it is, nothing for null, anything else as JSON.
[[nodiscard]] std::string plainOf(const rapidjson::Value& value);

/// The value at a path of names, as "companyProfile.domain"; empty when it is not there.
[[nodiscard]] std::string valueAt(const rapidjson::Value& item, std::string_view path);

/// Calls `take` with every item of every page of a list, page by page; a list may also be a bare
/// array. `path` is of the first page. @throws as ApiClient::require, and for what is no JSON
void forEachItem(ApiClient& api, const std::string& path,
                 const std::function<void(const rapidjson::Value&)>& take);

}  // namespace concordat::client
