// download() against servers that cut, lie and change their mind.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>

#include "base/files.h"
#include "base/hash.h"
#include "fetch/client.h"
#include "fetch/part_file.h"
#include "fetch/test_server.h"

namespace earwitness::fetch {
namespace {

std::string audio_bytes(std::size_t size) {
    std::string bytes(size, '\0');
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>((i * 2654435761u) >> 13);
    return bytes;
}

class DownloadTest : public ::testing::Test {
  protected:
    void SetUp() override {
        folder_ = std::filesystem::path(::testing::TempDir()) / ("download_" + std::to_string(::getpid()));
        std::filesystem::remove_all(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    Result<Download> download(const std::string& path, std::int64_t max_bytes = 0) {
        Request request;
        request.url = server_.url(path);
        request.private_origin = server_.origin();
        request.max_bytes = max_bytes;
        return client_.download(request, file_());
    }
    std::filesystem::path file_() const { return folder_ / "deep" / "episode.mp3"; }
    bool exists(const char* suffix) const { return std::filesystem::exists(file_().string() + suffix); }
    void expect_whole(const Result<Download>& done, std::int64_t resumed_from) {
        ASSERT_TRUE(done) << done.error().message;
        EXPECT_EQ(done->resumed_from, resumed_from);
        EXPECT_EQ(done->bytes, static_cast<std::int64_t>(bytes_.size()));
        EXPECT_EQ(done->sha256, base::sha256_hex(bytes_));
        EXPECT_EQ(base::read_file(file_()).value(), bytes_);
        EXPECT_FALSE(exists(".part"));
        EXPECT_FALSE(exists(".part.info"));
    }
    // The first request gets 60,000 bytes of 100,000; later ones are given to `then`.
    void cut_first(const std::string& headers, TestServer::Handler then) {
        calls_ = 0;
        server_.on("/a.mp3", [this, headers, then](std::string_view head, int socket) {
            if (calls_++ > 0) return then(head, socket);
            send_all(socket,
                     "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n" + headers + "\r\n" + bytes_.substr(0, 60'000));
        });
    }

    const std::string bytes_ = audio_bytes(100'000);
    std::filesystem::path folder_;
    std::atomic<int> calls_{0};
    TestServer server_;
    base::ManualClock clock_;
    std::unique_ptr<Transport> transport_ = create_curl_transport({});
    Client client_{*transport_, clock_, 10};
};

TEST_F(DownloadTest, WritesAWholeFile) {
    server_.on("/a.mp3", http_answer(bytes_, "Content-Type: audio/mpeg\r\n"));
    const auto done = download("/a.mp3");
    expect_whole(done, 0);
    EXPECT_EQ(done->content_type, "audio/mpeg");
    EXPECT_EQ(header_of(server_.heads()[0], "Accept-Encoding"), "identity");
}

TEST_F(DownloadTest, GoesOnWhereItWasCut) {
    cut_first("ETag: \"v1\"\r\n", [this](std::string_view head, int socket) {
        EXPECT_EQ(header_of(head, "Range"), "bytes=60000-");
        EXPECT_EQ(header_of(head, "If-Range"), "\"v1\"");
        send_all(socket, http_answer(bytes_.substr(60'000), "Content-Range: bytes 60000-99999/100000\r\n",
                                     "206 Partial Content"));
    });
    const auto cut = download("/a.mp3");
    ASSERT_FALSE(cut);
    EXPECT_EQ(cut.error().code, ErrorCode::kNetwork) << cut.error().message;
    EXPECT_FALSE(exists("")) << "a part was taken for the whole";
    EXPECT_TRUE(exists(".part"));
    expect_whole(download("/a.mp3"), 60'000);
}

TEST_F(DownloadTest, StartsOverWhereThePartsDoNotJoin) {
    const std::string rest = bytes_.substr(60'000);
    const struct {
        const char* name;
        std::string second;
    } kTable[] = {
        {"changed, sent whole", http_answer(bytes_)},
        {"another place",
         http_answer(bytes_.substr(50'000), "Content-Range: bytes 50000-99999/100000\r\n", "206 Partial Content")},
        {"another length", http_answer(rest, "Content-Range: bytes 60000-99999/123456\r\n", "206 Partial Content")},
        {"no range said", http_answer(rest, "", "206 Partial Content")},
        {"no such range", http_answer("", "Content-Range: bytes */10\r\n", "416 Range Not Satisfiable")},
    };
    for (const auto& row : kTable) {
        cut_first("Last-Modified: Tue, 14 Nov 2023 22:13:20 GMT\r\n", [&](std::string_view head, int socket) {
            send_all(socket, header_of(head, "Range").empty() ? http_answer(bytes_) : row.second);
        });
        ASSERT_FALSE(download("/a.mp3")) << row.name;
        SCOPED_TRACE(row.name);
        expect_whole(download("/a.mp3"), 0);
    }
}

TEST_F(DownloadTest, StartsOverWithoutAProofThatTheFileIsTheSame) {
    for (const char* headers : {"", "ETag: W/\"weak\"\r\n"}) {
        cut_first(headers, [this](std::string_view head, int socket) {
            EXPECT_EQ(header_of(head, "Range"), "");
            send_all(socket, http_answer(bytes_));
        });
        ASSERT_FALSE(download("/a.mp3"));
        expect_whole(download("/a.mp3"), 0);
    }
}

TEST_F(DownloadTest, KeepsThePartWhileTheServerIsAway) {
    int busy = 2;
    cut_first("ETag: \"v1\"\r\n", [&](std::string_view, int socket) {
        if (busy-- > 0) return send_all(socket, busy == 1 ? http_answer("", "", "503 Busy") : "");
        send_all(socket, http_answer(bytes_.substr(60'000), "Content-Range: bytes 60000-99999/100000\r\n",
                                     "206 Partial Content"));
    });
    EXPECT_EQ(download("/a.mp3").error().code, ErrorCode::kNetwork);
    EXPECT_EQ(download("/a.mp3").error().code, ErrorCode::kUnavailable);
    EXPECT_EQ(download("/a.mp3").error().code, ErrorCode::kNetwork);
    expect_whole(download("/a.mp3"), 60'000);
}

TEST_F(DownloadTest, RefusalsLeaveNothingBehind) {
    server_.on("/large", http_answer(bytes_));
    server_.on("/large-unsaid", "HTTP/1.1 200 OK\r\n\r\n" + bytes_);
    server_.on("/gone", http_answer("", "", "410 Gone"));
    const struct {
        const char* path;
        ErrorCode code;
    } kTable[] = {
        {"/large", ErrorCode::kTooLarge},
        {"/large-unsaid", ErrorCode::kTooLarge},
        {"/gone", ErrorCode::kGone},
    };
    for (const auto& row : kTable) {
        const auto done = download(row.path, 50'000);
        ASSERT_FALSE(done) << row.path;
        EXPECT_EQ(done.error().code, row.code) << row.path << ": " << done.error().message;
        for (const char* suffix : {"", ".part", ".part.info"}) EXPECT_FALSE(exists(suffix)) << row.path << suffix;
    }
}

TEST_F(DownloadTest, AFullDiskIsSaidAndNoPartTakenForTheWhole) {
    server_.on("/a.mp3", http_answer(bytes_, "ETag: \"v1\"\r\n"));
    ASSERT_TRUE(base::make_directories(file_().parent_path()));
    // A limit on the size of files stands for the full disk: write() fails half-way in the same manner.
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit old{};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &old), 0);
    const rlimit small{30'000, old.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
    const auto full = download("/a.mp3");
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &old), 0);
    ASSERT_FALSE(full);
    EXPECT_EQ(full.error().code, ErrorCode::kIo);
    EXPECT_NE(full.error().message.find("free some space"), std::string::npos) << full.error().message;
    EXPECT_FALSE(exists(""));
    expect_whole(download("/a.mp3"), 0);
}

TEST(ContentRangeTest, ReadsOnlyWholeForms) {
    std::int64_t first = 0, last = 0, total = 0;
    EXPECT_TRUE(parse_content_range("bytes 5-9/10", first, last, total));
    EXPECT_EQ(first, 5);
    EXPECT_EQ(last, 9);
    EXPECT_EQ(total, 10);
    EXPECT_TRUE(parse_content_range("bytes 5-9/*", first, last, total));
    EXPECT_EQ(total, -1);
    for (const char* text : {"", "bytes */10", "bytes 5-4/10", "bytes 5-9/9", "bytes 5-9", "items 5-9/10",
                             "bytes -5-9/10", "bytes 5-9/10x", "bytes 99999999999999999999-9/10"})
        EXPECT_FALSE(parse_content_range(text, first, last, total)) << text;
}

}  // namespace
}  // namespace earwitness::fetch
