// English as it is spoken. A phrase stands here because it is a general mark of what its cue says, never because a
// labelled episode has it. Contractions are written as they are said: they are parted like the text's.
#include "analysis/cue_phrases.h"

namespace earwitness::analysis {

const CuePhrases kCuePhrases[kCues] = {
    {Cue::kStance, "stance",
     "i think|i believe|i feel like|i'd say|i would say|in my opinion|my opinion|my view|our view|in my view|i'd "
     "argue|i would argue|"
     "i'm convinced|we believe|we think|to me|my take|the way i see|i find|i've found|i've learned|i realized|i'm a "
     "big believer|"
     "the truth is|the reality is|the fact is|the fact that|honestly|frankly|i'm a believer|personally|i maintain|"
     "my philosophy|my belief|i'm confident|i'm certain|i've always believed|we've learned|we've found|i disagree|i "
     "don't believe|i don't think"},
    {Cue::kMaybe, "maybe",
     "probably|maybe|perhaps|likely|might|may|possibly|i guess|i suspect|i assume|presumably|sort of|kind of"},
    {Cue::kGeneric, "generic",
     "people|everyone|everybody|nobody|no "
     "one|anyone|anybody|folks|users|customers|companies|organizations|organisations|teams|"
     "developers|engineers|managers|founders|startups|businesses|industry|industries|society|humanity|the "
     "world|community|communities|"
     "governments|government|leaders|employees|workers|consumers|investors|banks|programmers|researchers|scientists|"
     "humans|"
     "students|parents|kids|teachers|citizens|countries|institutions|enterprises|practitioners|entrepreneurs|the "
     "market|markets|"
     "the economy|most of us|all of us|a lot of them|many of "
     "them|patients|doctors|voters|creators|maintainers|designers|operators|vendors|miners|traders"},
    {Cue::kFirst, "first", "i|me|my|mine|myself"},
    {Cue::kWe, "we", "we|us|our|ours|ourselves"},
    {Cue::kYou, "you", "you|your|yours|yourself|yourselves"},
    {Cue::kThird, "third", "he|she|him|her|his|hers"},
    {Cue::kPast, "past",
     "was|were|had|did|went|came|got|told|thought|knew|took|made|gave|met|saw|found|began|ended|worked|wanted|decided|"
     "tried|called|asked|"
     "happened|looked|moved|left|built|wrote|used|started|felt|kept|heard|talked|joined|spent|ran|learned|became"},
    {Cue::kStory, "story",
     "when i|when we|when he|when she|back then|back in|at the time|at that time|years ago|months ago|weeks ago|last "
     "week|last night|yesterday|"
     "one day|i remember|i was|we were|he was|she was|i went|i started|i got|we started|we decided|i decided|he "
     "said|she said|they said|"
     "i said|told me|i was like|and then i|i had|we had|growing up|in college|in high school|i used|my first|i "
     "joined|i worked"},
    {Cue::kShow, "show",
     "podcast|podcasts|episode|episodes|show notes|the show|this show|our "
     "show|listener|listeners|listening|subscribe|newsletter|"
     "interview|interviews|guest|guests|this conversation|talk about|talking about|let's talk|let's get|tell us|tell "
     "me|segue|sponsor|sponsors|"
     "transcript|transcripts|audience|tune in|stay tuned|microphone|cohost|co-host|welcome to|joined by|thanks "
     "for|let's go|"
     "my question|question for you|shed some light|touch on|elaborate|give us|maybe you could|could you|could i "
     "just|walk me|donate|donation|donations|tickets|sign up|patreon|merch|promo code|discount code|ask you|want to "
     "ask|walk us|before we|let's dive|dive into|moving on|shout out|shoutout|the mic|recording"},
    {Cue::kAssent, "assent",
     "yeah|yep|yes|right|exactly|okay|ok|sure|mm-hmm|uh-huh|oh|wow|cool|awesome|nice|haha|hm|huh|true|gotcha|"
     "absolutely|totally|of course|indeed"},
    {Cue::kThanks, "thanks",
     "thank you|thanks|welcome|good to|great to have|glad "
     "to|pleasure|appreciate|hello|hi|hey|goodbye|bye|cheers|congratulations"},
    {Cue::kBracket, "bracket",
     "laughs|laughter|laughing|laugh|crosstalk|unintelligible|inaudible|chuckles|music|applause|joke|jokes|joking|"
     "funny"},
    {Cue::kAbsolute, "absolute",
     "always|never|every|all|none|nothing|everything|only|anything|nobody|everybody|everyone|no "
     "one|ever|forever|fundamentally|any"},
    {Cue::kSuperlative, "superlative",
     "the most|the biggest|the best|the worst|the hardest|the largest|the greatest|core|fundamental|key|the main|the "
     "whole point|the real|essential|"
     "the only|the first|the last|one of the most|one of the biggest|the highest|the easiest|the number one|the "
     "single|number one|more than anything|at the heart"},
    {Cue::kContrast, "contrast",
     "but|instead|rather than|not just|whereas|however|although|yet|as opposed to|versus|on the other hand|even "
     "though|despite|"
     "not only|it's not|that's not|isn't about|not about|in spite|otherwise|except|not because|doesn't mean"},
    {Cue::kCause, "cause",
     "because|therefore|that's why|which means|as a result|leads to|lead to|causes|due to|the reason|so that|this "
     "means|that means|thus|hence"},
    {Cue::kCondition, "condition", "if|unless|once you|as long as|whenever|when you|as soon as|in case|even if|if you"},
    {Cue::kComparative, "comparative", "<comparative>|than"},
    {Cue::kIntensifier, "intensifier",
     "very|really|extremely|incredibly|super|totally|uniquely|amazingly|hugely|massively|enormous|huge|massive|"
     "tremendous|insane|ridiculously|dramatically|vastly|significantly"},
    {Cue::kSaid, "said", "said|says|saying|say|told|asked|tells|asks|was like|were like|be like|quote|quoted|goes"},
    {Cue::kPersonal, "personal",
     "my wife|my husband|my kids|my son|my daughter|my dad|my mom|my family|my house|my "
     "car|coffee|lunch|dinner|breakfast|weekend|birthday|vacation|"
     "weather|my friend|my brother|my sister|my dog|beer|football|movie|favorite|favourite|christmas|holiday|"
     "my mother|my father|my boss|my parents|my girlfriend|my boyfriend"},
    {Cue::kInsight, "insight",
     "turns out|the thing is|what matters|the key|the point is|the lesson|the secret|the trick|what happens is|the "
     "idea is|the important thing|"
     "the interesting thing|it comes down to|the question is|the difference between|the answer is|the goal is|at the "
     "end of the day|the bottom line|the reason why|"
     "the way to|what people|most people|one of the things|the truth|the reality|what you want|what i've learned|the "
     "problem is|the challenge is|the biggest"},
    {Cue::kAnaphora, "anaphora", "this|that|these|those|it|they|them|there|here|such|he|she|him|her"},

    {Cue::kFuture, "future",
     "will|'ll|won't|going to|gonna|is going|are going|is gonna|are gonna|will be|will never|will always|will "
     "have|shall|"
     "they're going to|it's going to|there will be|there's going to|we're going to see|you're going to see|we'll "
     "see|isn't going to|aren't going|"
     "going to be|gonna be|not going to|about to"},
    {Cue::kFutureFirst, "future_first",
     "i'll|i will|i won't|i'm going to|i'm gonna|we'll|we will|we won't|we're going to|we're gonna|let's|i'm not going "
     "to|i'm not gonna|i am going to|we are going to"},
    {Cue::kFutureYou, "future_you",
     "you'll|you will|you won't|you're going to|you're gonna|you are going to|you're not going to"},
    {Cue::kHorizon, "horizon",
     "in the future|eventually|someday|some day|one day|next year|next decade|next century|next few years|next couple "
     "of years|next five years|next ten years|"
     "in the long run|long term|down the road|the future of|over time|over the next|in the next|within the next|years "
     "from now|soon|soon enough|inevitably|inevitable|"
     "going forward|in the coming|the coming years|by the end of|in our lifetime|in my lifetime|<plural> from now|by "
     "20<year>|sooner or later|tomorrow's|generation|generations|at some point"},
    {Cue::kForecast, "forecast",
     "i predict|prediction|i suspect|i bet|i'd bet|my guess|my bet|i expect|we expect|i hope|expected to|i foresee|i "
     "imagine|i anticipate|will become|will replace|"
     "will continue|will probably|will likely|will eventually|is going to become|going to become|going to change|going "
     "to happen|will happen|will change|"
     "i'm guessing|i have no doubt|i'm sure|forecast|going to replace|going away|going to see|gonna see|likely "
     "to|unlikely|bound to|destined|here to stay|only a matter of time|"
     "i think * will|i think * going to|i think * gonna|will disappear|going to take|will take|will need|are going to "
     "need|going to have to"},
    {Cue::kForecastSelf, "forecast_self",
     "i predict|i'd predict|i would predict|my prediction|i bet|i'd bet|i would bet|i'm betting|i forecast|i foresee|mark "
     "my words"},
    {Cue::kWould, "would", "would|'d|wouldn't|would be|would have"},

    {Cue::kShouldYou, "should_you",
     "you should|you shouldn't|you should never|you should always|people should|everyone should|everybody "
     "should|developers should|companies should|"
     "teams should|nobody should|no one should|you ought to|you'd better|you better|folks should|one should|they "
     "should|organizations should|we should all"},
    {Cue::kShould, "should", "should|shouldn't|ought to|must|mustn't"},
    {Cue::kNeedYou, "need_you",
     "you need to|you need|you have to|you've got to|you gotta|you've gotta|you must|you can't just|you don't want "
     "to|you want to|you wanna|you don't have to|you don't wanna|you have got to|you never want to|you never wanna|you "
     "really want to|you really need to|you really have to|you just have to"},
    {Cue::kNeed, "need", "need to|needs to|have to|has to|got to|gotta|needs to be|have to be|it's time to"},
    {Cue::kRecommend, "recommend",
     "recommend|recommendation|suggest|advise|advice|encourage|urge|i'd tell|i would tell|tip|tips|best practice|best "
     "practices|rule of thumb|lesson|lessons|takeaway|takeaways|if i were you|i would start|i'd "
     "start|principle|mantra|rule|i would look|i would just"},
    {Cue::kRecommendSelf, "recommend_self",
     "i recommend|i'd recommend|i would recommend|i can recommend|strongly recommend|highly recommend|definitely "
     "recommend|totally recommend|i suggest|i'd suggest|i would suggest|i urge|i'd urge|i'd encourage|i would "
     "encourage|i encourage|i'd advise|i would advise|my advice|my recommendation|my suggestion"},
    {Cue::kEnsure, "ensure",
     "make sure|making sure|be careful|be aware|be sure|be prepared|be willing|be ready|be honest|be open|be "
     "patient|be yourself|be clear|be intentional|keep in mind|pay attention|watch out|don't be afraid|don't "
     "worry|don't try|don't just|don't let|don't do|don't be|don't ever|never ever|think about|take the time|check "
     "out|give it a try|try to|start with|get out|look into|look for|stay away|read up|go read|go watch|focus "
     "on|beware"},
    {Cue::kImportant, "important",
     "important|importance|crucial|critical|critically|essential|necessary|vital|imperative|the "
     "key|matters|mandatory|paramount|priority"},
    {Cue::kBestWay, "best_way",
     "the best way|best way to|a good way|a great way|the right way|the way to|better off|the first thing|the only "
     "way|the easiest way|the best thing|a better way|a good idea|makes sense|make sense|the smart|good practice|the "
     "right thing|the trick|the number one thing"},
    {Cue::kWorth, "worth",
     "worth|worthwhile|must read|must-read|must have|must-have|highly recommend|valuable|invest in|investing in|pays "
     "off|pay off|there's a benefit|beneficial"},
    {Cue::kRequest, "request",
     "let me|can you|could you|do you|did you|would you|are you|have you|have to say|have to ask|i want to|i wanna|we "
     "should talk|we'll talk|we should probably|gotta say|i should|we should|i need to|i have to|we have to|we need "
     "to|i gotta|we gotta|i've got to"},

    {Cue::kProblem, "problem",
     "problem|problems|issue|issues|challenge|challenges|challenging|obstacle|obstacles|bottleneck|bottlenecks|"
     "downside|drawback|limitation|limitations|barrier|barriers|trouble|crisis|flaw|flaws|shortcoming|weakness|dilemma|"
     "pitfall|pitfalls|hurdle|hurdles|gap|gaps|problematic|pain point|pain points|the catch|conundrum|edge case|edge "
     "cases|debt|complexity"},
    {Cue::kHard, "hard",
     "hard|harder|hardest|difficult|difficulty|difficulties|tough|tricky|complicated|complex|painful|pain|struggle|"
     "struggles|struggling|struggled|confusing|confused|messy|mess|tedious|cumbersome|nightmare|overwhelming|"
     "overwhelmed|daunting|unclear|ambiguous|not easy|isn't easy|not simple|friction|burden|headache|hassle|a lot of "
     "work|clunky|brittle|fragile"},
    {Cue::kCannot, "cannot",
     "can't|cannot|couldn't|unable|impossible|no way to|doesn't work|don't work|didn't work|not possible|not able "
     "to|aren't able to|isn't able to|don't know how|nobody knows|no one knows|don't understand|doesn't "
     "understand|don't know what|don't have|doesn't have|doesn't scale|don't scale|wouldn't work|won't work|no "
     "idea|hard to|difficult to|not everybody|not everyone|never be able|nobody understands|nobody really"},
    {Cue::kLack, "lack",
     "lack|lacks|lacking|missing|not enough|without|insufficient|shortage|scarce|scarcity|limited|absence|enough|too "
     "few|too little|few|no good|there's no|there is no|there's not|there isn't|there aren't|nothing to|don't "
     "get|doesn't get|aren't enough|very little|not a lot"},
    {Cue::kFail, "fail",
     "fail|fails|failed|failing|failure|failures|break|breaks|broke|broken|breaking|crash|crashes|crashed|bug|bugs|"
     "buggy|error|errors|wrong|lose|loses|losing|lost|loss|collapse|collapsed|suffer|suffers|suffering|suffered|stuck|"
     "outage|outages|downtime|worse|worst|bad|terrible|awful|horrible|slow|slower|waste|wasted|wasting|mistake|"
     "mistakes|falls apart|fall "
     "apart|die|dies|kill|kills|hurt|hurts|damage|destroy|destroys|undermine|undermines|deprecated|outdated|legacy|"
     "slows down|slow down"},
    {Cue::kRisk, "risk",
     "risk|risks|risky|danger|dangers|dangerous|threat|threats|vulnerable|vulnerability|vulnerabilities|attack|attacks|"
     "attackers|breach|breaches|exploit|exploited|scary|harm|harmful|abuse|fraud|concern|concerns|worry|worries|"
     "worried|afraid|fear|fears|privacy|bias|biased|liability|leak|leaks|insecure|unsafe|hackers|malicious|"
     "catastrophic|unsustainable|scam|scams"},
    {Cue::kAffect, "affect",
     "frustrating|frustrated|frustration|annoying|annoyed|hate|hates|sucks|depressing|burnout|burned "
     "out|exhausting|exhausted|stress|stressful|anxiety|sad|unfortunately|unfortunate|unfair|crazy|ugly|toxic|"
     "disappointing|disappointed|boring|lonely|angry|hostile|stupid|dumb|weird|ridiculous|absurd|silly"},
    {Cue::kTooMuch, "too_much",
     "too much|too many|too hard|too slow|too late|too big|too complex|too complicated|too expensive|too often|so "
     "many|way too|too long|too easy|overhead|overkill|bloated|noise|too few|too early|too small|too "
     "difficult|overload"},
    {Cue::kTradeOff, "trade_off",
     "trade-off|trade-offs|tradeoff|tradeoffs|trade off|trade offs|tension|compromise|compromises|at the expense|at "
     "the cost|conflict|conflicts|on the flip side|the flip side|double-edged|slippery slope"},
    {Cue::kNoProblem, "no_problem",
     "no problem|not a problem|isn't a problem|no issue|not an issue|solve the problem|solves the problem|solve that "
     "problem|solved|solves|solve|no worries|not hard|isn't hard|not difficult|not too bad|not bad|fixed|the good "
     "news"},
    {Cue::kCost, "cost",
     "cost|costs|costly|expensive|price|pricey|pay for|paying for|bill|budget|afford|time-consuming|takes a long|took "
     "a long|takes forever|takes time|inefficient|wasteful|expense"},

    {Cue::kMore, "more",
     "more and more|less and less|fewer and fewer|<comparative> and <comparative>|increasingly|increasing|ever "
     "more|every day more|growing number|a growing|now more than ever|more than ever|more people are|rapidly|faster "
     "than ever|at a rapid|exponentially|exponential|gradually|steadily"},
    {Cue::kBecome, "become",
     "becoming|has become|have become|become|becomes|became|turning into|turned into|evolved "
     "into|evolving|evolved|evolution|emerging|emerged|emergence|coming along|come along|has gone|have gone|gone "
     "from|going from|went from"},
    {Cue::kChange, "change",
     "changed|changing|has changed|have changed|changes|change|shift|shifts|shifted|shifting|moving to|moving "
     "towards|moving toward|moving away|moved to|moved away|moving "
     "from|transition|transitioned|transitioning|migrating|disrupted|disrupting|transformed|transforming|"
     "transformation|revolution|turning point|sea change|move towards|move toward|move "
     "away|paradigm|replaced|replacing|a new era|we've seen|consolidation|consolidating"},
    {Cue::kRecent, "recent",
     "these days|nowadays|recently|lately|in recent|over the last|over the past|in the last|in the past|last few "
     "years|last couple of years|past few years|past couple of years|past decade|last decade|this year|today|so "
     "far|ever since|recent years|last five years|last ten years|this day and age|the last several years|over the "
     "years|since then"},
    {Cue::kGrow, "grow",
     "growing|grown|grew|grows|grow|growth|rising|rise|rise "
     "of|rises|risen|explosion|exploded|exploding|booming|boom|surge|surging|skyrocketed|declining|decline|declined|"
     "shrinking|dropping|falling|dying|doubling|doubled|tripled|accelerating|accelerated|advancing|proliferation|"
     "increase|increases|increased|expanding|maturing|matured|decrease|decreasing|decreased"},
    {Cue::kUsedTo, "used_to",
     "used to|back in the day|in the old days|it was once|traditionally|historically|in the past|once upon a time|ten "
     "years ago|twenty years ago|five years ago|a decade ago|years ago|before|previously|originally|ever before"},
    {Cue::kNoLonger, "no_longer",
     "no longer|anymore|any more|not anymore|going away|gone away|is dead|is over|thing of the "
     "past|disappearing|disappeared|obsolete|out of fashion|phased out"},
    {Cue::kPerfect, "perfect",
     "has been|have been|has started|have started|has gotten|have gotten|has moved|have moved|has shifted|has "
     "grown|have grown|are starting to|is starting to|has begun|have begun|we're seeing|we've seen|you're seeing|you "
     "see|we see|i'm seeing|i've seen|are seeing|started to|beginning to|starting to|we've come|been able to|we've "
     "gone"},
    {Cue::kGetting, "getting",
     "getting <comparative>|gets <comparative>|getting more|getting less|gotten <comparative>|got "
     "<comparative>|getting|keeps getting|keep getting|getting to the point"},
    {Cue::kAdopt, "adopt",
     "popular|popularity|mainstream|adoption|adopted|adopting|adopt|widespread|ubiquitous|common|commonplace|"
     "everywhere|trend|trends|trending|wave|waves|movement|resurgence|comeback|renaissance|hype|momentum|demand|"
     "traction|catching on|taking off|taken off|en masse|the "
     "norm|standard|everyone's|everybody's|democratized|democratizing|commoditized|here to stay"},
    {Cue::kNow, "now", "now|right now|at this point|at the moment|currently|today|already|finally"},

    {Cue::kOpportunity, "opportunity",
     "opportunity|opportunities|potential|upside|promise|promising|possibility|possibilities|room for|a chance|the "
     "chance|chance to|room to|wide open|opening|untapped|underserved|low-hanging|advantage|advantages|the power "
     "of|competitive advantage|market for|game changer|game-changer|gold mine|demand for|a need for|need for|real "
     "need|white space|greenfield|sweet spot|big win|huge win|niche|frontier|blue ocean"},
    {Cue::kCould, "could",
     "could|could be|might be able|would be able|can now|now you can|now we can|could actually|could really|you "
     "could|we could|they could|can be|can actually"},
    {Cue::kEnable, "enable",
     "enable|enables|enabling|unlock|unlocks|unlocking|allows|allow|empower|empowers|empowering|able to|possible|opens "
     "up|open up|opens the door|open the door|makes it possible|take advantage|leverage|lets you|let "
     "you|accessible|democratize|capitalize|gives you|give you"},
    {Cue::kUnmet, "unmet",
     "nobody has|no one has|nobody is|no one is|nobody does|nobody's|no one's|there's no good|there is no good|hasn't "
     "been|haven't been|still no|would pay|would love|needs a|need a|someone should|somebody should|someone "
     "could|somebody could|i wish|wish there|someone needs|if only|waiting for|yet to|not yet|unsolved|still "
     "need|nobody built"},
    {Cue::kImagine, "imagine",
     "imagine|if we had|if we can|if we could|if you could|if you had|what if|if there was|if there were|picture "
     "this|suppose|let's say|say you|hypothetically|pretend|for example|for instance|say i"},
    {Cue::kPower, "power",
     "powerful|valuable|value|useful|benefit|benefits|huge|exciting|excited|amazing|incredible|big "
     "deal|revolutionary|better|relevant|meaningful|leverage|interesting|really nice|great|wonderful"},

    {Cue::kApprox, "approx",
     "about|around|roughly|approximately|nearly|almost|over|more than|less than|up to|at least|at most|close "
     "to|under|an average of|on average|average|somewhere between|north of|upwards of|as many as|as much as|as little "
     "as|per|a day|a month|a week|a year|a second|an hour|a minute|every day|every month|every second|each "
     "day|total|in total"},
    {Cue::kMeasure, "measure",
     "percent|percentage|percentile|rate|rates|latency|revenue|traffic|throughput|requests|downloads|listens|users|"
     "customers|people|median|mean|sales|market "
     "share|market|visitors|views|subscribers|members|employees|jobs|accounts|budget|price|prices|cost|costs|size|"
     "speed|performance|bandwidth|memory|parameters|nodes|servers|machines|lines of "
     "code|commits|contributors|stars|installs|transactions|deaths|cases|population|salary|salaries|valuation|funding|"
     "margin|margins|profit|ratio|share|accuracy|tokens|energy|emissions|capacity|volume|startups|companies|developers|"
     "episodes|repositories|packages|queries"},
    {Cue::kMeasured, "measured",
     "increased|decreased|dropped|grew|grown|rose|fell|reached|hit|reduced|cut|doubled|tripled|gained|lost|raised|sold|"
     "spent|paid|paying|costs|cost|takes|took|runs|run|processed|process|serve|serves|served|shipped|handled|handle|"
     "published|earned|makes|made|averaging|averages|represents|accounts for|consists|contains|saved|save|went "
     "from|goes from|up from|down from|down to|generates|generated|twice as|times as|times more|times faster|compared "
     "to|faster|slower|cheaper|higher|lower"},
    {Cue::kStudy, "study",
     "study|studies|survey|surveys|surveyed|report|reports|reported|data shows|the "
     "data|research|researchers|statistics|statistic|stats|according to|numbers|the "
     "number|metrics|measured|benchmark|benchmarks|experiment|poll|census|figures|analysis|estimated|estimate|"
     "estimates"},

    {Cue::kCalled, "called",
     "called|what we call|we call|what i call|what they call|what's called|what is called|so-called|known as|also "
     "known|referred to|refers to|refer to|they call|call it|calls it|called a|named|named after|termed|coined|i "
     "call|you call|people call|calling it|a term|the term|stands for|short for|abbreviation|acronym"},
    {Cue::kMeans, "means",
     "means|what that means|what this means|it means|that means|meaning|by that i mean|i mean by|what i mean|defined "
     "as|definition|define|in other words|basically what|that is to say|essentially what|what it is|the definition "
     "of|what it does|is to|the job of|job is|role is|the purpose|the idea is|the idea behind|the concept|is when|is "
     "where|is how|is what|consists of|composed of|made up of|comprised of|based on"},
    {Cue::kBasically, "basically",
     "<be> basically|<be> essentially|<be> simply|<be> just a|<be> really just|<be> actually a|<be> really a|<be> like "
     "a|<be> sort of a|<be> kind of a|<be> kind of like|<be> sort of like|basically a|essentially a|effectively a|<be> "
     "literally a|basically|essentially|it's like|is like|are like|acts as|acts like|works like|similar to|equivalent "
     "of|equivalent to|analogous|analogy|a metaphor"},
    {Cue::kWhichIs, "which_is",
     "which is a|which is an|which is the|which are|which is basically|which is essentially|which is like|who is "
     "a|that is a|that is an|that's a|that's an|that's the|this is a|this is an|this is the|it's a|it's an|it is a|it "
     "is an|they're a|these are|those are"},
    {Cue::kKindOf, "kind_of",
     "a kind of|a type of|a form of|a set of|a way to|a way of|a way for|the process of|a process of|notion of|concept "
     "of|the idea of|the idea that|a collection of|a piece of|a combination of|a version of|a series of|an example "
     "of|a bunch of|a layer|the practice of|the act of|the art of|the science of|the ability to|a method|a class of|a "
     "mix of|a subset of|a measure of|a mechanism|an implementation of|a fork of|an alternative to|the study of|a "
     "means of"},
    {Cue::kThinkOf, "think_of",
     "think of it|think of this|think of that|you can think of|think of|imagine a|picture a|it's as if|as in|i.e.|for "
     "those who|for those of you|who don't know|don't know what|if you don't know|if you're not familiar|not familiar "
     "with|unfamiliar|haven't heard of|explain|what is a|what is an"},
    {Cue::kGenus, "genus",
     "algorithm|algorithms|system|systems|language|framework|tool|library|platform|process|method|technique|protocol|"
     "standard|concept|practice|software|application|service|database|engine|model|project|product|organization|"
     "organisation|nonprofit|non-profit|startup|device|machine|technology|approach|format|interface|layer|structure|"
     "function|file|program|network|discipline|field|theory|term|word|phrase|mechanism|component|module|plugin|"
     "extension|package|server|compiler|runtime|editor|operating system|open "
     "source|open-source|api|currency|token|contract|index|metric|pattern|architecture|pipeline|specification|api's|"
     "apis|abstraction|environment|variable|unit|program"},
    {Cue::kIsA, "is_a", "is a|is an|are a|are an|isn't a|is the|are the|is just|is not a|was a|was an"},
    {Cue::kFiller, "filler",
     "you know|i mean|sort of|kind of|basically|um|uh|or whatever|or something|and stuff|and so on|blah|and things "
     "like that|and all that|"
     "or anything|stuff like that|and everything|if that makes sense|like i said|as i said|as you said|like you "
     "said|or so|it's like|was like|actually|yada|i guess|et cetera|to be clear|to be honest|"
     "i don't know|let's see|the way i|i was|what have you|and whatnot|sorry|in terms of|or what|again"},
};

const ClassWords kClassWords[] = {
    {WordClass::kBe, "be", "is are was were be been 's 're"},
    {WordClass::kHave, "have", "have has had 've having"},
    {WordClass::kPronoun, "pronoun",
     "i you he she it we they this that these those there who what which me him her us them one someone somebody "
     "anyone everybody everyone nobody something everything nothing"},
    {WordClass::kDeterminer, "determiner",
     "a an the my your his her its our their this that these those some any every each no"},
    {WordClass::kStarter, "starter",
     "so and but well yeah yes yep no now then like or because okay ok right also oh um uh hey just please definitely "
     "again anyway actually basically look see mean know you see sure certainly absolutely honestly frankly first "
     "second finally always maybe perhaps hopefully usually often sometimes only ultimately never"},
    {WordClass::kVerb, "verb",
     "accept acknowledge add adjust admit adopt aim alert allow annotate apply archive ask assume "
     "attend audit automate avoid back be become begin believe benchmark bet beware borrow break "
     "breathe bring build buy cache calculate calibrate call cancel capture care centralize change "
     "charge check choose clarify clean coach collect commit communicate compare compete compile "
     "configure confirm connect consider consolidate consult continue contribute convince copy "
     "create cut debug decide decouple dedicate define delegate delete deliver demonstrate deploy "
     "describe develop diagnose dig disable discuss diversify divide do document double-check "
     "download draft draw drink drop earn eat educate eliminate embed embrace emphasize enable "
     "encourage enforce engage enjoy ensure enter establish estimate evaluate examine execute expand "
     "expect experiment explain explore expose extend figure find finish fix focus follow forget "
     "forgive formalize gather generate get give go grab grow hire hold identify ignore implement "
     "improve incorporate inform inspect install integrate interview introduce invest invite isolate "
     "iterate join jump keep launch lay lead learn leave limit listen log maintain make manage "
     "maximize meet mentor migrate minimize monitor move negotiate never notice observe offload open "
     "optimize organize outline outsource overcome own paint pay perform persist pick plan practice "
     "practise prefer prepare preserve prevent prioritise prioritize produce profile promote propose "
     "protect prototype prove provide publish pull push put raise reach read realize reboot rebuild "
     "recognize reconsider record recruit redesign reduce refactor register rehearse reject release "
     "remember remove repeat replace require reset resist respect respond rest restart restrict "
     "rethink retry reuse review revisit rewrite rotate run save scale schedule secure seek select "
     "sell send separate serve set share ship show shut simplify sit skip sleep slow solve speak "
     "spend split spread start stay steer stick stop store strip strive study submit subscribe "
     "summarize surround switch take talk teach tell test think throw track transfer treat trim "
     "trust try tune turn understand undo unplug update upgrade use validate vary verify visit "
     "volunteer wait watch wear work worry wrap write"},
    {WordClass::kAdverb, "adverb",
     "really actually basically essentially just also always never often usually probably simply literally kind sort "
     "currently only still even now very pretty quite"},
    {WordClass::kIndefinite, "indefinite",
     "good great big bit lot huge little very really pretty nice bad hard problem tough interesting funny crazy cool "
     "real better different couple few fun fair fine beautiful amazing thing question pain mess joke"},
    {WordClass::kWhatever, "whatever", "what how why where when who whether"},
    {WordClass::kPlural, "plural", "years months weeks decades days"},
    {WordClass::kComparative, "comparative",
     "more less better faster cheaper easier harder worse bigger smaller larger longer shorter higher lower fewer "
     "greater stronger weaker smarter simpler slower deeper closer richer poorer safer cleaner broader wider"},
    {WordClass::kDemonstrative, "demonstrative", "this that these those it they he she which him her them"},
};
const std::size_t kClassWordsCount = sizeof kClassWords / sizeof kClassWords[0];

}  // namespace earwitness::analysis
