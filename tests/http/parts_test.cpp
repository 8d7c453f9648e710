#include <condition_variable>
#include <cstring>
#include <gtest/gtest.h>
#include <mutex>

#include "core/http/date_header.hpp"
#include "core/http/deadlines.hpp"
#include "core/http/head_rules.hpp"
#include "core/http/input_buffer.hpp"
#include "core/http/reply_writer.hpp"
#include "core/http/worker_pool.hpp"

namespace concordat::http {
namespace {

using std::chrono::milliseconds;

TEST(DateHeader, WritesTheFormThatHttpAsksFor) {
    DateHeader date;
    EXPECT_EQ(date.lineFor(784111777), "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n");
    EXPECT_EQ(date.lineFor(0), "Date: Thu, 01 Jan 1970 00:00:00 GMT\r\n");
    EXPECT_TRUE(date.line().ends_with(" GMT\r\n"));
}

TEST(AppendReply, WritesHeadAndBodyTogether) {
    Reply reply;
    reply.status = 404;
    reply.addHeader("X-A", "b");
    reply.body = "{}";
    std::string out = "before";
    appendReply(out, reply, {.date = "Date: now\r\n"});
    EXPECT_EQ(out,
              "beforeHTTP/1.1 404 Not Found\r\nDate: now\r\nContent-Length: 2\r\nX-A: b\r\n\r\n{}");
}

TEST(AppendReply, LeavesOutBodiesThatMayNotBe) {
    Reply reply;
    reply.body = "body";
    std::string out;
    appendReply(out, reply, {.head_only = true, .close = true});
    EXPECT_EQ(out, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\n");
    for (const int status : {204, 304}) {
        reply.status = status;
        out.clear();
        appendReply(out, reply, {});
        EXPECT_EQ(out.find("Content-Length"), std::string::npos);
        EXPECT_TRUE(out.ends_with("\r\n\r\n"));
    }
}

TEST(ReasonPhrase, KnowsEveryStatusOfTheApi) {
    for (const int status :
         {200, 201, 202, 204, 207, 301, 302, 303, 304, 307, 400, 401, 403, 404, 405, 406,
          408, 409, 410, 412, 413, 415, 422, 428, 429, 431, 500, 501, 502, 503, 504})
        EXPECT_NE(reasonPhrase(status), "Unknown") << status;
    EXPECT_EQ(reasonPhrase(299), "Unknown");
}

TEST(ParseContentLength, TakesDigitsOnly) {
    EXPECT_EQ(parseContentLength("0"), 0U);
    EXPECT_EQ(parseContentLength("007"), 7U);
    EXPECT_EQ(parseContentLength("999999999999999999"), 999'999'999'999'999'999U);
    for (const auto* text : {"", "1 ", "+1", "-1", "1,1", "1e3", "0x10", "1000000000000000000"})
        EXPECT_EQ(parseContentLength(text), std::nullopt) << text;
}

TEST(InputBuffer, KeepsBytesInOrderWhileItGrowsAndShrinks) {
    InputBuffer buffer;
    const auto put = [&buffer](std::string_view text) {
        std::memcpy(buffer.space(text.size()).data(), text.data(), text.size());
        buffer.received(text.size());
    };
    put("head");
    put("-gap-");
    put("tail");
    buffer.erase(4, 5);
    EXPECT_EQ(buffer.view(), "headtail");
    buffer.erase(0, 2);
    put(std::string(10'000, 'x'));
    EXPECT_EQ(buffer.view().substr(0, 6), "adtail");
    EXPECT_EQ(buffer.view().size(), 10'006U);
    buffer.erase(0, buffer.view().size());
    EXPECT_TRUE(buffer.view().empty());
    EXPECT_GE(buffer.space(1).size(), 10'000U);
    buffer.clear(100);
    EXPECT_LT(buffer.space(1).size(), 10'000U);
}

class DeadlinesTest : public ::testing::Test {
protected:
    Deadlines deadlines_{{milliseconds(0), milliseconds(1), milliseconds(100), milliseconds(10),
                          milliseconds(20), milliseconds(30), milliseconds(40)}};
    TimePoint start_ = TimePoint() + std::chrono::hours(1);
    DeadlineEntry first_, second_;
};

TEST_F(DeadlinesTest, NameTheOneWhoseTimeIsOver) {
    deadlines_.set(first_, Wait::Idle, start_);
    deadlines_.set(second_, Wait::Head, start_);
    EXPECT_EQ(deadlines_.firstDue(start_ + milliseconds(9)), nullptr);
    EXPECT_EQ(deadlines_.firstDue(start_ + milliseconds(10)), &second_);
    deadlines_.clear(second_);
    EXPECT_EQ(deadlines_.firstDue(start_ + milliseconds(99)), nullptr);
    EXPECT_EQ(deadlines_.firstDue(start_ + milliseconds(100)), &first_);
}

TEST_F(DeadlinesTest, BeginAnewWhenSetAgain) {
    deadlines_.set(first_, Wait::Head, start_);
    deadlines_.set(first_, Wait::Head, start_ + milliseconds(5));
    EXPECT_EQ(deadlines_.firstDue(start_ + milliseconds(10)), nullptr);
    EXPECT_EQ(deadlines_.firstDue(start_ + milliseconds(15)), &first_);
    deadlines_.set(first_, Wait::Nothing, start_);
    EXPECT_EQ(deadlines_.firstDue(start_ + std::chrono::hours(1)), nullptr);
    deadlines_.clear(first_);
}

class Job final : public Work {
public:
    void perform(DateHeader&) noexcept override { finish(performed); }
    void abandon() noexcept override { finish(abandoned); }

    int performed = 0;
    int abandoned = 0;

private:
    static void finish(int& count) { ++count; }
};

TEST(WorkerPool, PerformsWhatItTookBeforeItStops) {
    std::vector<Job> jobs(100);
    WorkerPool pool(3, jobs.size());
    for (auto& job : jobs) ASSERT_TRUE(pool.offer(job));
    EXPECT_EQ(pool.waiting(), jobs.size());
    pool.start();
    pool.stop();
    for (const auto& job : jobs) EXPECT_EQ(job.performed, 1);
}

TEST(WorkerPool, RefusesWhatItsQueueDoesNotHold) {
    std::vector<Job> jobs(3);
    WorkerPool pool(1, 2);
    EXPECT_TRUE(pool.offer(jobs[0]));
    EXPECT_TRUE(pool.offer(jobs[1]));
    EXPECT_FALSE(pool.offer(jobs[2]));
    pool.abandonWaiting();
    EXPECT_EQ(jobs[0].abandoned + jobs[1].abandoned, 2);
    EXPECT_TRUE(pool.offer(jobs[2]));
}

TEST(WorkerPool, AbandonsWhatWaitsWhenItIsDestroyed) {
    Job job;
    {
        WorkerPool pool(1, 1);
        ASSERT_TRUE(pool.offer(job));
    }
    EXPECT_EQ(job.abandoned, 1);
    EXPECT_EQ(job.performed, 0);
}

}  // namespace
}  // namespace concordat::http
