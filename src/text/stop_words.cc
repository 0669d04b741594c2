#include "text/stop_words.h"

#include <algorithm>
#include <array>
#include <string>

namespace earwitness::text {
namespace {

// Both lists are sorted, so that a word is found in them by eye.
// clang-format off
constexpr std::array<std::string_view, 433> kStopWords = {
    "'cause", "'d", "'em", "'ll", "'m", "'re", "'s", "'ve", "a", "about", "above", "after", "again", "against", "ago", "ah",
    "aha", "ain't", "all", "almost", "along", "also", "although", "always", "am", "among", "an", "and", "another", "any",
    "anybody", "anyone", "anything", "anyway", "anyways", "anywhere", "april", "are", "aren't", "around", "as", "at", "august",
    "aw", "away", "back", "be", "became", "because", "become", "becomes", "been", "before", "being", "below", "beside", "besides",
    "between", "beyond", "billion", "both", "but", "by", "bye", "can", "can't", "cannot", "cause", "cheers", "congrats", "could",
    "could've", "couldn't", "cuz", "d", "december", "did", "didn't", "do", "does", "doesn't", "doing", "don't", "done", "down",
    "dozen", "dr", "dunno", "during", "each", "eg", "eh", "eight", "either", "eleven", "else", "em", "enough", "er", "erm", "etc",
    "even", "ever", "every", "everybody", "everyone", "everything", "everywhere", "except", "far", "february", "few", "first",
    "five", "for", "four", "fourth", "friday", "from", "further", "get", "gets", "getting", "gimme", "go", "goes", "going",
    "gone", "gonna", "goodbye", "got", "gotta", "gotten", "ha", "had", "hadn't", "haha", "half", "has", "hasn't", "have",
    "haven't", "having", "he", "he'd", "he'll", "he's", "hello", "hence", "her", "here", "here's", "hers", "herself", "hey", "hi",
    "him", "himself", "his", "hm", "hmm", "how", "how's", "however", "huh", "hundred", "i", "i'd", "i'll", "i'm", "i've", "ie",
    "if", "in", "indeed", "instead", "into", "is", "isn't", "it", "it'd", "it'll", "it's", "its", "itself", "january", "july",
    "june", "just", "kinda", "last", "least", "lemme", "less", "let", "let's", "like", "ll", "lotta", "m", "many", "march", "may",
    "maybe", "me", "mhm", "might", "mightn't", "million", "mine", "mm", "mm-hmm", "mmm", "monday", "more", "most", "mr", "mrs",
    "ms", "much", "must", "mustn't", "my", "myself", "n't", "nah", "neither", "never", "nevertheless", "nine", "no", "nobody",
    "none", "nope", "nor", "not", "nothing", "november", "now", "nowhere", "october", "of", "off", "often", "oh", "ok", "okay",
    "on", "once", "one", "one's", "ones", "only", "onto", "ooh", "oops", "or", "other", "others", "otherwise", "ought", "our",
    "ours", "ourselves", "out", "over", "ow", "own", "per", "perhaps", "please", "pm", "quite", "rather", "re", "s", "same",
    "saturday", "second", "september", "seven", "shall", "she", "she'd", "she'll", "she's", "should", "should've", "shouldn't",
    "since", "six", "so", "some", "somebody", "somehow", "someone", "something", "sometime", "sometimes", "somewhat", "somewhere",
    "sorry", "sorta", "st", "still", "such", "sunday", "sure", "t", "ten", "than", "thank", "thanks", "that", "that'd", "that'll",
    "that's", "the", "their", "theirs", "them", "themselves", "then", "there", "there'd", "there'll", "there's", "thereby",
    "therefore", "these", "they", "they'd", "they'll", "they're", "they've", "third", "this", "those", "though", "thousand",
    "three", "through", "throughout", "thursday", "thus", "till", "to", "together", "too", "toward", "towards", "tuesday",
    "twelve", "two", "uh", "uh-huh", "uhm", "um", "under", "unless", "until", "up", "upon", "us", "ve", "versus", "very", "via",
    "vs", "wanna", "was", "wasn't", "we", "we'd", "we'll", "we're", "we've", "wednesday", "welcome", "well", "were", "weren't",
    "what", "what's", "whatever", "when", "when's", "whenever", "where", "where's", "whereas", "wherever", "whether", "which",
    "whichever", "while", "who", "who'd", "who's", "whoa", "whoever", "whole", "whom", "whose", "why", "why's", "will", "with",
    "within", "without", "won't", "would", "would've", "wouldn't", "wow", "y'all", "y'know", "ya", "yay", "yeah", "yep", "yes",
    "yet", "you", "you'd", "you'll", "you're", "you've", "your", "yours", "yourself", "yourselves", "yup",
};

constexpr std::array<std::string_view, 862> kWeakWords = {
    "able", "absolutely", "actual", "actually", "add", "added", "adding", "afternoon", "age", "agree", "agreed", "ahead", "allow",
    "allows", "already", "alright", "amazing", "amount", "answer", "apart", "apparently", "applause", "appreciate", "approach",
    "area", "ask", "asked", "asking", "asks", "aspect", "audience", "aware", "awesome", "bad", "based", "basic", "basically",
    "beautiful", "began", "begin", "beginning", "begins", "believe", "best", "bet", "better", "big", "bigger", "biggest", "bit",
    "bits", "blah", "bothered", "bottom", "break", "bring", "bringing", "brings", "brought", "buddy", "build", "building",
    "built", "bullshit", "bunch", "buy", "buys", "call", "called", "calling", "calls", "came", "care", "case", "cases", "century",
    "certain", "certainly", "chance", "change", "changed", "changes", "changing", "chat", "cheap", "check", "choice", "choose",
    "clear", "clearly", "close", "come", "comes", "coming", "common", "compared", "complete", "completely", "concern", "consider",
    "context", "contrast", "conversation", "conversations", "cool", "couple", "course", "crap", "crazy", "create", "created",
    "creates", "creating", "crosstalk", "curious", "current", "currently", "cut", "damn", "day", "days", "deal", "decade",
    "decide", "decided", "deep", "definitely", "depend", "depends", "detail", "details", "difference", "different", "difficult",
    "directly", "discuss", "discussion", "discussions", "drop", "dropped", "dude", "dumb", "early", "easier", "easily", "easy",
    "effectively", "end", "ended", "ending", "ends", "enjoy", "entire", "entirely", "episode", "episodes", "especially",
    "essentially", "etcetera", "evening", "eventually", "everybody's", "everyday", "everyone's", "exact", "exactly", "example",
    "examples", "excellent", "excited", "exciting", "expect", "experience", "explain", "explained", "explicit", "extent", "extra",
    "extremely", "face", "fact", "fair", "fairly", "fall", "familiar", "fantastic", "fast", "faster", "favorite", "feel",
    "feeling", "feels", "fella", "fellow", "felt", "figure", "figured", "final", "finally", "find", "finding", "fine", "fit",
    "fix", "fixed", "focus", "focused", "folk", "folks", "follow", "followed", "following", "force", "forget", "form", "forth",
    "forward", "found", "freaking", "front", "fuck", "fucking", "full", "fully", "fun", "fundamental", "funny", "gain", "gave",
    "general", "generally", "give", "given", "gives", "giving", "glad", "goal", "goals", "god", "good", "gosh", "gotcha", "grab",
    "great", "group", "grow", "guess", "guest", "guests", "guy", "guys", "hand", "handle", "hang", "happen", "happened",
    "happening", "happens", "happy", "hard", "harder", "hate", "head", "hear", "heard", "hearing", "heck", "hell", "help",
    "helped", "helpful", "helping", "helps", "high", "higher", "hit", "hold", "honest", "honestly", "hope", "hopefully", "host",
    "hosts", "hot", "hour", "hours", "huge", "idea", "ideal", "ideally", "ideas", "imagine", "important", "impossible", "improve",
    "inaudible", "include", "includes", "including", "increase", "incredible", "incredibly", "individual", "initial", "initially",
    "insane", "inside", "interest", "interested", "interesting", "interview", "intro", "introduce", "introduced", "involved",
    "issue", "issues", "item", "jeez", "job", "join", "joined", "jump", "keep", "keeping", "keeps", "kept", "key", "keyword",
    "kid", "kids", "kind", "kinds", "knew", "know", "knowing", "known", "knows", "lack", "large", "largely", "late", "later",
    "latest", "laugh", "laughing", "laughs", "laughter", "lead", "leads", "learn", "learned", "learning", "leave", "leaving",
    "left", "legit", "lesson", "level", "lie", "light", "limited", "line", "link", "list", "listen", "listened", "listener",
    "listeners", "listening", "lists", "literally", "little", "live", "living", "load", "long", "longer", "look", "looked",
    "looking", "looks", "lose", "lot", "lots", "loud", "love", "loved", "lower", "lucky", "made", "main", "major", "make",
    "makes", "making", "man", "manage", "massive", "mate", "matter", "mean", "meaning", "means", "meant", "measure", "meet",
    "mention", "mentioned", "mess", "met", "middle", "mind", "minute", "minutes", "miss", "mix", "mode", "moment", "month",
    "months", "morning", "move", "moved", "moving", "music", "name", "named", "nature", "near", "nearly", "necessarily",
    "necessary", "need", "needed", "needs", "new", "newer", "next", "nice", "night", "normal", "normally", "noted", "notes",
    "notice", "number", "numbers", "nuts", "obvious", "obviously", "occasionally", "offer", "offered", "old", "older", "open",
    "opinion", "opportunity", "opposed", "option", "options", "order", "original", "originally", "outro", "outside", "overall",
    "overdone", "paid", "pair", "part", "particular", "particularly", "parts", "party", "pass", "past", "path", "pay", "people",
    "perfect", "perfectly", "period", "person", "personal", "personally", "perspective", "ph", "phase", "phrase", "pick",
    "picked", "piece", "pieces", "place", "places", "plan", "play", "plenty", "plus", "podcast", "podcasts", "point", "pointed",
    "points", "position", "possible", "possibly", "potential", "potentially", "powerful", "practically", "prefer", "prepared",
    "present", "pressure", "pretty", "previous", "previously", "primarily", "prior", "probably", "problem", "problems", "process",
    "properly", "proud", "prove", "proven", "provide", "provided", "provides", "pull", "purpose", "push", "put", "puts",
    "putting", "quality", "quarter", "question", "questions", "quick", "quickly", "quote", "ran", "random", "randomly", "range",
    "rate", "reach", "reaction", "read", "reading", "ready", "real", "realise", "reality", "realize", "realized", "really",
    "reason", "reasonable", "reasonably", "reasons", "recent", "recently", "refer", "regard", "regardless", "regular", "related",
    "release", "released", "remain", "remember", "remind", "remove", "repeat", "replace", "require", "required", "respect",
    "response", "rest", "result", "return", "returns", "right", "role", "roll", "room", "rough", "roughly", "run", "running",
    "runs", "sad", "safe", "said", "save", "saw", "say", "saying", "says", "scale", "scenario", "scenarios", "screen", "season",
    "seconds", "section", "see", "seeing", "seem", "seemed", "seems", "seen", "segment", "select", "sell", "send", "sending",
    "sense", "sent", "separate", "serious", "seriously", "serve", "set", "sets", "setting", "share", "shared", "shift", "shit",
    "shop", "short", "shot", "show", "showed", "shows", "side", "sign", "significant", "silence", "similar", "simple", "simply",
    "single", "sir", "sit", "situation", "situations", "size", "slightly", "slow", "small", "smaller", "smart", "solve",
    "somebody's", "somewhere", "sort", "sorts", "sound", "sounds", "space", "speak", "speaking", "specific", "specifically",
    "spend", "spent", "spin", "sponsor", "sponsors", "spot", "spread", "stage", "stand", "standard", "start",
    "started", "starting", "starts", "state", "stay", "step", "steps", "stick", "stop", "stopped", "stories", "story", "straight",
    "strange", "strong", "stuck", "stuff", "stupid", "subject", "success", "successful", "sucks", "sudden", "suddenly", "suggest",
    "suit", "super", "suppose", "supposed", "sure", "surely", "surprised", "take", "taken", "takes", "taking", "talented", "talk",
    "talked", "talking", "talks", "target", "task", "teach", "tell", "telling", "tells", "tend", "term", "terms", "terrible",
    "test", "thing", "things", "think", "thinking", "thinks", "thought", "thoughts", "throw", "ti", "tie", "time", "times",
    "tiny", "tip", "today", "told", "tomorrow", "ton", "tonight", "tons", "took", "tool", "top", "topic", "topics", "total",
    "totally", "touch", "tough", "track", "trick", "tried", "trip", "trouble", "true", "truly", "trust", "try", "trying", "tune",
    "tuned", "turn", "turned", "turns", "type", "types", "typical", "typically", "ultimately", "unclear", "understand",
    "understanding", "unfortunately", "unintelligible", "unique", "unlike", "update", "updated", "upside", "usage", "use", "used",
    "useful", "user", "users", "uses", "using", "usual", "usually", "value", "various", "vast", "version", "view", "visit",
    "voice", "wait", "walk", "wanker", "want", "wanted", "wanting", "wants", "warm", "waste", "watch", "wave", "way", "ways",
    "week", "weekend", "weeks", "weird", "went", "whatnot", "wide", "wild", "willing", "win", "winning", "wise", "wish", "wonder",
    "wondered", "wonderful", "wondering", "word", "words", "work", "worked", "working", "works", "world", "worry", "worse",
    "worst", "worth", "write", "writing", "wrong", "wrote", "yada", "year", "years", "yesterday", "young",
};
// clang-format on

static_assert(std::is_sorted(kStopWords.begin(), kStopWords.end()));
static_assert(std::is_sorted(kWeakWords.begin(), kWeakWords.end()));

std::uint32_t hash_of(std::string_view word) {
    std::uint32_t hash = 2166136261u;  // FNV-1a
    for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
    hash ^= hash >> 15;
    return hash == 0 ? 1 : hash;
}

// Both lists by hash, made at first use: analysis asks for every distinct word of every episode.
class Table {
  public:
    Table() {
        for (const std::string_view word : kStopWords) add(word, WordClass::kStop);
        for (const std::string_view word : kWeakWords) add(word, WordClass::kWeak);
    }

