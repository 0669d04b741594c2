// What is believed of each feature before a label is seen: training pulls the weights to these means, not to zero. Six
// labelled episodes are too few to learn from nothing what a forecast or a piece of advice looks like; GUIDELINES.md
// and grammar say it. Features that are not named here start from zero.
#pragma once

#include <string_view>

namespace earwitness::training {

struct Prior {
    std::string_view type;
    std::string_view means;  // "feature:mean feature:mean ..."
};

inline constexpr Prior kPriors[] = {
    {"prediction",
     "bias:-5 future_third:1.5 future_opinion:1.5 cue_forecast:1.2 cue_horizon:1 cue_maybe:.3 cue_stance:.3 "
     "question:-2 past_share:-1 cue_future:.5 "
     "cue_future_first:-1.2 cue_future_you:-.8 cue_condition:-.5 cue_story:-1 cue_show:-1.5 first_no_stance:-.7 "
     "cue_would:-.5 cue_request:-.5 "
     "cue_thanks:-1 cue_generic:.3 short:-1 future_subordinate:-.7 imperative:-.7 cue_become:.3 cue_bracket:-.7 "
     "cue_said:-.3 future_dated:2 forecast_own:2 cue_forecast_self:.5"},
    {"recommendation",
     "bias:-5 cue_should_you:2 should_generic:.7 cue_should:.5 cue_need_you:1 cue_need:.3 cue_recommend:1 "
     "cue_ensure:1.3 cue_important:1 cue_best_way:1 "
     "cue_worth:1 imperative:1 negative_imperative:1.2 inner_imperative:.7 advice_kinds:.5 question:-2 cue_show:-2 "
     "cue_request:-1 first_no_stance:-.7 "
     "past_share:-.8 cue_story:-.8 short:-.7 should_subordinate:-.7 cue_you:.3 cue_third:-.7 cue_said:-.5 "
     "advice_clause:.3 advice_own:2"},
    {"problem",
     "bias:-5 cue_problem:1 cue_hard:1 cue_cannot:.7 cue_lack:.3 cue_fail:.6 cue_risk:.7 cue_affect:.4 cue_too_much:.7 "
     "cue_trade_off:.8 cue_cost:.5 "
     "problem_kinds:.6 cue_generic:.5 negated_good:-1 question:-1.5 first_no_stance:-.6 past_share:-.5 cue_show:-1 "
     "cue_story:-.5 short:-1 "
     "cue_contrast:.3 cue_cause:.3 cue_thanks:-1 cue_personal:-1 length:.4 cue_intensifier:.2 problem_task:-1 "
     "problem_subordinate:-.4 problem_negated:-.5 problem_clause:.4"},
    {"trend",
     "bias:-5.3 cue_more:1.3 cue_become:.8 cue_change:.5 cue_recent:.7 cue_grow:.6 cue_used_to:.6 cue_no_longer:.6 "
     "cue_perfect:.5 cue_getting:1 "
     "cue_adopt:.6 change_now:1 trend_kinds:.6 cue_now:.3 cue_generic:.4 question:-1.5 cue_first:-.6 past_share:-.4 "
     "cue_story:-.7 cue_show:-1.2 "
     "cue_third:-.5 short:-1 future_third:-.3 trend_clause:.4"},
    {"opportunity",
     "bias:-5.5 cue_opportunity:1.7 cue_could:.6 cue_enable:.5 cue_unmet:1.2 cue_imagine:.2 cue_power:.4 "
     "could_power:.5 opportunity_kinds:.5 "
     "unmet_need:.7 question:-1.5 cue_first:-.3 past_share:-.7 cue_show:-1 cue_story:-.6 short:-1 cue_maybe:.2 "
     "cue_generic:.3"},
    {"statistic",
     "bias:-5.5 quantities:.5 percent:2.5 money:1.2 duration:.2 multiple:1 bytes:1.2 count:1 scaled:1.2 unitless:.2 "
     "quantity_measured:1 "
     "quantity_approx:.6 two_quantities:.6 cue_study:.8 cue_story:-.5 cue_show:-.4 question:-1.5 first_no_stance:-.4 "
     "cue_imagine:-1"},
    {"definition",
     "bias:-5.3 name_is_a:1.2 genus_is_a:1.2 cue_called:1 cue_means:.6 cue_basically:.7 cue_which_is:.4 cue_kind_of:.8 "
     "cue_think_of:.6 cue_genus:.3 "
     "definition_kinds:.4 is_hollow_a:-1 question:-1.5 cue_first:-.6 past_share:-.7 cue_story:-.7 cue_show:-.7 "
     "short:-1 cue_third:-1 pronoun_is_a:.3 "
     "cue_affect:-.4 cue_stance:-.4 cue_superlative:-.3"},
    {"quote",
     "bias:-4.5 length:.5 long:-.5 short:-1.5 question:-1 ellipsis:-.4 cue_insight:.7 cue_absolute:.5 cue_contrast:.5 "
     "cue_superlative:.5 cue_cause:.3 "
     "cue_generic:.6 cue_stance:.3 cue_condition:.2 cue_comparative:.2 problem_kinds:.25 trend_kinds:.15 "
     "advice_kinds:.3 future_opinion:.4 name_is_a:.3 "
     "cue_show:-1.5 cue_thanks:-1.5 cue_personal:-.7 cue_bracket:-.6 cue_story:-.4 past_share:-.6 first_share:-.5 "
     "first_no_stance:-.4 "
     "starts_with_anaphor:-.3 percent:.5 scaled:.3 money:.3 cue_assent:-.4 request_first:-.5 speaker_share:.7 "
     "long_words:.5 cue_said:-.3 cue_third:-.4 "
     "negative_imperative:.5 cue_should_you:.4 turn_length:.8 cue_imagine:-.2"},
};

}  // namespace earwitness::training
