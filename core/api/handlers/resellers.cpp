#include "core/api/handler_table.hpp"
#include "core/api/handlers/handlers.hpp"
#include "core/api/partner_api.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/json_writer.hpp"
#include "core/base/text.hpp"

namespace concordat::api {
namespace {

using relationships::ResellerService;

/// The one programme whose agreements there are.
void requireProgramme(std::string_view name) {
    if (!equalsIgnoringCase(name, "csp")) throw Error(ErrorKind::NotFound, codes::kResourceAbsent);
}

/// GET /v1/compliance/{program-name}/agreementstatus: an answer is a yes, since every no says why.
class GetAgreementStatus final : public Handler {
public:
    explicit GetAgreementStatus(ResellerService& service) : service_(service) {}

    void handle(const ApiRequest& request, http::Reply& reply) override {
        requireProgramme(request.arguments[0]);
        const auto mpn_id = request.query.text("mpnId");
        // Text that no store can hold is no partner's id.
        if (!isStorable(mpn_id)) throw Error(ErrorKind::InvalidRequest, codes::kMpnIdUnknown);
        service_.requireSigned(request.partner, mpn_id, request.query.text("tenantId"));
        JsonWriter(reply.body).beginObject().member("isAgreementSigned", true).endObject();
    }

private:
    ResellerService& service_;
};

}  // namespace

void addResellerHandlers(HandlerTable& table, const HandlerNeeds& needs) {
    table.add({"reseller-agreement-status-get"},
              std::make_unique<GetAgreementStatus>(needs.dependencies.resellers));
}

}  // namespace concordat::api
