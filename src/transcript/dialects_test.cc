#include <gtest/gtest.h>

#include <string>

#include "transcript/read.h"

namespace earwitness::transcript {
namespace {

// "0-1000 Ada: words | ..." of a transcript, "?" for an absent time, then its words' times.
std::string shown(std::string_view bytes) {
    const auto read = read_transcript(bytes);
    if (!read) return "error: " + read.error().message;
    const Transcript& t = read->transcript;
    std::string out = t.format + ":";
    for (const auto& s : t.segments) {
        out += " " + (s.start_ms ? std::to_string(*s.start_ms) : "?") + "-" +
               (s.end_ms ? std::to_string(*s.end_ms) : "?") + " ";
        if (s.speaker != kNoSpeaker) out += t.speakers.at(static_cast<std::size_t>(s.speaker)).name + ": ";
        out += std::string(s.span.in(t.text)) + " |";
    }
    for (const auto& w : t.words) out += " " + std::string(w.span.in(t.text)) + "@" + std::to_string(w.start_ms);
    return out;
}

TEST(ReadTranscriptTest, ReadsEveryJsonDialect) {
    const struct {
        std::string_view json, expected;
    } cases[] = {
        {R"({"version":"1.0.0","segments":[{"speaker":"Ada","startTime":0.5,"endTime":1,"body":"I am here."}]})",
         "podcast-json: 500-1000 Ada: I am here. |"},
        {R"({"segments":[{"startTime":0,"endTime":1,"body":"I"},{"startTime":1,"endTime":2,"body":"am"},{"startTime":2,"endTime":3,"body":"here."},{"startTime":3,"endTime":4,"body":"Oh"}]})",
         "podcast-json: 0-3000 I am here. | 3000-4000 Oh | I@0 am@1000 here.@2000 Oh@3000"},
        {R"({"text":" Hi you","language":"en","segments":[{"seek":0,"start":0.0,"end":1.2,"text":" Hi you","words":[{"word":" Hi","start":0.1,"end":0.4},{"word":" you","start":0.5,"end":9}]}]})",
         "whisper-json: 0-1200 Hi you | Hi@100 you@500"},
        {R"([{"start":1.5,"end":2,"text":"Hi"}])", "faster-whisper-json: 1500-2000 Hi |"},
        {R"({"segments":[{"start":1,"end":2,"text":"Hi","speaker":"SPEAKER_00","words":[{"word":"Hi","start":1.0,"end":1.2,"score":0.5}]}],"word_segments":[]})",
         "whisperx-json: 1000-2000 SPEAKER_00: Hi | Hi@1000"},
        {R"({"result":{"language":"en"},"transcription":[{"offsets":{"from":0,"to":900},"text":" Hello","tokens":[{"text":"[_BEG_]","offsets":{"from":0,"to":0}},{"text":" Hel","offsets":{"from":10,"to":400},"p":0.5},{"text":"lo","offsets":{"from":400,"to":900},"p":0.7}]}]})",
         "whisper.cpp-json: 0-900 Hello | Hello@10"},
        {R"({"transcription":[{"timestamps":{"from":"00:00:01,500","to":"00:00:02,000"},"text":" Hi"}]})",
         "whisper.cpp-json: 1500-2000 Hi |"},
        {R"({"results":{"channels":[{"alternatives":[{"words":[{"word":"hi","start":0.1,"end":0.4,"punctuated_word":"Hi.","speaker":0},{"word":"you","start":0.5,"end":0.9,"speaker":1}]}]}]}})",
         "deepgram-json: 100-400 Speaker 0: Hi. | 500-900 Speaker 1: you | Hi.@100 you@500"},
        {R"({"audio_url":"x","utterances":[{"speaker":"A","text":"Hi.","start":100,"end":400,"words":[{"text":"Hi.","start":100,"end":400}]}]})",
         "assemblyai-json: 100-400 Speaker A: Hi. | Hi.@100"},
        {R"({"audio_src_url":"x","words":[{"text":"Hi","start":100,"end":400},{"text":"you.","start":400,"end":700},{"text":"Yes.","start":800,"end":900}]})",
         "assemblyai-json: 100-700 Hi you. | 800-900 Yes. | Hi@100 you.@400 Yes.@800"},
        {R"({"results":{"transcripts":[{"transcript":"Hi."}],"speaker_labels":{"segments":[{"items":[{"start_time":"0.1","speaker_label":"spk_0"}]}]},"items":[{"start_time":"0.1","end_time":"0.4","alternatives":[{"content":"Hi"}]},{"type":"punctuation","alternatives":[{"content":"."}]}]}})",
         "amazon-json: 100-400 spk_0: Hi. | Hi@100"},
        {R"({"results":[{"alternatives":[{"transcript":"hi you","words":[{"startTime":"0.100s","endTime":"0.4s","word":"hi"},{"startTime":{"seconds":"1","nanos":500000000},"endTime":"2s","word":"you"}]}]}]})",
         "google-json: 100-2000 hi you | hi@100 you@1500"},
        {R"([{"start":"00:00:01.5","end":"00:00:02","speaker":"ada","text":"Hallo."}])",
         "podlove-json: 1500-2000 ada: Hallo. |"},
        {R"({"segments":[{"speaker":"Ada","text":"Hi","start_ms":1,"end_ms":2}]})", "segments-json: 1-2 Ada: Hi |"},
        {R"({"segments":[{"start":0,"end":1,"te)",
         "error: the JSON cannot be read at byte 35: Missing a closing quotation mark in string. Was the download "
         "complete?"},
        {R"({"songs":[]})",
         "error: this JSON is of no transcript dialect that is known (docs/transcripts.md lists them): it has no list "
         "of segments, words or results with text"}};
    for (const auto& c : cases) EXPECT_EQ(shown(c.json), c.expected) << c.json;
}

TEST(ReadTranscriptTest, ReadsLabelledTextInPlace) {
    const struct {
        std::string_view text, expected;
    } cases[] = {
        {"**Ada:** Hello.\n\nMore.\n\n**Bob:** \\[00:12\\] Yes \\[00:20\\] and no.\n",
         "markdown: ?-? Ada: Hello. | ?-? Ada: More. | 12000-20000 Bob: Yes | 20000-? Bob: and no. |"},
        {"Ada (00:12): Hello.\nBob (00:14): Hi.\nAda (00:15): Bye.\n",
         "text: 12000-14000 Ada: Hello. | 14000-15000 Bob: Hi. | 15000-? Ada: Bye. |"},
        {"Ada Lovelace  0:12\nHello.\n\nBob Stone  1:02:03\nHi.\n",
         "text: 12000-? Ada Lovelace: Hello. | 3723000-? Bob Stone: Hi. |"},
        {"[00:01] Ada: Hello.\n[00:02] Bob: Hi.\n[00:03] Ada: Note: this.\n",
         "text: 1000-2000 Ada: Hello. | 2000-3000 Bob: Hi. | 3000-? Ada: Note: this. |"},
        {"---\ntitle: x\n---\n# Show\n\nnotes\n\nAda:\n\nHello.\n\nBob:\n\nHi.\n\nAda:\n\nBye.\n\nBob:\n\nBye.\n",
         "markdown: ?-? Ada: Hello. | ?-? Bob: Hi. | ?-? Ada: Bye. | ?-? Bob: Bye. |"},
        {"So here's the thing: it works.\n\nNote: it does.\n\nThe meeting is at 3:15 pm.\n",
         "text: ?-? So here's the thing: it works. | ?-? Note: it does. | ?-? The meeting is at 3:15 pm. |"},
        {"**Ada:** Hi.\n\n**Break:** \\[00:43\\] to \\[01:05\\]\n\n**Bob:** Ho.\n\n***\n\nhttps://example.org\n",
         "markdown: ?-? Ada: Hi. | ?-? Bob: Ho. |"},
        {"Ada: Hi.\n\nBreak: [00:43] to [01:05]\n\nBob: Ho.\n\nAda: So.\nBreak: 12:34\n\nBob: Break: it down.\n",
         "text: ?-? Ada: Hi. | ?-? Bob: Ho. | ?-? Ada: So. | ?-? Bob: Break: it down. |"},
        {"[00:00.000 --> 00:04.000]  Hello.\n[00:04.000 --> 00:06.000]  Bye.\n",
         "text: 0-4000 Hello. | 4000-6000 Bye. |"},
        {"[10:00] One.\n\n[99:00] Typo.\n\n[11:00] Two.\n\n[12:00] Three.\n",
         "text: 600000-? One. | ?-? Typo. | 660000-? Two. | 720000-? Three. |"},
        {"The ratio is 16:9 and [1:1] here.", "text: ?-? The ratio is 16:9 and [1:1] here. |"}};
    for (const auto& c : cases) {
        EXPECT_EQ(shown(c.text), c.expected) << c.text;
        const auto read = read_transcript(c.text);
        ASSERT_TRUE(read) << c.text;
        EXPECT_EQ(read->transcript.text, c.text);
    }
}

TEST(ReadTranscriptTest, ReadsPagesAndXml) {
    const struct {
        std::string_view text, expected;
    } cases[] = {
        {"<cite>Ada:</cite>\n<time>0:01</time>\n<p>Hello &amp; "
         "<b>you</b></p>\n<cite>Bob</cite><time>0:05</time><p>Hi<br>ho</p>",
         "html: 1000-5000 Ada: Hello & you | 5000-? Bob: Hi ho |"},
        {"<!DOCTYPE html><html><head><title>x</title></head><body><nav>menu</nav><h1>T</h1><p><strong>Ada:</strong> "
         "Hello</p><p><b>Bob:</b> Hi <b>you</b></p></body></html>",
         "html: ?-? Ada: Hello | ?-? Bob: Hi you |"},
        {"<?xml version=\"1.0\"?><pst:transcripts "
         "xmlns:pst=\"http://podlove.org/simple-transcripts\"><pst:speech><pst:speaker id=\"ada\"/><pst:item "
         "start=\"00:00:01.0\" end=\"00:00:02\">Hi "
         "&lt;you&gt;</pst:item></pst:speech><pst:speech><pst:speaker/><pst:item start=\"00:00:02\" "
         "end=\"00:00:03\">Ho</pst:item></pst:speech></pst:transcripts>",
         "podlove-xml: 1000-2000 ada: Hi <you> | 2000-3000 Ho |"},
        {"<tt xmlns=\"http://www.w3.org/ns/ttml\"><head><ttm:agent "
         "xml:id=\"a\"><ttm:name>Ada</ttm:name></ttm:agent></head><body><p begin=\"1.5s\" end=\"00:00:02\" "
         "ttm:agent=\"a\">Hi<br/>ho</p></body></tt>",
         "ttml: 1500-2000 Ada: Hi ho |"},
        {"SPEAKER f 1 0.37 1.39 <NA> <NA> s <NA> <NA>\n",
         "error: this is RTTM: it says who spoke when, but holds no words; give the transcript that belongs to it"},
        {"ID3\x04\x01\x02",
         "error: this is audio (MP3), not a transcript; `earwitness transcribe` makes one of it (docs/speech.md)"},
        {"\x7F"
         "ELF\2\1\1",
         "error: this is a program (ELF), not a transcript; a transcript is WebVTT, SRT, JSON, HTML, Markdown or text "
         "(docs/transcripts.md)"},
        {"\1\2\3\4\5\6\7",
         "error: this is neither text nor audio of a kind that is known here; a transcript is WebVTT, SRT, JSON, HTML, "
         "Markdown or text (docs/transcripts.md)"},
        {" \n", "error: the transcript is empty"}};
    for (const auto& c : cases) EXPECT_EQ(shown(c.text), c.expected) << c.text;
}

TEST(ReadTranscriptTest, TakesSpeakersFromCaptionsOnlyWhereTheyAreSpeakers) {
    const auto srt = [](std::initializer_list<const char*> lines) {
        std::string out;
        int second = 0;
        for (const char* line : lines) {
            out += std::to_string(second + 1) + "\n00:00:0" + std::to_string(second) + ",000 --> 00:00:0" +
                   std::to_string(second + 1) + ",000\n" + line + "\n\n";
            ++second;
        }
        return out;
    };
    const struct {
        std::string input, expected;
    } cases[] = {
        {srt({"Ada: Hi you", "out there", "Bob: Ho you", "Ada: Bye now"}),
         "srt: 0-1000 Ada: Hi you | 1000-2000 Ada: out there | 2000-3000 Bob: Ho you | 3000-4000 Ada: Bye now |"},
        {srt({"Ada: Hi you\nBob: Ho you", "Ada: Bye now", "Bob: Bye now"}),
         "srt: 0-1000 Ada: Hi you | 0-1000 Bob: Ho you | 1000-2000 Ada: Bye now | 2000-3000 Bob: Bye now |"},
        {srt({"Note: one", "two", "Note: three", "The thing: four"}),
         "srt: 0-1000 Note: one | 1000-2000 two | 2000-3000 Note: three | 3000-4000 The thing: four |"},
        {srt({"Ada: Hi you", "Ada: out there", "[soft music]", "Ada: Bye now"}),
         "srt: 0-1000 Ada: Hi you | 1000-2000 Ada: out there | 2000-3000 [soft music] | 3000-4000 Ada: Bye now |"},
        {srt({"at 12:30", "see http://x.org", "Apollo: one time"}),
         "srt: 0-1000 at 12:30 | 1000-2000 see http://x.org | 2000-3000 Apollo: one time |"},
        {srt({">> ADA: Hi you", ">> BOB: Ho you", ">> ADA: Bye now", ">> BOB: Bye now"}),
         "srt: 0-1000 ADA: Hi you | 1000-2000 BOB: Ho you | 2000-3000 ADA: Bye now | 3000-4000 BOB: Bye now |"}};
    for (const auto& c : cases) EXPECT_EQ(shown(c.input), c.expected) << c.input;
}

TEST(ReadTranscriptTest, MendsCuesAndSaysSo) {
    const struct {
        std::string_view input, expected, codes;
    } cases[] = {
        {"WEBVTT\n\n00:00.000 --> 00:02.000\none two\n\n00:02.000 --> 00:04.000\none two\nthree four\n\n00:04.000 --> "
         "00:06.000\nthree four\nfive six\n\n00:06.000 --> 00:08.000\nfive six\nseven eight\n",
         "vtt: 0-2000 one two | 2000-4000 three four | 4000-6000 five six | 6000-8000 seven eight |", "cue_rolling "},
        {"1\n00:00:05,000 --> 00:00:04,000\nA\n\n2\n00:00:06,000 --> 00:00:07,000\n \n\n3\n00:00:08,000 --> "
         "00:00:09,000\nB\n",
         "srt: 5000-8000 A | 8000-9000 B |", "cue_empty cue_reversed "},
        {"1\n-00:00:01,000 --> 00:00:01,000\nA\n\n2\n00:00:01,000 --> 99:59:59,000\nB\n", "srt: 0-1000 A | 1000-? B |",
         "cue_end_absurd cue_negative "},
        {"1\n9999:00:00,000 --> 9999:00:01,000\nA\n\n2\n00:00:01,000 --> 00:00:02,000\nB\n",
         "srt: ?-? A | 1000-2000 B |", "cue_time_absurd "},
        {"1\n00:00:01,000 --> 00:00:02,000\nline one\n\n2\n00:00:01,000 --> 00:00:02,000\nline two\n",
         "srt: 1000-2000 line one line two |", ""}};
    for (const auto& c : cases) {
        EXPECT_EQ(shown(c.input), c.expected) << c.input;
        std::string codes;
        const auto read = read_transcript(c.input);
        ASSERT_TRUE(read) << c.input;
        for (const auto& odd : read->diagnostics) codes += odd.code + " ";
        EXPECT_EQ(codes, c.codes) << c.input;
    }
}

TEST(ReadTranscriptTest, DecodesWhatIsNotUtf8) {
    const std::string words = "1\n00:00:01,000 --> 00:00:02,000\nÀ côté, déjà là où ça paraît.\n";
    std::string utf16 = "\xFF\xFE", latin;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto byte = static_cast<unsigned char>(words[i]);
        // All characters beyond ASCII here are below U+0100: two bytes of UTF-8 make one of Latin-1.
        const unsigned code = byte < 0x80 ? byte : (byte & 3U) << 6U | (static_cast<unsigned char>(words[++i]) & 0x3FU);
        utf16 += {static_cast<char>(code), '\0'};
        latin += static_cast<char>(code);
    }
    const std::string expected = "srt: 1000-2000 À côté, déjà là où ça paraît. |";
    for (const std::string& bytes : {words, "\xEF\xBB\xBF" + words, utf16, utf16.substr(2), latin})
        EXPECT_EQ(shown(bytes), expected);
}

}  // namespace
}  // namespace earwitness::transcript
