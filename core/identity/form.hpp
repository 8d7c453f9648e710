#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace concordat::identity {

/// The parameters of a form. Names occur once.
using Form = std::map<std::string, std::string, std::less<>>;

/// Reads a body of application/x-www-form-urlencoded: nothing when an escape is broken, a name
/// occurs twice (OAuth forbids it), the text is no UTF-8 or holds a zero byte, or there are more
/// than 50 parameters. An empty body is an empty form. Callers bound the size.
[[nodiscard]] std::optional<Form> parseForm(std::string_view body);

/// One name or value of a form, decoded: plus is a blank. Nothing when an escape is broken, or what
/// comes out is no UTF-8 or holds a zero byte.
[[nodiscard]] std::optional<std::string> decodeFormText(std::string_view text);

/// One name or value, percent-encoded as forms and queries take it: nothing in it ends a header or
/// begins another parameter.
[[nodiscard]] std::string encodeFormText(std::string_view text);

/// The parameter of that name; empty when it is absent, which OAuth treats alike.
[[nodiscard]] std::string_view valueOf(const Form& form, std::string_view name);

}  // namespace concordat::identity
