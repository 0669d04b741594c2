// The API and the server over a small archive, with a real socket on a free port.
#include <gtest/gtest.h>
#include <httplib.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <thread>

#include "base/files.h"
#include "base/hash.h"
#include "search/indexer.h"
#include "serve/api.h"
#include "serve/mcp.h"
#include "serve/server.h"
#include "serve/table.h"

namespace earwitness::serve {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

Analysis small_analysis() {
    Analysis a;
    a.producer = "earwitness test";
    a.transcript.text = "Ada Vale built the first tide clock. Clocks will be free by 2030.";
    a.transcript.sha256 = base::sha256_hex(a.transcript.text);
    a.transcript.speakers = {{"s0", "Ada"}};
    a.transcript.segments = {{{0, 65}, 0, 6000, 0}};
    a.entities = {{"ada-vale", "Ada Vale", EntityType::kPerson, "", {}, 0.9, false, {{{0, 8}, 0, 0, 0.9F}}}};
    a.quotes = {{{0, 36}, 0, 3000, 0, 0.7, {}, {"ada-vale"}, {}}};
    Insight insight;
    insight.span = {37, 65};
    insight.start_ms = 3400;
    insight.speaker = 0;
    a.insights = {insight};
    return a;
}

// Ends a running server also where an assertion left the test.
struct Running {
    explicit Running(Server& server) : server(server), thread([&server] { EXPECT_TRUE(server.run()); }) {}
    ~Running() {
        server.stop();
        thread.join();
    }
    Server& server;
    std::thread thread;
};

class ServeTest : public ::testing::Test {
  protected:
    ServeTest() {
        std::string name = (fs::temp_directory_path() / "ew-serve-XXXXXX").string();
        folder_ = mkdtemp(name.data());
        auto archive = store::Archive::open(folder_ / "archive", store::OpenMode::kCreate);
        EXPECT_TRUE(archive) << archive.error().message;
        Show about;
        about.title = "The Lamp Room";
        const auto show = archive->add_show(store::ShowSource::kFiles, "", "x", about, 1000);
        EXPECT_TRUE(show);
        std::vector<store::IncomingEpisode> incoming(2);
        incoming[0].episode.title = "Tides";
        incoming[0].episode.guid = "1";
        incoming[0].local_audio = (folder_ / "tides.mp3").string();
        incoming[1].episode.title = "Waiting";
        incoming[1].episode.guid = "2";
        EXPECT_TRUE(base::write_file_atomic(folder_ / "tides.mp3", "0123456789"));
        EXPECT_TRUE(archive->take_in(show->row, about, incoming, true, {}, 1000));
        const auto episodes = archive->episodes();
        for (const auto& episode : *episodes) {
            if (episode.episode.title != "Tides") continue;
            id_ = episode.id;
            const auto kept = archive->finish_transcript(episode.row, "t", small_analysis().transcript, "");
            EXPECT_TRUE(kept) << kept.error().message;
            const auto analysed = archive->finish_analysis(episode.row, "a", small_analysis());
            EXPECT_TRUE(analysed) << analysed.error().message;
            EXPECT_TRUE(archive->finish_index(episode.row, "i", search::index_transcript(small_analysis().transcript)));
        }
    }
    ~ServeTest() override { fs::remove_all(folder_); }

