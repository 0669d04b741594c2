// An archive with an engine, an offline network and a clock that stands still: what tests of the stages stand on.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include "audio/test_mp3.h"
#include "audio/test_wav.h"
#include "base/files.h"
#include "fetch/fake.h"
#include "pipeline/intake.h"
#include "pipeline/run.h"
#include "pipeline/update.h"

namespace earwitness::pipeline {

inline constexpr const char* kVtt =
    "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ada>The lamp burns with whale oil.\n\n00:05.000 --> 00:09.000\n<v Bob>Gas "
    "will replace it within ten years.\n";

inline std::string feed_of(const std::string& items, const std::string& extra = "") {
    return "<rss version=\"2.0\" xmlns:podcast=\"https://podcastindex.org/namespace/1.0\" "
           "xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\" "
           "xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel><title>The Lamp Room</title>" +
           extra + items + "</channel></rss>";
}

inline std::string item(const std::string& number, const std::string& inside = "") {
    return "<item><title>Episode " + number + "</title><guid>g" + number + "</guid><enclosure url=\"https://x.test/" +
           number + ".mp3\" type=\"audio/mpeg\" length=\"1\"/>" + inside + "</item>";
}

inline const std::string kLinked = "<podcast:transcript url=\"https://x.test/1.vtt\" type=\"text/vtt\"/>";

inline std::string tagged_mp3(const std::string& title, const std::string& album) {
    using namespace audio;
    return id3(id3_text("TIT2", title) + id3_text("TALB", album) + id3_text("TPE1", "Ada Vale") +
               id3_chapter("a", 0, "Wicks") + id3_chapter("b", 20'000, "Oil")) +
           silent_mp3(20);
}

class PipelineTest : public ::testing::Test {
  protected:
    void SetUp() override {
        folder_ = std::filesystem::temp_directory_path() / ("ew_pipeline_" + std::to_string(::getpid()));
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
        auto archive = store::Archive::open(folder_ / "archive", store::OpenMode::kCreate);
        ASSERT_TRUE(archive) << archive.error().message;
        archive_.emplace(std::move(*archive));
        auto engine = Engine::create();
        ASSERT_TRUE(engine) << engine.error().message;
        engine_.emplace(std::move(*engine));
    }
    void TearDown() override {
        archive_.reset();
        std::filesystem::remove_all(folder_);
    }

    Services services() {
        Services services{*archive_, http_, clock_, Settings()};
        services.engine = &*engine_;
        return services;
    }
    RunSummary run_all(std::size_t jobs = 1) {
        RunOptions options;
        options.jobs = jobs;
        auto summary = run(services(), options);
        EXPECT_TRUE(summary) << summary.error().message;
        return summary ? *summary : RunSummary();
    }
    UpdateSummary update_all(bool only_due = false) {
        UpdateOptions options;
        options.only_due = only_due;
        auto summary = update(services(), options);
        EXPECT_TRUE(summary) << summary.error().message;
        return summary ? *summary : UpdateSummary();
    }
    void add_show(const std::string& url = "https://x.test/feed") {
        auto added = add(services(), url);
        ASSERT_TRUE(added) << added.error().message;
    }
    void write(const std::string& name, const std::string& bytes) {
        ASSERT_TRUE(base::write_file_atomic(folder_ / name, bytes));
    }
    std::string dump() {
        std::string out;
        EXPECT_TRUE(archive_->dump([&](std::string_view line) { out += std::string(line) + "\n"; }));
        return out;
    }

    std::filesystem::path folder_;
    fetch::FakeHttpClient http_;
    base::ManualClock clock_{1'700'000'000'000};
    std::optional<store::Archive> archive_;
    std::optional<Engine> engine_;
};

}  // namespace earwitness::pipeline
