#include "publish/folder.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "base/files.h"
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
    const auto folder = Folder::open(path_);
    ASSERT_FALSE(folder);
    EXPECT_EQ(folder.error().code, ErrorCode::kRefused);
    EXPECT_NE(folder.error().message.find(path_.string()), std::string::npos);
}

TEST_F(FolderTest, RemovesItsOwnStaleFilesAndNothingElse) {
    {
        auto folder = Folder::open(path_ / "site");
        ASSERT_TRUE(folder);
        ASSERT_TRUE(folder->write("a/old.html", "old"));
        ASSERT_TRUE(folder->write("b.html", "b"));
        ASSERT_TRUE(folder->finish({}));
    }
    ASSERT_TRUE(base::write_file_atomic(path_ / "site" / "a" / "mine.txt", "not ours"));
    auto folder = Folder::open(path_ / "site");
    ASSERT_TRUE(folder);
    ASSERT_TRUE(folder->write("b.html", "b"));
    ASSERT_TRUE(folder->finish({}));
    EXPECT_EQ(folder->removed(), 1u);
    EXPECT_EQ(folder->written(), 1u);  // verify.json
    EXPECT_FALSE(fs::exists(path_ / "site/a/old.html"));
    EXPECT_TRUE(fs::exists(path_ / "site/a/mine.txt"));
}

TEST_F(FolderTest, NeverLeavesTheFolderWhateverAProofSays) {
    ASSERT_TRUE(base::write_file_atomic(path_ / "precious.txt", "x"));
    const std::string proof = R"({"schema":"earwitness/proof/1","files":[{"path":"../precious.txt"},{"path":")" + (path_ / "precious.txt").string() +
                              R"("},{"path":"a/../../precious.txt"},{"path":7},5]})";
    EXPECT_TRUE(proof_files(proof).value().empty());
    ASSERT_TRUE(base::write_file_atomic(path_ / "site/verify.json", proof));
    auto folder = Folder::open(path_ / "site");
    ASSERT_TRUE(folder);
    ASSERT_TRUE(folder->finish({}));
    EXPECT_TRUE(fs::exists(path_ / "precious.txt"));
    EXPECT_FALSE(proof_files("[]"));
    EXPECT_FALSE(proof_files("{\"schema\":\"other/1\"}"));
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

}  // namespace
}  // namespace earwitness::publish
