#include "analysis/entities/features.h"

namespace earwitness::analysis::entities {

Run run_around(const Reading& reading, const TokenRange& sentence, std::uint32_t token) {
    constexpr std::uint32_t kLongest = 8;
    const auto capital = [&](std::uint32_t t) {
        const Form form = reading.word(t).form;
        return is_capitalised(form) || form == Form::kAlnum;
    };
    if (!capital(token)) return {};
    Run run{token, token + 1};
    while (run.first > sentence.first && token - run.first < kLongest && capital(run.first - 1) &&
           reading.candidate[run.first - 1])
        --run.first;
    while (run.end < sentence.first + sentence.count && run.end - token < kLongest && capital(run.end)) ++run.end;
    return run;
}

}  // namespace earwitness::analysis::entities
