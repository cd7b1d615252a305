"""English words for what people wish, as patterns over plain text (see `plain`)."""

from interviews.understanding.meaning import Action

NOT = (
    r"(?:can'?t|cannot|can not|won'?t|will not|unable to|not able to|not going to|"
    r"not be able to|couldn'?t)"
)
CALL_OFF = (
    r"cancel(?:l?ing|l?ed|lation)?|call(?:ing)? (?:it|this|the interview) off|call off|"
    r"withdr[ae]w\w*|pull(?:ing)? out|drop(?:ping)? out|not (?:coming|interested|attending)|"
    r"no longer (?:interested|available|looking)|turn(?:ing)? down|not pursue|give up|scrap"
)
CANNOT_COME = (
    rf"{NOT} (?:be able to )?(?:\w+ ){{0,2}}(?:attend|come|make (?:it|that|this|the)|be there|join"
    r"|do (?:it|this|that)|take (?:it|this|that)|show up)"
)
CUES: dict[Action, str] = {
    Action.CANCEL: rf"\b(?:{CALL_OFF}|{CANNOT_COME})\b",
    Action.RESCHEDULE: (
        r"\b(?:re-?schedul\w*|(?:change|adjust|shift) (?:(?:my|the|our|"
        r"this) )?(?:interview )?(?:time|date|slot|interview|it)|(?:an)?other (?:time|day|slot|"
        r"date)|different (?:time|day|slot|date)|mov(?:e|ing)\b(?! on\b)|push(?:ed|ing)?\b|"
        r"postpon\w*|delay (?:it|the|my|our|this|#)|bring(?:ing)? (?:[^\s,;]+ ){0,4}forward|"
        r"instead(?: of)?|"
        r"switch (?:it )?to|swap to|(?:shift|change|switch|swap)(?: [^\s,;]+){0,5} to (?=\d|mon|"
        r"tue|wed|"
        r"thu|fri|sat|sun|next|tomorrow|the \d|noon|the (?:morning|afternoon)|(?:half|quarter) past|"
        r"dec|nov|this (?:morning|afternoon))|earlier(?! (?:one|slot|time|option))|an hour later)\b"
    ),
    Action.LATE: (
        r"\b(?:(?:be|am|i'm|'m|is|running|run|arrive|arriving|come|get there|there|bit|little|"
        r"mins?|minutes?|hour|quarter) (?:\w+ ){0,3}?(?:late|behind|delayed)|late|"
        r"stuck in (?:traffic|a meeting)|traffic jam|held up|delayed by)\b"
    ),
    Action.ACCEPT: (
        r"\b(?:accept(?:ed|ing)?|i'?ll take (?:it|this|that)|i'?ll do it|count me in|happy to|"
        r"i can (?:take|"
        r"do) (?:it|this|that)|i'?m in(?=\s*(?:$|[,;!.])))(?!\w)"
    ),
    Action.REFUSE: (
        rf"\b(?:declin\w*|refus\w*|reject|{NOT} (?:\w+ )?(?:take|do|interview|make)"
        r"|(?:find|ask) (?:someone|somebody) else|pass on (?:this|it))\b"
    ),
    Action.LEAVE: (
        r"\b(?:on leave|(?:annual|sick|parental|personal) leave|leave (?:from|on|next|tomorrow)|"
        r"(?:take|taking|took|have|having|am|i'm|be|'m) (?:\w+ ){0,4}?off(?! the)|day off|(?:be|am|"
        r"i'm|'m) away|"
        r"days off|pto|vacation|holiday|out of office|ooo)\b"
    ),
    Action.BUSY: (
        r"\b(?:busy|not (?:available|free)|unavailable|block(?: off| out)?|(?:have|got|"
        r"'ve) an? (?:\w+ ){0,3}?(?:meeting|appointment|call|conflict|class|workshop|training|"
        r"review|sync)|"
        r"in an? (?:\w+ ){0,2}(?:meeting|class|workshop|training|review|call|conference)|"
        r"no interviews?|"
        r"don'?t (?:book|schedule)|(?:can'?t|cannot) (?:do|take|have) (?:any )?interviews?|"
        r"keep (?:it|that|\w+) free|out)\b"
    ),
    Action.FEEDBACK: (
        r"\b(?:feed ?back|score ?card|evaluation|evaluate|rate|rating|assessment|strong (?:yes|"
        r"no|hire)|(?:strong|solid|weak|good|great|average|poor) (?:candidate|skills?|fundamentals|"
        r"communicat\w+|on)|"
        r"(?:i'?d |i would )?recommend\w*|(?:recommend|don'?t recommend) (?:\w+ )?hir\w+|"
        r"hire (?:him|her|them))\b|"
        r"feedback"
    ),
    Action.DONE: (
        r"\b(?:done|finished|completed?|is over|it'?s over|wrapped up|took place|has ended|"
        r"just ended)\b"
    ),
    Action.NOSHOW: (
        r"\b(?:no[- ]?show(?:ed)?|did(?:n'?t| not) (?:show(?: up)?|turn up|come|appear|join|"
        r"attend)|never (?:showed|turned|came|joined|appeared)(?: up)?|ghosted|stood (?:me|"
        r"us) up|missed|was absent|forgot (?:to|about|the))\b"
    ),
    Action.HUMAN: (
        r"\b(?:(?:real|actual|live) (?:person|human)|human|(?:talk|speak|chat) (?:to|with)|"
        r"call me|contact (?:hr|me|someone)|customer service|representative|an? agent)\b"
    ),
}
NEVERMIND = (
    r"\b(?:never ?mind|nvm|forget (?:it|about it|that)|don'?t worry(?: about it)?|"
    r"ignore (?:that|me)|no worries,? forget|scratch that)\b"
)
THANKS = (
    r"\b(?:thanks?|thank you|thx|ty|cheers|got it|noted|ok(?:ay)?|great|good|perfect|cool|"
    r"sure|alright|understood|roger|will do|see you|you|then|there|so|very|much|a lot|again|"
    r"all|for|the|your|help|on|and|appreciated?|i|it|received|awesome|nice|sounds|"
    r"i'?ll be there|that'?s)\b"
)
HELP = (
    r"\b(?:help(?! me (?!please))|what can (?:you|i) (?:do|say)|how (?:does|do) (?:this|it|"
    r"i use|you) ?(?:work|this|it)?(?! cancel)|how to use|commands?|menu|what are you)\b"
)
YES = (
    r"\b(?:y|yes|yep|yeah|yup|sure|ok(?:ay)?|correct|right|confirm(?:ed)?|please do|go ahead|"
    r"do it|cancel(?: it)?|please|(?:sounds|looks) (?:good|right|great|fine)|perfect|indeed|"
    r"of course)\b"
)
NO = r"\b(?:n|no|nope|nah|don'?t|not|keep it|wait|stop|mistake|leave it)\b"
WHY = r"\bwhy\b|\bwhat(?:'s| is| was) (?:stopping|preventing|keeping|the reason)\b|\bhow come\b"
SLOTS = (
    r"\b(?:free|(?:find|look for) (?:an?|time|\d+|some|half)\b.{0,20}?\bfor\b|availability|"
    r"open slots?|when can)\b|\bwhen (?:is|are) .{1,40}? available\b|"
    r"\bis .{1,30}? available\b"
)
PENDING = (
    r"\b(?:pending|waiting(?: for| on)?|who (?:\w+ )?(?:needs?|has|have) to (?:confirm|reply|"
    r"answer)|(?:has|have)n'?t (?:replied|answered|confirmed|"
    r"responded)|not (?:yet )?(?:replied|confirmed|answered)|still need to|outstanding|"
    r"to ?do|unanswered|unconfirmed)\b"
)
FIND = (
    r"\b(?:find|search(?: for)?|look up|all interviews of|every interview of|is there (?:a|"
    r"any) candidate)\b"
)
SHOW = (
    r"\bhas .{1,20} (?:confirmed|replied|answered)\b"
    r"|\b(?:details?|show|status|info(?:rmation)?|how'?s .{1,20} going|(?:what|which) (?:position|"
    r"role|job)|tell me (?:more )?about)\b"
)
WHERE = (
    r"\b(?:where|which (?:meeting )?(?:room|floor|building|office)|what room|address|"
    r"location|link|how do i get (?:there|to)|directions|online or|zoom)\b"
)
WHEN = r"\b(?:when|what(?:'s| is)? (?:time|day|date)|what time|which day)\b"
WHO = r"\b(?:who|whom|who'?s)\b"
NEXT = (
    r"\b(?:next (?:one|interview|up|meeting)|what'?s next|up next|next)\b(?! (?:week|mon|tue|"
    r"wed|thu|fri|sat|sun|month|time))"
)
AGENDA = (
    r"\b(?:interviews?|anything|what'?s on|what do (?:i|we) have|my schedule|schedule (?:for|"
    r"please)|schedule$|who (?:am i|are we)|agenda|calendar|on my plate|have (?:i|we) got|do (?:i|"
    r"we) have|what about)\b"
)
ABOUT = (
    r"\b(?:bring|prepare|wear|result|interview|confirm|cancel|slot|feedback|candidate|"
    r"interviewer|reschedul\w*|time|offer|pick|choose|second|first|third|decline|room|online|"
    r"late|show up|one|apply|notified|move)\b"
)