    WordClass find(std::string_view word) const {
        const std::uint32_t hash = hash_of(word);
        for (std::size_t at = hash % kSlots;; at = (at + 1) % kSlots) {
            if (hashes_[at] == 0) return WordClass::kContent;
            if (hashes_[at] == hash && words_[at] == word) return classes_[at];
        }
    }

  private:
    static constexpr std::size_t kSlots = 4096;
    static_assert(kSlots > 3 * (kStopWords.size() + kWeakWords.size()));

    // A word of both lists is a stop word, for that list is put in first.
    void add(std::string_view word, WordClass word_class) {
        const std::uint32_t hash = hash_of(word);
        std::size_t at = hash % kSlots;
        for (; hashes_[at] != 0; at = (at + 1) % kSlots)
            if (words_[at] == word) return;
        hashes_[at] = hash;
        words_[at] = word;
        classes_[at] = word_class;
    }

    std::array<std::uint32_t, kSlots> hashes_{};  // 0 where the slot is free
    std::array<std::string_view, kSlots> words_;
    std::array<WordClass, kSlots> classes_{};
};

}  // namespace

WordClass word_class(std::string_view lower) {
    constexpr std::size_t kLongest = 16;  // no word of the lists is longer
    if (lower.size() > kLongest) return WordClass::kContent;
    std::string straight;
    if (const auto at = lower.find("\xE2\x80\x99"); at != std::string_view::npos) {
        straight = std::string(lower.substr(0, at)) + '\'' + std::string(lower.substr(at + 3));
        lower = straight;
    }
    static const Table kTable;
    return kTable.find(lower);
}

}  // namespace earwitness::text
