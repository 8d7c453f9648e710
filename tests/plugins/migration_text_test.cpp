#include "plugins/host/migration_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace concordat::host {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

std::string offence(const std::string& sql) {
    return offenceIn(sql, "cloud_fr_");
}

TEST(MigrationText, NamesOfACloudBeginWithItsId) {
    EXPECT_EQ(tablePrefixOf("us-government"), "cloud_us_government_");
}

TEST(MigrationText, LetsPassWhatACloudsOwnTablesNeed) {
    for (const auto* sql :
         {"CREATE TABLE cloud_fr_a (id BIGINT PRIMARY KEY, name VARCHAR(20) NOT NULL DEFAULT "
          "'a;b', "
          "b TEXT REFERENCES cloud_fr_b(id), CHECK (length(name) > 1.5), UNIQUE (name, b))",
          "create table if not exists cloud_fr_a (id bigint, primary key (id))",
          "CREATE TABLE cloud_fr_a (id BIGINT); -- a word: partners\nDROP TABLE cloud_fr_a;",
          "CREATE UNIQUE INDEX cloud_fr_i ON cloud_fr_a (lower(name))",
          "CREATE INDEX IF NOT EXISTS cloud_fr_i ON cloud_fr_a (name, id)",
          "ALTER TABLE cloud_fr_a ADD COLUMN b NUMERIC(10, 2)",
          "ALTER TABLE cloud_fr_a DROP COLUMN b", "ALTER TABLE cloud_fr_a RENAME COLUMN b TO c",
          "DROP INDEX IF EXISTS cloud_fr_i", "INSERT INTO cloud_fr_a (id) VALUES (1), (2)",
          "INSERT INTO cloud_fr_a (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET id = 3",
          "INSERT INTO cloud_fr_a (name) VALUES ('l''été')",
          "UPDATE cloud_fr_a SET name = upper(name) WHERE id IN (1, 2) AND NOT (b = 'x')",
          "DELETE FROM cloud_fr_a WHERE name = 'a' OR id = 1"})
        EXPECT_THAT(offence(sql), IsEmpty()) << sql;
}

TEST(MigrationText, RefusesWhatTouchesAnythingElse) {
    for (const auto* sql :
         {"DROP TABLE partners",
          "DROP TABLE cloud_fr_a, partners",
          "DELETE FROM customers",
          "UPDATE record SET body = ''",
          "INSERT INTO partners VALUES (1)",
          "CREATE TABLE partners2 (id BIGINT)",
          "CREATE TABLE cloud_frx (id BIGINT)",
          "CREATE TABLE cloud_fr_ (id BIGINT)",
          "CREATE INDEX i ON cloud_fr_a (id)",
          "CREATE INDEX cloud_fr_i ON partners (name)",
          "CREATE TABLE cloud_fr_a (id BIGINT REFERENCES partners (id))",
          "CREATE TABLE cloud_fr_a (id BIGINT, FOREIGN KEY (id) REFERENCES partners)",
          "CREATE TABLE cloud_fr_a (LIKE partners)",
          "CREATE TABLE cloud_fr_a (p partners)",
          "CREATE TABLE cloud_fr_a (id BIGINT) INHERITS (partners)",
          "CREATE TABLE cloud_fr_a AS SELECT * FROM partners",
          "CREATE TABLE cloud_fr_a OF partners",
          "CREATE TABLE main.partners (id BIGINT)",
          "ALTER TABLE partners ADD COLUMN a TEXT",
          "ALTER TABLE cloud_fr_a ADD COLUMN a partners",
          "ALTER TABLE cloud_fr_a ADD COLUMN a TEXT, OWNER TO x",
          "ALTER TABLE cloud_fr_a RENAME TO partners",
          "ALTER TABLE cloud_fr_a INHERIT partners",
          "INSERT INTO cloud_fr_a SELECT * FROM partners",
          "INSERT INTO cloud_fr_a TABLE partners",
          "UPDATE cloud_fr_a SET a = b FROM partners",
          "DELETE FROM cloud_fr_a USING partners",
          "UPDATE cloud_fr_a SET a = (SELECT 1)",
          "CREATE TABLE cloud_fr_a (id BIGINT); DROP TABLE x"})
        EXPECT_NE(offence(sql), "") << sql;
}

TEST(MigrationText, RefusesWhatItDoesNotKnow) {
    for (const auto* sql :
         {"",
          "-- nothing",
          ";",
          "PRAGMA writable_schema = 1",
          "ATTACH 'x' AS y",
          "COMMIT",
          "SELECT pg_sleep(1)",
          "DO $$ BEGIN END $$",
          "GRANT SELECT ON cloud_fr_a TO x",
          "CREATE TRIGGER cloud_fr_t AFTER INSERT ON cloud_fr_a BEGIN SELECT 1; END",
          "CREATE VIEW cloud_fr_v AS SELECT 1",
          "CREATE",
          "CREATE TABLE",
          "DROP",
          "INSERT INTO cloud_fr_a (id) VALUES (nextval('partners_id'))",
          "INSERT INTO cloud_fr_a (id) VALUES (load_extension ('x'))",
          "CREATE TABLE cloud_fr_a (id BIGINT DEFAULT pg_sleep(1))",
          "INSERT INTO cloud_fr_a (id) VALUES ('1'::regclass)",
          "DROP TABLE \"cloud_fr_a\"",
          "DROP TABLE [partners]",
          "DROP TABLE `partners`",
          "DROP TABLE cloud_fr_a /* ; */",
          "INSERT INTO cloud_fr_a (a) VALUES (E'\\'); DROP TABLE partners; --')",
          "INSERT INTO cloud_fr_a (a) VALUES ('\\'); DROP TABLE partners; --')",
          "INSERT INTO cloud_fr_a (a) VALUES ('open",
          "CREATE TABLE cloud_fr_\xc3\xa9 (id BIGINT)"})
        EXPECT_NE(offence(sql), "") << sql;
    EXPECT_NE(offence("DROP TABLE cloud_fr_" + std::string(60, 'a')), "");
}

TEST(MigrationText, SaysWhatIsWrong) {
    EXPECT_THAT(offence("DROP TABLE partners"),
                HasSubstr("'partners' is not the cloud's own: names begin with cloud_fr_"));
    EXPECT_THAT(offence("DELETE FROM cloud_fr_a WHERE f(1)"),
                HasSubstr("the function 'f' is not used in migrations"));
}

}  // namespace
}  // namespace concordat::host
