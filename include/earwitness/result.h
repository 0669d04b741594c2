// The value or the reason why there is none. Every function that can fail for a reason that lies
// outside the program returns a Result; "nothing found" is an empty value, not an error, and odd
// input that work can go on with is a Diagnostic. Errors carry a message written for a person:
// the thing, the reason, the remedy.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace earwitness {

enum class ErrorCode {
    kInvalidArgument,  // the caller (or the user) asked for something that makes no sense
    kNotFound,         // the named thing does not exist
    kMalformed,        // input that no reader can make anything of
    kTooLarge,         // a limit on size, depth, time or count was passed
    kRefused,          // refused by policy: a private address, an entity bomb, a foreign model
    kNetwork,          // no answer, or a broken one
    kUnavailable,      // the other side says: not now (429, 5xx, locked)
    kGone,             // the other side says: never again (410)
    kIo,               // a file, directory or disk failed
    kCorrupt,          // our own data is damaged
    kUnsupported,      // understood, but not something that this build can do
    kCancelled,        // stopped by the user
};

// The lower-case word for a code, as JSON and messages print it ("not_found").
std::string_view error_code_name(ErrorCode code);

struct Error {
    ErrorCode code = ErrorCode::kInvalidArgument;
    std::string message;             // one line, no trailing full stop, no newline
    std::int64_t retry_after_s = 0;  // kUnavailable: when the other side asked to be asked again, 0 = it did not say
};

// Something odd in input that work went on with.
struct Diagnostic {
    std::string code;      // stable, snake_case: "cue_overlap", "date_unreadable"
    std::string message;   // for a person
    std::size_t line = 0;  // 1-based line of the input, 0 where there is none
};
using Diagnostics = std::vector<Diagnostic>;

// A thin class over tl::expected, because a plain alias does not warn when it is dropped.
template <typename T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
  public:
    using tl::expected<T, Error>::expected;
    Result(Error error) : tl::expected<T, Error>(tl::unexpect, std::move(error)) {}
};

using Status = Result<void>;

inline Error make_error(ErrorCode code, std::string message) { return Error{code, std::move(message), 0}; }

// Puts what was being done in front of why it failed: "show.xml: " + "no feed in it".
inline Error in_context(std::string_view context, Error error) {
    error.message = std::string(context) + ": " + error.message;
    return error;
}

}  // namespace earwitness
