#include "tools/partner_client/row_result.hpp"

#include <gtest/gtest.h>

namespace concordat::client {
namespace {

struct Case {
    int status;
    int code;
    const char* member;
    bool ends_the_import;
};

TEST(RowResult, TellsWhatTheNextRowWouldMeetToo) {
    for (const auto& [status, code, member, ends_the_import] : {
             Case{401, 400, "", true},
             Case{403, 900150, "", true},
             Case{403, 990407, "DE-CLOSED-1", false},
             Case{400, 3000, "billingProfile.email", false},
             Case{400, 800018, "", true},  // a sandbox that is full
             Case{409, 990409, "", false},
             Case{429, 990429, "", true},
             Case{503, 990503, "", true},
         })
        EXPECT_EQ(concernsEveryRow({status, code, member, ""}), ends_the_import)
            << status << " " << code;
}

}  // namespace
}  // namespace concordat::client
