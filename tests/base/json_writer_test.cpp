#include "core/base/json_writer.hpp"

#include <gtest/gtest.h>

namespace concordat {
namespace {

TEST(JsonWriter, PutsCommasWhereTheyBelong) {
    std::string out;
    JsonWriter json(out);
    json.beginObject().member("a", 1).name("b").beginArray().value("x").value(true).endArray();
    json.name("c").beginObject().endObject().memberIfAny("d", "").member("e", "z").endObject();
    EXPECT_EQ(out, R"({"a":1,"b":["x",true],"c":{},"e":"z"})");
}

TEST(JsonWriter, EscapesValues) {
    std::string out;
    JsonWriter(out).value(std::string_view("\"\\\n\x01\xFF", 5));
    EXPECT_EQ(out, "\"\\\"\\\\\\n\\u0001\xEF\xBF\xBD\"");
}

TEST(JsonWriter, WritesIdentifiersAndInstants) {
    std::string out;
    JsonWriter json(out);
    json.beginArray().value(Uuid{}).value(fromMicroseconds(0)).value(std::int64_t{-5}).endArray();
    EXPECT_EQ(out, R"(["00000000-0000-0000-0000-000000000000","1970-01-01T00:00:00.000000Z",-5])");
}

}  // namespace
}  // namespace concordat