NEGATIVE = (
    rf"\b(?:{NOT}|not(?! (?:only|sure|a problem|bad))|never|\w+n't|don'?t|doesn'?t|can'?t|cant|wont|"
    rf"don'?t work|doesn'?t (?:\w+ )?work|does not work|do not work"
    r"|not (?:available|free|possible|good|ok|work|convenient|great)|busy|unavailable|conflict\w*"
    r"|isn'?t (?:\w+ )?(?:good|possible|convenient|great)"
    r"|(?:have|got|having) (?:an? |the |some )?(?:\w+ )?(?:class|classes|exam|exams|meeting|work"
    r"|appointment|call|trip|flight)|no\b(?! problem| worries)|neither|none|bad|tricky|unfortunately"
    r"|i'?m afraid|at work|impossible|unable)\b"
)
POSITIVE = (
    r"\b(?:yes|yep|yeah|sure|ok(?:ay)?|works?|fine|good|great|perfect|free|available|prefer|"
    r"i'?ll take|i'?d take|let'?s|lets|confirm\w*|see you|can make|can do|best|sounds|suits?|better|"
    r"count me in|"
    r"does$|happy|no problem|deal|i'?ll be there|accept|pick|picked|choose|chose|go with|i can)\b"
)
DOUBLE = (
    r"\bwhy not\b|\bnot (?:a problem|bad)\b|\bno (?:problem|worries|issues?|conflicts?)\b|"
    r"\bcan'?t wait\b|\bdon'?t mind\b"
)
ALL = r"\b(?:any|all|both|either|neither|none|whichever|each|them|every)\b"
EXCEPT = r"\b(?:except|other than|apart from|but not)\b"

