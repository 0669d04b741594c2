#include "base/files.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <cstdlib>

namespace earwitness::base {
namespace {

class FilesTest : public testing::Test {
  protected:
    void SetUp() override {
        std::string name = (std::filesystem::temp_directory_path() / "ew-files-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }
    std::filesystem::path folder_;
};

TEST_F(FilesTest, WritesIntoFoldersThatAreNotThereYetAndReadsBack) {
    const auto path = folder_ / "a" / "b" / "c.txt";
    const std::string bytes("one\0two\n", 8);
    ASSERT_TRUE(write_file_atomic(path, bytes));
    EXPECT_EQ(read_file(path).value(), bytes);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(path.parent_path()), {}), 1)
        << "no temporary file stays";
}

TEST_F(FilesTest, SaysWhatIsMissing) {
    const auto missing = read_file(folder_ / "nothing.xml");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::kNotFound);
    EXPECT_NE(missing.error().message.find("nothing.xml"), std::string::npos);
    EXPECT_EQ(read_file(folder_).error().code, ErrorCode::kInvalidArgument);
}

TEST_F(FilesTest, RefusesMoreThanTheLimit) {
    const auto path = folder_ / "large";
    ASSERT_TRUE(write_file_atomic(path, std::string(1001, 'x')));
    EXPECT_EQ(read_file(path, 1000).error().code, ErrorCode::kTooLarge);
    EXPECT_EQ(read_file(path, 1001).value().size(), 1001u);
}

TEST_F(FilesTest, AFailedWriteLeavesTheOldFileAndNamesTheDisk) {
    const auto full = write_file_atomic("/dev/full/x", "bytes");
    EXPECT_FALSE(full);
    const auto path = folder_ / "kept";
    ASSERT_TRUE(write_file_atomic(path, "old"));
    ASSERT_TRUE(std::filesystem::create_directory(folder_ / "dir"));
    EXPECT_FALSE(write_file_atomic(folder_ / "dir", "a folder stands there"));
    EXPECT_EQ(read_file(path).value(), "old");
}

TEST_F(FilesTest, LeavesEqualFilesAlone) {
    const auto path = folder_ / "page.html";
    EXPECT_TRUE(write_file_if_changed(path, "x").value());
    EXPECT_FALSE(write_file_if_changed(path, "x").value());
    EXPECT_TRUE(write_file_if_changed(path, "y").value());
}

TEST(Files, UnfinishedWritesAreSwept) {
    const auto folder = std::filesystem::temp_directory_path() / ("ew_sweep_" + std::to_string(::getpid()));
    for (const char* name : {"a.html", "a.html.tmp-12-3", "deep/b.tmp-1-2", "notes.tmp-x", "c.tmp-5"})
        ASSERT_TRUE(write_file_atomic(folder / name, "x")) << name;
    EXPECT_EQ(remove_unfinished_writes(folder), 2u);
    EXPECT_TRUE(std::filesystem::exists(folder / "a.html"));
    EXPECT_TRUE(std::filesystem::exists(folder / "notes.tmp-x"));
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace earwitness::base
