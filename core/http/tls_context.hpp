#pragma once

#include <Poco/Net/Context.h>

#include "core/http/server_options.hpp"

namespace concordat::http {

/// The TLS side of a listener: TLS 1.2 and later, of 1.2 only suites with forward secrecy and
/// authenticated encryption, no renegotiation, no compression, no client certificates. Reads the
/// files once: a new certificate needs a restart. Private to the server.
/// @throws FatalError HTTP-TLS-UNUSABLE when a file cannot be read or key and certificate do not
/// belong together.
[[nodiscard]] Poco::Net::Context::Ptr makeServerContext(const TlsFiles& files);

}  // namespace concordat::http