DENIAL = (
    r"\b(?:(?:never|didn'?t|did not) (?:say|said|ask|asked|mean|"
    r"meant)\b(?: that)?(?: i)?(?: want(?:ed)?)?(?: to)?|"
    r"who (?:says|said)|was (?:going|about|planning) to|almost|nearly|thought (?:about|of)|"
    r"don'?t|do not|dont|not|never|no need to|didn'?t|wasn'?t|isn'?t|without|shouldn'?t)\b"
)
SUPPOSE = r"\b(?:if|in case|suppose|what if|what happens|assuming|unless)\b"
POLITE_SUPPOSE = (
    r"\bif (?:possible|(?:that'?s|it'?s|it is|that is|this is) (?:ok(?:ay)?|fine|possible|"
    r"alright|convenient|not too much)(?: (?:with|for) \w+)?|you (?:can|could|don'?t mind|"
    r"wouldn'?t mind)|convenient|need be)"
)
POSTPONE = (
    r"\b(?:let me (?:check|think|see|look|ask)|thinking (?:about|of)|considering|tempted to|"
    r"revert (?:back )?(?:by|later|soon|tomorrow)|will revert|"
    r"(?:will|'ll) (?:\w+ ){1,5}(?:by|tonight|later|tomorrow|after|soon|this (?:afternoon|"
    r"evening))\b|get back to you|i'?ll let you know|"
    r"will let you know|later,? not now|not now|not sure(?: yet)?|need to check|"
    r"check my (?:calendar|schedule)|confirm later|think about it|hold on|give me (?:a|"
    r"some) (?:moment|minute|time)|i'?ll .{1,30} later|might (?:have to|need to)|maybe later|"
    r"probably)\b"
)
CONSEQUENCE = (
    r"\b(?:what happens|what if|will (?:i|he|she|they|it|the|we|you|candidates?)|would (?:it|"
    r"that|i|he|she|they) (?:be a|affect|matter|hurt|lose)|should i|do i (?:have|need) to|"
    r"how (?:do|can|should) i|is it possible to (?!(?:\w+ ){1,5}(?:to|for|on) \w)|am i allowed|"
    r"can i still|how (?:late|long|"
    r"many times|often|much)|just asking|be notified|when (?:will|do|can) (?:i|we) (?:hear|know|"
    r"get)|deadline|by when|what'?s the difference|if i (?:say|pick|"
    r"cancel|move|decline|don'?t))\b"
)
CHECKING = (
    r"\bcan i (?:change|cancel|decline|skip|be late|refuse)\b(?!.{1,25}\bto\b)|^(?:is|are|does|was|did|"
    r"can) (?:the|it|they|this|that)\b(?! (?:be )?(?:possible|ok|okay|fine|alright) )"
)
NEUTRAL = r"(?!x)x"
WEAK_QUESTION = (
    r"\?|^\s*(?:(?:can|could|may|would|will|should)(?!'?t\b| be\b)|is|are|do|does|what|"
    r"when|where|who|how|which)\b"
)
REQUEST = (
    r"\b(?:please|pls|plz|(?:can|could|would|will) you|help me|i'?d like to|i want|i need to|"
    r"need to|let'?s)\b"
)
HEARSAY = r"\b(?:(?:he|she|they|my \w+|someone) (?:said|says|told|asked|wants|wrote))\b"
ASKED = r"\b(?:asked|asks|is asking|wonders|wants to know)\b"
CORRECTION = (
    r"\b(?:sorry,? i mean|i mean(?:t)?|no wait|oops|actually no|correction|scratch that|"
    r"wrong one)\b[,;! ]"
)
OR = r"\bor\b(?! later)"
ONE_OF = r"\b(?:one of (?:them|those|these)|either)\b"
POINTED = r"(?:'s)?\s*(?:\b(?:one|interview|slot|meeting|option)\b|$|(?=,|;|\?|and\b))"
COURTESY = (
    r"\b(?:hi|hello|dear \w+|sorry|thanks?(?: you)?(?: very much| so much)?|"
    r"thank you(?: very much)?|please|pls|best regards.*|kind regards.*)\b"
)
