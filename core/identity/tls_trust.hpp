#pragma once

#include <Poco/Net/Context.h>
#include <string>

#include "core/base/error.hpp"

namespace concordat::identity {

/// What is trusted where this process is the client of a TLS connection: one verifying context,
/// TLS 1.2 or later, immutable and for every thread. For .cpp files alone, since it brings Poco's
/// headers.
class TlsTrust {
public:
    /// Trusts the certificates of a PEM file, or with an empty path those of the system. @throws
    /// `unusable` when they cannot be read
    TlsTrust(const std::string& ca_file, const FatalError& unusable);
    ~TlsTrust();
    TlsTrust(const TlsTrust&) = delete;
    TlsTrust& operator=(const TlsTrust&) = delete;

    [[nodiscard]] const Poco::Net::Context::Ptr& context() const { return context_; }

private:
    Poco::Net::Context::Ptr context_;
};

}  // namespace concordat::identity