    fs::path folder_;
    std::string id_;
};

TEST_F(ServeTest, ApiAnswersWithinBounds) {
    const auto archive = store::Archive::open(folder_ / "archive", store::OpenMode::kRead);
    ASSERT_TRUE(archive);
    const struct {
        const char* path;
        std::map<std::string, std::string> query;
        int status;
        const char* has;
    } cases[] = {{"/api", {}, 200, "/api/v1/quotes"},
                 {"/api/shows", {}, 200, "The Lamp Room"},
                 {"/api/episodes", {}, 200, "\"total\":2"},
                 {"/api/episodes", {{"limit", "1"}, {"offset", "1"}}, 200, "\"total\":2"},
                 {"/api/episodes", {{"limit", "0"}}, 400, "1 to 1000"},
                 {"/api/episodes", {{"limit", "99999999999999999999"}}, 400, "limit="},
                 {"/api/episodes", {{"limit", "5x"}}, 400, "limit=5x"},
                 {"/api/episodes/nothing", {}, 404, "no episode nothing"},
                 {"/api/episodes/../../etc/passwd", {}, 404, "no episode"},
                 {"/api/quotes", {}, 200, "Ada Vale built the first tide clock."},
                 {"/api/quotes", {{"sice", "2020-01-01"}}, 400, "unknown parameter sice"},
                 {"/api/quotes", {{"since", "yesterday"}}, 400, "yesterday"},
                 {"/api/insights", {{"type", "prediction"}}, 200, "Clocks will be free by 2030."},
                 {"/api/insights", {{"type", "prophecy"}}, 400, "prophecy"},
                 {"/api/entities", {{"type", "PERSON"}}, 200, "ada-vale"},
                 {"/api/entities", {{"type", "PIRATE"}}, 400, "PIRATE"},
                 {"/api/entities/ada-vale", {}, 200, "Tides"},
                 {"/api/topics", {}, 200, "[]"},
                 {"/api/topics", {{"show", "lamp-room"}}, 404, "show lamp-room: no show has this id; did you mean "},
                 {"/api/v1/quotes", {{"show", "lamp"}}, 404, "did you mean "},
                 {"/api/v1/quotes", {{"speaker", "nobody"}}, 404, "speaker nobody: nobody of this name"},
                 {"/api/v1/insights", {{"entity", "ada-wale"}}, 404, "did you mean ada-vale?"},
                 {"/api/v1/entities", {{"episode", "nowhere"}}, 404, "episode nowhere: no episode has this id"},
                 {"/api/episodes", {{"show", "nowhere"}}, 404, "show nowhere: no show has this id"},
                 {"/api/v1/quotes", {{"entity", "ada-vale"}, {"since", "2999"}}, 200, "\"items\":[]"},
                 {"/api/search", {{"q", "clock speaker:nobody"}}, 404, "speaker nobody"},
                 {"/api/search", {}, 400, "error"},
                 {"/api/search", {{"q", "speaker:"}}, 400, "error"},
                 {"/api/search", {{"q", "clock"}, {"limit", "201"}}, 400, "1 to 200"},
                 {"/api/search", {{"q", "clock"}}, 200, "\"hits\""},
                 {"/api/nonsense", {}, 404, "/api lists them"},
                 {"/api/v1", {}, 200, "/api/v1/quotes"},
                 {"/api/v1/quotes", {}, 200, "\"next\":null"},
                 {"/api/v1/episodes", {{"limit", "1"}}, 200, "\"next\":\"/api/v1/episodes?limit=1&offset=1\""},
                 {"/api/v1/episodes", {{"limit", "1"}, {"offset", "1"}}, 200, "\"next\":null"},
                 {"/api/v1/insights", {{"offset", "-1"}}, 400, "offset=-1"},
                 {"/api/v1/search", {{"q", "clock"}}, 200, "\"searched\""},
                 {"/api/v2/quotes", {}, 404, "no such path"}};
    for (const auto& c : cases) {
        const Answer answer = answer_api(*archive, {c.path, c.query, ""});
        EXPECT_EQ(answer.status, c.status) << c.path << " " << answer.body;
        EXPECT_NE(answer.body.find(c.has), std::string::npos) << c.path << " " << answer.body;
        EXPECT_FALSE(Json::parse(answer.body, nullptr, false).is_discarded()) << answer.body;
    }
    const Answer episode = answer_api(*archive, {"/api/episodes/" + id_, {}, ""});
    EXPECT_EQ(Json::parse(episode.body)["analysis"]["schema"], "earwitness/analysis/1") << episode.body;
}

TEST(HostTest, OnlyOwnNamesAreServed) {
    const struct {
        const char* header;
        bool own;
    } cases[] = {{"localhost", true},
                 {"LocalHost:8080", true},
                 {"127.0.0.1:8080", true},
                 {"[::1]:8080", true},
                 {"192.168.1.7", true},
                 {"lamps.example", true},
                 {"evil.example", false},
                 {"127.0.0.1.evil.example:8080", false},
                 {"", false},
                 {"localhost.evil.example", false},
                 {"[::1", true},
                 {"[evil]", false}};
    for (const auto& c : cases) EXPECT_EQ(is_own_host(c.header, {"Lamps.example"}), c.own) << c.header;
}

TEST_F(ServeTest, ServesPagesAudioRangesAndKeepsStrangersOut) {
    auto site = LiveSite::open(folder_ / "archive", "Lamps", 1);
    ASSERT_TRUE(site) << site.error().message;
    ServerOptions options;
    options.port = 0;
    auto server = Server::bind(**site, options);
    ASSERT_TRUE(server) << server.error().message;
    ASSERT_GT((*server)->port(), 0);
    const Running running(**server);
    httplib::Client client("127.0.0.1", (*server)->port());
    const auto home = client.Get("/");
    ASSERT_TRUE(home);
    EXPECT_EQ(home->status, 200);
    EXPECT_NE(home->body.find("Tides"), std::string::npos);
    EXPECT_EQ(home->get_header_value("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(client.Get("/", {{"If-None-Match", home->get_header_value("ETag")}})->status, 304);
    EXPECT_EQ(client.Get("/", {{"Host", "evil.example"}})->status, 421);
    for (const char* path :
         {"/../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/media/../archive.db", "/archive.db", "/nothing.html"})
        EXPECT_EQ(client.Get(path)->status, 404) << path;
    const auto page = client.Get("/episodes/" + id_ + ".html");
    ASSERT_EQ(page->status, 200) << id_;
    const auto at = page->body.find("media/");
    ASSERT_NE(at, std::string::npos);
    const std::string medium = "/" + page->body.substr(at, page->body.find_first_of("#\"", at) - at);
    const auto part = client.Get(medium.c_str(), {{"Range", "bytes=2-4"}});
    EXPECT_EQ(part->status, 206);
    EXPECT_EQ(part->body, "234");
    const auto tag = part->get_header_value("ETag");
    EXPECT_GT(tag.size(), 2u);
    const struct {
        const char* range;
        std::string if_range;
        int status;
        const char *body, *content_range;
    } ranges[] = {{"bytes=8-100", "", 206, "89", "bytes 8-9/10"}, {"bytes=7-", "", 206, "789", "bytes 7-9/10"},
                  {"bytes=-3", "", 206, "789", "bytes 7-9/10"},   {"bytes=-30", "", 206, "0123456789", "bytes 0-9/10"},
                  {"bytes=10-", "", 416, "", "bytes */10"},       {"bytes=999-1000", "", 416, "", "bytes */10"},
                  {"bytes=2-4", tag, 206, "234", "bytes 2-4/10"}, {"bytes=2-4", "\"other\"", 200, "0123456789", ""},
                  {"bytes=0-1,3-4", "", 200, "0123456789", ""}};
    for (const auto& c : ranges) {
        httplib::Headers headers = {{"Range", c.range}};
        if (!c.if_range.empty()) headers.emplace("If-Range", c.if_range);
        const auto got = client.Get(medium.c_str(), headers);
        ASSERT_TRUE(got) << c.range;
        EXPECT_EQ(got->status, c.status) << c.range << " " << c.if_range;
        EXPECT_EQ(got->body, c.body) << c.range << " " << c.if_range;
        EXPECT_EQ(got->get_header_value("Content-Range"), c.content_range) << c.range;
        EXPECT_LE(got->get_header_value_count("Content-Range"), 1u) << c.range;
    }
    const auto whole = client.Get("/", {{"Range", "bytes=0-3"}});
    EXPECT_EQ(whole->status, 200);
    EXPECT_EQ(whole->body, home->body);
    EXPECT_FALSE(whole->has_header("Content-Range"));
    EXPECT_EQ(client.Get("/", {{"Host", "localhost"}, {"Host", "127.0.0.1"}})->status, 400);
    const auto posted = client.Post("/api/quotes", "x", "text/plain");
    ASSERT_TRUE(posted);
    EXPECT_EQ(posted->status, 405);
    EXPECT_EQ(posted->get_header_value("Allow"), "GET, HEAD");
    EXPECT_FALSE(Json::parse(posted->body, nullptr, false).is_discarded()) << posted->body;
    const char* ping = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
    const auto ponged = client.Post("/mcp", ping, "application/json");
    ASSERT_TRUE(ponged);
    EXPECT_EQ(ponged->status, 200);
    EXPECT_EQ(Json::parse(ponged->body)["id"], 1);
    EXPECT_EQ(httplib::Client("127.0.0.1", (*server)->port()).Post("/mcp", ping, "text/plain")->status, 415);
    EXPECT_EQ(httplib::Client("127.0.0.1", (*server)->port())
                  .Post("/mcp", std::string(100'000, 'x'), "application/json")
                  ->status,
              413);
    const auto words = client.Get(("/words?episode=" + id_ + "&b=0-8").c_str());
    EXPECT_EQ(words->status, 302);
    EXPECT_EQ(words->get_header_value("Location"), "/episodes/" + id_ + ".html#b=0-8");
    EXPECT_EQ(client.Get("/words?episode=nothing")->status, 404);
    EXPECT_EQ(httplib::Client("127.0.0.1", (*server)->port()).Options("/")->status, 405);
    EXPECT_EQ(httplib::Client("127.0.0.1", (*server)->port()).Delete("/")->status, 405);
    const auto nowhere = Server::bind(**site, {"999.1.1.1", 0, {}});
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error().message.find("Success"), std::string::npos) << nowhere.error().message;
    EXPECT_EQ(client.Get("/api/quotes?limit=5")->status, 200);
    EXPECT_EQ(
        Server::bind(**site, {"127.0.0.1", (*server)->port(), {}}).error().message.find("--port") == std::string::npos,
        false);
}

// What the document promises is what is answered: each path, each parameter, and no other one.
TEST_F(ServeTest, TheOpenApiDocumentIsTheApi) {
    const auto archive = store::Archive::open(folder_ / "archive", store::OpenMode::kRead);
    ASSERT_TRUE(archive);
    const Json document = Json::parse(answer_api(*archive, {"/api/v1/openapi.json", {}, ""}).body);
    EXPECT_EQ(document["openapi"], "3.1.0");
    const std::map<std::string, std::string> values = {{"q", "clock"},         {"show", id_.substr(0, id_.find('/'))},
                                                       {"episode", id_},       {"speaker", "Ada"},
                                                       {"entity", "ada-vale"}, {"since", "2020"},
                                                       {"until", "2030"},      {"limit", "3"},
                                                       {"offset", "0"},        {"format", "json"}};
    const Json listed = Json::parse(answer_api(*archive, {"/api/v1", {}, ""}).body)["paths"];
    ASSERT_EQ(document["paths"].size(), listed.size());
    for (const auto& [path, operations] : document["paths"].items()) {
        EXPECT_NE(std::find(listed.begin(), listed.end(), "/api/v1" + path), listed.end()) << path;
        std::string asked = "/api/v1" + path;
        if (const auto brace = asked.find('{'); brace != std::string::npos)
            asked = asked.substr(0, brace) + (path.rfind("/episodes", 0) == 0 ? id_ : "ada-vale");
        std::map<std::string, std::string> query;
        for (const auto& parameter : operations["get"]["parameters"]) {
            if (parameter["in"] != "query") continue;
            const std::string name = parameter["name"];
            if (name != "type") query[name] = values.at(name);
        }
        const Answer whole = answer_api(*archive, {asked, query, ""});
        EXPECT_EQ(whole.status, 200) << asked << " " << whole.body;
        const std::string type = operations["get"]["responses"]["200"]["content"].begin().key();
        EXPECT_EQ(whole.type.rfind(type, 0), 0u) << asked << " " << whole.type;
        if (query.empty()) continue;
        query["colour"] = "red";
        EXPECT_EQ(answer_api(*archive, {asked, query, ""}).status, 400) << asked;
    }
}

TEST_F(ServeTest, PagesHoldEveryItemOnce) {
    const auto archive = store::Archive::open(folder_ / "archive", store::OpenMode::kRead);
    ASSERT_TRUE(archive);
    std::vector<std::string> seen;
    for (int offset = 0; offset < 3; ++offset) {
        const Json page = Json::parse(
            answer_api(*archive, {"/api/v1/episodes", {{"limit", "1"}, {"offset", std::to_string(offset)}}, ""}).body);
        for (const auto& item : page["items"]) seen.push_back(item["episode"]);
    }
    ASSERT_EQ(seen.size(), 2u);
    EXPECT_NE(seen[0], seen[1]);
}

TEST_F(ServeTest, ListsAreTablesToo) {
    const auto archive = store::Archive::open(folder_ / "archive", store::OpenMode::kRead);
    ASSERT_TRUE(archive);
    const Answer csv = answer_api(*archive, {"/api/v1/quotes", {{"format", "csv"}}, ""});
    EXPECT_EQ(csv.type, "text/csv; charset=utf-8");
    EXPECT_EQ(csv.body.rfind("episode,title,show,kind,begin,end,start_ms,end_ms,speaker,score,words,entities\r\n", 0),
              0u)
        << csv.body;
    EXPECT_NE(csv.body.find("Tides,The Lamp Room,quote,0,36,0,3000,Ada,0.7,Ada Vale built the first tide "
                            "clock.,\"[\"\"ada-vale\"\"]\"\r\n"),
              std::string::npos)
        << csv.body;
    const Answer lines = answer_api(*archive, {"/api/v1/episodes", {{"format", "jsonl"}}, ""});
    EXPECT_EQ(std::count(lines.body.begin(), lines.body.end(), '\n'), 2) << lines.body;
    EXPECT_EQ(answer_api(*archive, {"/api/v1/quotes", {{"format", "xls"}}, ""}).status, 400);
    EXPECT_EQ(to_csv({{{"a", "=1+1"}, {"b", "x\"y"}}, {{"a", nullptr}, {"b", 2}}}),
              "a,b\r\n'=1+1,\"x\"\"y\"\r\n,2\r\n");
}

TEST_F(ServeTest, ASearchIsAFeed) {
    const auto archive = store::Archive::open(folder_ / "archive", store::OpenMode::kRead);
    ASSERT_TRUE(archive);
    Request request{"/api/v1/feed", {{"q", "kind:prediction"}}, ""};
    request.host = "localhost:8080";
    const Answer feed = answer_api(*archive, request);
    ASSERT_EQ(feed.status, 200) << feed.body;
    EXPECT_NE(feed.body.find("<feed xmlns=\"http://www.w3.org/2005/Atom\">"), std::string::npos) << feed.body;
    EXPECT_NE(feed.body.find("http://localhost:8080/words?episode="), std::string::npos) << feed.body;
    request.query["q"] = "kind:prediction <b>\x01&\"";
    const Answer hostile = answer_api(*archive, request);
    EXPECT_EQ(hostile.body.find("<b>"), std::string::npos) << hostile.body;
    EXPECT_EQ(hostile.body.find('\x01'), std::string::npos);
}

TEST_F(ServeTest, AnAssistantSearchesAndCites) {
    const auto archive = store::Archive::open(folder_ / "archive", store::OpenMode::kRead);
    ASSERT_TRUE(archive);
    const auto ask = [&](const Json& message) {
        return Json::parse(answer_mcp(*archive, message.dump()).value_or("null"));
    };
    const auto call = [&](const char* tool, const Json& arguments) {
        return ask({{"jsonrpc", "2.0"},
                    {"id", 7},
                    {"method", "tools/call"},
                    {"params", {{"name", tool}, {"arguments", arguments}}}});
    };
    EXPECT_EQ(ask({{"jsonrpc", "2.0"}, {"id", "a"}, {"method", "initialize"}})["result"]["serverInfo"]["name"],
              "earwitness");
    EXPECT_TRUE(ask({{"jsonrpc", "2.0"}, {"method", "notifications/initialized"}}).is_null());
    EXPECT_EQ(ask({{"jsonrpc", "2.0"}, {"id", 1}, {"method", "tools/list"}})["result"]["tools"].size(), 2u);
    const Json found = call("search", {{"query", "kind:prediction"}})["result"]["structuredContent"];
    ASSERT_EQ(found["hits"].size(), 1u) << found;
    const Json hit = found["hits"][0];
    const Json cited =
        call("cite", {{"episode", hit["episode"]}, {"begin", hit["begin"]}, {"end", hit["end"]}})["result"];
    EXPECT_EQ(cited["structuredContent"]["words"], "Clocks will be free by 2030.") << cited;
    EXPECT_NE(cited["structuredContent"]["citation"].get<std::string>().find("Ada, “Tides”, The Lamp Room"),
              std::string::npos)
        << cited;
    for (const Json& wrong :
         {Json{{"episode", id_}, {"begin", 5}, {"end", 5}}, Json{{"episode", id_}, {"begin", 0}, {"end", 66}},
          Json{{"episode", id_}, {"begin", -1}, {"end", 5}}, Json{{"episode", "none"}, {"begin", 0}, {"end", 5}},
          Json::object()})
        EXPECT_EQ(call("cite", wrong)["result"]["isError"], true) << wrong;
    EXPECT_EQ(call("erase", Json::object())["error"]["code"], -32602);
    EXPECT_EQ(ask({{"jsonrpc", "2.0"}, {"id", 1}, {"method", "archive/erase"}})["error"]["code"], -32601);
    for (const char* broken : {"", "{", "[]", "7", "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}", "\xff"})
        EXPECT_TRUE(Json::parse(answer_mcp(*archive, broken).value_or("null")).contains("error")) << broken;
}

TEST_F(ServeTest, FollowsTheArchive) {
    auto site = LiveSite::open(folder_ / "archive", "Lamps", 1);
    ASSERT_TRUE(site);
    EXPECT_TRUE((*site)->refresh().empty());
    EXPECT_EQ((*site)->answer("").body.find("2 quotes"), std::string::npos);
    {
        auto archive = store::Archive::open(folder_ / "archive", store::OpenMode::kCreate);
        ASSERT_TRUE(archive);
        const auto episodes = archive->episodes();
        for (const auto& episode : *episodes) {
            ASSERT_TRUE(archive->finish_transcript(episode.row, "t2", small_analysis().transcript, ""));
            ASSERT_TRUE(archive->finish_analysis(episode.row, "a2", small_analysis()));
        }
    }
    EXPECT_TRUE((*site)->refresh().empty());
    EXPECT_NE((*site)->answer("").body.find("2 quotes"), std::string::npos);
}

}  // namespace
}  // namespace earwitness::serve
