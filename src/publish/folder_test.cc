#include "publish/folder.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>

#include "base/files.h"
#include "base/hash.h"
#include "publish/publish_json.h"
#include "publish/publish_markdown.h"
#include "publish/publish_site.h"
#include "publish/site_fixture.h"

namespace earwitness::publish {
namespace {

namespace fs = std::filesystem;

class FolderTest : public ::testing::Test {
  protected:
    FolderTest() {
        std::string name = (fs::temp_directory_path() / "ew-folder-XXXXXX").string();
        path_ = mkdtemp(name.data());
    }
    ~FolderTest() override { fs::remove_all(path_); }
    fs::path path_;
};

TEST_F(FolderTest, RefusesAFolderWithOtherPeoplesFiles) {
    ASSERT_TRUE(base::write_file_atomic(path_ / "thesis.txt", "years of work"));
    const auto folder = Folder::open(path_, FolderKind::kSite, 1);
    ASSERT_FALSE(folder);
    EXPECT_EQ(folder.error().code, ErrorCode::kRefused);
    EXPECT_NE(folder.error().message.find(path_.string()), std::string::npos);
}

TEST_F(FolderTest, RemovesItsOwnStaleFilesAndNothingElse) {
    {
        auto folder = Folder::open(path_ / "site", FolderKind::kSite, 1);
        ASSERT_TRUE(folder);
        ASSERT_TRUE(folder->write("a/old.html", "old"));
        ASSERT_TRUE(folder->write("b.html", "b"));
        ASSERT_TRUE(folder->finish({}, Completeness::kWhole));
    }
    ASSERT_TRUE(base::write_file_atomic(path_ / "site" / "a" / "mine.txt", "not ours"));
    auto folder = Folder::open(path_ / "site", FolderKind::kSite, 1);
    ASSERT_TRUE(folder);
    ASSERT_TRUE(folder->write("b.html", "b"));
    ASSERT_TRUE(folder->finish({}, Completeness::kWhole));
    EXPECT_EQ(folder->removed(), 1u);
    EXPECT_EQ(folder->written(), 1u);  // verify.json
    EXPECT_FALSE(fs::exists(path_ / "site/a/old.html"));
    EXPECT_TRUE(fs::exists(path_ / "site/a/mine.txt"));
}

TEST_F(FolderTest, NeverLeavesTheFolderWhateverAProofSays) {
    ASSERT_TRUE(base::write_file_atomic(path_ / "precious.txt", "x"));
    const std::string proof = R"({"schema":"earwitness/proof/1","files":[{"path":"../precious.txt"},{"path":")" +
                              (path_ / "precious.txt").string() +
                              R"("},{"path":"a/../../precious.txt"},{"path":7},5]})";
    EXPECT_TRUE(read_proof(proof).value().files.empty());
    ASSERT_TRUE(base::write_file_atomic(path_ / "site/verify.json", proof));
    auto folder = Folder::open(path_ / "site", FolderKind::kSite, 1);
    ASSERT_TRUE(folder);
    ASSERT_TRUE(folder->finish({}, Completeness::kWhole));
    EXPECT_TRUE(fs::exists(path_ / "precious.txt"));
    EXPECT_FALSE(read_proof("[]"));
    EXPECT_FALSE(read_proof("{\"schema\":\"other/1\"}"));
}

TEST_F(FolderTest, PublishingAgainWritesNothing) {
    const auto first = publish_site(testing::model(), testing::load, {}, path_ / "site", 2);
    ASSERT_TRUE(first) << first.error().message;
    EXPECT_EQ(first->episodes, 3u);
    EXPECT_EQ(first->written, first->files);
    const auto second = publish_site(testing::model(), testing::load, {}, path_ / "site", 1);
    ASSERT_TRUE(second);
    EXPECT_EQ(second->written, 0u);
    EXPECT_EQ(second->removed, 0u);
}

TEST_F(FolderTest, NothingIsRemovedWhereSomethingCouldNotBeRead) {
    ASSERT_TRUE(publish_site(testing::model(), testing::load, {}, path_ / "site", 2));
    const auto bytes = [&](const char* file) { return base::read_file(path_ / "site" / file).value_or("missing"); };
    const std::string page = bytes("episodes/the-lamp-room/episode-0.html");
    ASSERT_NE(page.find("tide clock"), std::string::npos);
    const auto failing = [](std::size_t episode) -> Result<std::shared_ptr<const Analysis>> {
        if (episode == 0) return make_error(ErrorCode::kCorrupt, "torn");
        return testing::load(episode);
    };
    const auto second = publish_site(testing::model(), failing, {}, path_ / "site", 1);
    ASSERT_TRUE(second) << second.error().message;
    EXPECT_EQ(second->removed, 0u);
    ASSERT_EQ(second->problems.size(), 2u);
    EXPECT_EQ(second->problems[1].code, "publish_partial");
    EXPECT_EQ(bytes("episodes/the-lamp-room/episode-0.html"), page);
    const auto proof = read_proof(bytes("verify.json"));
    ASSERT_TRUE(proof);
    EXPECT_EQ(proof->episodes.size(), 3u);
    for (const auto& [path, hash] : proof->files) EXPECT_EQ(hash, base::sha256_hex(bytes(path.c_str()))) << path;
}

TEST_F(FolderTest, AnArchiveWithoutFindingsEmptiesNothing) {
    ASSERT_TRUE(publish_site(testing::model(), testing::load, {}, path_ / "site", 1));
    const std::string home = base::read_file(path_ / "site/index.html").value_or("missing");
    const auto empty = publish_site(SiteModel(), testing::load, {}, path_ / "site", 1);
    ASSERT_FALSE(empty);
    EXPECT_EQ(empty.error().code, ErrorCode::kRefused);
    EXPECT_NE(empty.error().message.find("--archive"), std::string::npos) << empty.error().message;
    EXPECT_EQ(base::read_file(path_ / "site/index.html").value_or("missing"), home);
}

TEST_F(FolderTest, RefusesAPublicationOfAnotherKind) {
    using Publish = std::function<Result<PublishReport>(const fs::path&)>;
    const std::pair<const char*, Publish> kinds[] = {
        {"site", [](const fs::path& to) { return publish_site(testing::model(), testing::load, {}, to, 1); }},
        {"json", [](const fs::path& to) { return publish_json(testing::model(), testing::load, to, 1); }},
        {"markdown", [](const fs::path& to) { return publish_markdown(testing::model(), testing::load, to, 1); }},
    };
    for (const auto& [name, publish] : kinds) {
        ASSERT_TRUE(publish(path_ / name)) << name;
        for (const auto& [other, publish_other] : kinds) {
            const auto again = publish_other(path_ / name);
            EXPECT_EQ(again.has_value(), std::string_view(other) == name) << other << " into " << name;
            const std::string message = again ? "publish " + std::string(name) : again.error().message;
            EXPECT_NE(message.find(std::string("publish ") + name), std::string::npos) << message;
        }
    }
    // Also one that was broken off before it wrote its proof.
    { ASSERT_TRUE(Folder::open(path_ / "begun", FolderKind::kSite, 1)); }
    EXPECT_FALSE(publish_json(testing::model(), testing::load, path_ / "begun", 1));
    EXPECT_TRUE(publish_site(testing::model(), testing::load, {}, path_ / "begun", 1));
}

}  // namespace
}  // namespace earwitness::publish
