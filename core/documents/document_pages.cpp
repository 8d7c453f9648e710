#include "core/documents/document_pages.hpp"

#include "core/base/log.hpp"

namespace concordat::documents {
namespace {

constexpr int kNotFound = 404;
constexpr int kFault = 500;

bool isPage(const http::Request& request) {
    const bool reads = request.method == http::Method::Get || request.method == http::Method::Head;
    return reads && request.path.starts_with(DocumentPages::kFolder);
}

}  // namespace

http::Placement DocumentPages::placementOf(const http::Request& head) noexcept {
    return isPage(head) ? http::Placement::Worker : inner_.placementOf(head);
}

bool DocumentPages::wantsBody(const http::Request& head) noexcept {
    return !isPage(head) && inner_.wantsBody(head);
}

void DocumentPages::serve(const http::Request& request, http::Reply& reply) noexcept try {
    if (!isPage(request)) return inner_.serve(request, reply);
    show(request, reply);
} catch (const std::exception& fault) {
    reply.reset();
    reply.status = kFault;
    logEvent(Severity::Error, "DOCUMENTS-PAGE-FAILED", "A document could not be made",
             {{"fault", fault.what()}});
} catch (...) {
    reply.reset();
    reply.status = kFault;
}

void DocumentPages::show(const http::Request& request, http::Reply& reply) const {
    const auto document =
        parts_.documents.open(request.path.substr(kFolder.size()), parts_.clock.now());
    reply.addHeader("Cache-Control", "no-store");
    if (!document) {
        reply.status = kNotFound;
        return;
    }
    const bool saves = request.query == "download=true";
    reply.addHeader("Content-Type", "application/pdf");
    // Made of words that are known here: nothing of the request is in it.
    const auto language = parts_.library.languageOf(document->type, document->language);
    const auto name = fileNameOf(document->type, language);
    reply.addHeader("Content-Disposition",
                    std::string(saves ? "attachment" : "inline") + "; filename=\"" + name + "\"");
    reply.addHeader("X-Content-Type-Options", "nosniff");
    reply.body = parts_.library.pdf(*document);
}

}  // namespace concordat::documents
