#pragma once

#include <string>
#include <string_view>

#include "core/accounts/agreement_document.hpp"
#include "core/base/time.hpp"
#include "core/documents/agreement_library.hpp"
#include "core/http/service.hpp"

namespace concordat::documents {

/// Stands before a cloud's API and answers GET and HEAD of /documents/agreements/LINK itself, where
/// LINK is one of AgreementDocuments: the PDF file, to be shown, or with ?download=true to be
/// saved. No token is asked for, since people open such links with a browser; 404 without a body
/// for a link that is not good or no more. All else is `inner`'s. Called as any Service; on
/// workers, since large files are copied and templates made. Not in the access log.
class DocumentPages final : public http::Service {
public:
    /// All of it outlives the pages.
    struct Parts {
        const accounts::AgreementDocuments& documents;
        const AgreementLibrary& library;
        const Clock& clock;
    };

    /// Below which links lead, after the cloud's address.
    static constexpr std::string_view kFolder = "/documents/agreements/";

    DocumentPages(http::Service& inner, const Parts& parts) : inner_(inner), parts_(parts) {}

    void attach(Reactor& reactor) noexcept override { inner_.attach(reactor); }
    [[nodiscard]] http::Placement placementOf(const http::Request& head) noexcept override;
    [[nodiscard]] bool wantsBody(const http::Request& head) noexcept override;
    void serve(const http::Request& request, http::Reply& reply) noexcept override;
    void refuse(int status, http::Reply& reply) noexcept override { inner_.refuse(status, reply); }

private:
    void show(const http::Request& request, http::Reply& reply) const;

    http::Service& inner_;
    Parts parts_;
};

}  // namespace concordat::documents
