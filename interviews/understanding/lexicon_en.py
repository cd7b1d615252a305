"""English words for what people wish, as patterns over plain text (see `plain`)."""

from interviews.understanding.meaning import Action

NOT = (
    r"(?:can'?t|cannot|can not|won'?t|will not|unable to|not able to|not going to|"
    r"not be able to|couldn'?t)"
)
CALL_OFF = (
    r"(?:i'?ll|have to) pass(?=\s*(?:$|[,;.!]))|not (?:to )?(?:proceed|continue|go ahead|"
    r"move forward)|bow(?:ing)? out|back(?:ing)? out|"
    r"bail(?:ing)?(?: out)?|flak(?:e|ing)|skip(?:ping)? (?:it|this|that|the interview)|"
    r"not (?:going to )?make it|"
    r"(?:remove|take) me (?:from|off|out)|remove my|step(?:ping)? (?:back|aside|away)|(?:accept\w*|"
    r"taken|took|signed|got|found|secured|received) "
    r"(?:\w+ ){0,4}(?:elsewhere|somewhere else|(?:with|at|from) another company)|decided (?:against|"
    r"not to (?!cancel|withdraw|move|re-?schedule|change))|(?:accepted|taken|took|"
    r"signed|got) (?:an(?:other)?|a different) (?:role|offer|job|position)|(?:kill|axe|scrub|bin|"
    r"drop) (?:#\d+|(?:the|that|this) (?:\S+ ){0,2}(?:interview|one))|declin\w* (?:the|this|your|"
    r"my) (?:\w+ )?(?:offer|interview|invitation|invite|opportunity)|cancel(?! culture)(?:l?ing|l?ed|"
    r"lation)?|"
    r"call(?:ing)? (?:it|this|the interview) off|call off|"
    r"withdr[ae]w\w*|pull(?:ing)? out|drop(?:ping)? out|not (?:coming|interested|attending)|"
    r"no longer (?:interested|available|looking|wish|want|able|need)|turn(?:ing)? down|not pursue|"
    r"give up|scrap"
)
CANNOT_COME = (
    rf"{NOT} (?:be able to )?(?:\w+ ){{0,2}}(?:attend|come|make (?:it|that|this|the)|be there|join"
    r"|do (?:it|this|that)|take (?:it|this|that)|show up)"
)
CUES: dict[Action, str] = {
    Action.CANCEL: rf"\b(?:{CALL_OFF}|{CANNOT_COME})\b",
    Action.RESCHEDULE: (
        r"\b(?:(?:change|adjust|shift|move|alter|rearrange|postpone) (?:my|our|the|"
        r"this) (?:\w+ )?(?:appointment|meeting|session|slot)|rearrang\w+|(?:be|get) (?:moved|"
        r"shifted|pushed|brought)|re-?schedul\w*|(?:change|adjust|shift) (?:(?:my|the|our|"
        r"this) )?(?:interview )?(?:time|date|slot|interview|it)|(?:an)?other (?:time|day|slot|"
        r"date)|different (?:time|day|slot|date)|mov(?:e|ing)\b(?! (?:on|abroad|away|house|home|"
        r"overseas|out)\b)|(?:can|could|may) i (?:come|start|do it)[^,;.?!]{0,25} later|push(?:ed|"
        r"ing)?\b|"
        r"postpon\w*|delay (?:it|the|my|our|this|#)|bring(?:ing)? (?:[^\s,;]+ ){0,4}forward|"
        r"flexib\w+|instead(?: of)?|"
        r"switch (?:it )?to|swap to|(?:shift|change|switch|swap)(?: [^\s,;]+){0,5} to (?=\d|mon|"
        r"tue|wed|"
        r"thu|fri|sat|sun|next|tomorrow|the \d|noon|the (?:morning|afternoon)|(?:half|quarter) past|"
        r"dec|nov|this (?:morning|afternoon))|earlier(?! (?:one|slot|time|option|of))|an hour later)\b"
    ),
    Action.LATE: (
        r"\b(?:(?:be|am|i'm|'m|is|running|run|arrive|arriving|come|get there|there|bit|little|"
        r"mins?|minutes?|hour|quarter) (?:(?!not\b)\w+ ){0,3}?(?:late|behind|delayed)|late|"
        r"stuck in (?:traffic|a meeting)|traffic jam|held up|delayed by)\b"
    ),
    Action.ACCEPT: (
        r"\b(?:accept(?:ed|ing)?|i'?ll take (?:it|this|that)|i'?ll do it|count me in|happy to|"
        r"i can (?:take|"
        r"do) (?:it|this|that)|i'?m in(?=\s*(?:$|[,;!.])))(?!\w)"
    ),
    Action.REFUSE: (
        rf"\b(?:pass(?=\s*(?:$|[,;.!吧了]))|not (?:this|for) (?:one|me)|declin\w*|refus\w*|reject|"
        rf"{NOT} (?:\w+ )?(?:take|do|interview|make)"
        r"|(?:find|ask) (?:someone|somebody) else|pass on (?:this|it))\b"
    ),
    Action.LEAVE: (
        r"\b(?:tak(?:e|ing) (?:\w+ ){0,2}leave|on leave|(?:annual|sick|parental|personal) leave|"
        r"leave (?:from|on|next|tomorrow)|"
        r"off (?=on\b|from\b|next\b|this\b|tomorrow|today|mon|tue|wed|thu|fri)|(?:take|taking|took|"
        r"have|having|am|i'm|be|'m) (?:\w+ ){0,4}?off(?! the)|day off|(?:be|am|"
        r"i'm|'m) away|"
        r"days off|pto|vacation|holiday|out of office|ooo)\b"
    ),
    Action.BUSY: (
        r"\b(?:busy|not (?:available|free)|unavailable|block(?: off| out)?|(?:have|got|"
        r"'ve) an? (?:\w+ ){0,3}?(?:meeting|appointment|call|conflict|class|workshop|training|"
        r"review|sync)|"
        r"in an? (?:\w+ ){0,2}(?:meeting|class|workshop|training|review|call|conference)|"
        r"no interviews?|"
        r"(?:don'?t|do not) (?:book|schedule|arrange|put|assign|plan)|(?:can'?t|cannot) (?:do|take|"
        r"have) (?:any )?interviews?|"
        r"keep (?:it|that|\w+) free|out)\b"
    ),
    Action.FEEDBACK: (
        r"\b(?:not a (?:good |great )?(?:fit|match)|i'?d pass|hard pass|(?:weak|lean|no|"
        r"strong) hire|borderline|(?:coding|communication|technical|design|"
        r"algorithms?) (?:skills? )?(?:is|are|was|were) (?:\w+ )?(?:weak|good|strong|poor|ok|"
        r"average|solid|great)|feed ?back|score ?card|evaluation|evaluate|rate|rating|assessment|"
        r"strong (?:yes|"
        r"no|hire)|(?:strong|solid|weak|good|great|average|poor) (?:candidate|skills?|fundamentals|"
        r"communicat\w+|on)|"
        r"(?:no |strong )?hire(?=\s*(?:$|[,;.!]))|solid|impress\w+|(?:i'?d |i would )?recommend\w*|"
        r"(?:recommend|don'?t recommend) (?:\w+ )?hir\w+|"
        r"hire (?:him|her|them))\b|"
        r"feedback"
    ),
    Action.DONE: (
        r"\b(?:finish|done|finished|completed?|is over|it'?s over|wrapped up|took place|has ended|"
        r"just ended)\b"
    ),
    Action.NOSHOW: (
        r"\b(?:no[- ]?show(?:ed)?|did(?:n'?t| not) (?:show(?: up)?|turn up|come|appear|join|"
        r"attend)|never (?:showed|turned|came|joined|appeared)(?: up)?|ghosted|stood (?:me|"
        r"us) up|missed|was absent|forgot (?:to|about|the)|forgot(?=$|[.,!;]))\b"
    ),
    Action.HUMAN: (
        r"\b(?:(?:connect|transfer|patch) me|put me (?:through|in touch)|a word with|(?:real|"
        r"actual|live) (?:person|human)|human|(?:talk|speak|chat) (?:to|with)|"
        r"call me|contact (?:hr|me|someone)|customer service|representative|an? agent)\b"
    ),
}
NEVERMIND = (
    r"\b(?:scrap (?:that|it)(?=\s*(?:$|[,;.!]))|leave it(?=\s*(?:$|[,;.!]))|forget (?:i asked|"
    r"what i said|my (?:last )?message)|as you were|disregard(?: that| my (?:last )?message)?|"
    r"my (?:mistake|bad)|never ?mind|nvm|forget (?:it|about it|that)|don'?t worry(?: about it)?|"
    r"ignore (?:that|me)|no worries,? forget|scratch that)\b"
)
THANKS = (
    r"\b(?:with|lovely|brilliant|wonderful|ever|ta|many|super|fantastic|kind(?:ly)?|regards|"
    r"appreciate (?:it|that)|assistance|patience|arrang(?:ing|ements?)|prompt|quick|reply|response|"
    r"support|be|will|time|have a (?:good|nice|great|lovely) (?:day|one|weekend|evening)|bye|"
    r"mate|sir|madam|looking forward(?: to it)?|that'?s all|for now|clear|thanks?|thank you|thx|"
    r"ty|cheers|got it|noted|ok(?:ay)?|great|good|perfect|cool|"
    r"sure|alright|understood|roger|will do|see you|you|then|there|so|very|much|a lot|again|"
    r"all|for|the|your|help|on|and|appreciated?|i|it|received|awesome|nice|sounds|"
    r"i'?ll be there|that'?s)\b"
)
HELP = (
    r"\b(?:what do you do|who are you|what is this(?: bot)?|capabilit\w+|help(?! me (?!please))|"
    r"what can (?:you|i) (?:do|say)|how (?:does|do) (?:this|it|"
    r"i use|you) ?(?:work|this|it)?(?! cancel)|how to use|commands?|menu|what are you)\b"
)
YES = (
    r"\b(?:y|yes|yep|yeah|yup|sure|ok(?:ay)?|correct|right|confirm(?:ed)?|please do|go ahead|"
    r"do it|cancel(?: it)?|please|(?:sounds|looks) (?:good|right|great|fine)|perfect|indeed|"
    r"of course)\b"
)
NO = (
    r"\b(?:hang on|hold on|on second thought\w*|actually|n|no|nope|nah|don'?t|not|keep it|wait|"
    r"stop|mistake|leave it)\b"
)
WHY = r"\bwhy\b|\bwhat(?:'s| is| was) (?:stopping|preventing|keeping|the reason)\b|\bhow come\b"
SLOTS = (
    r"\b(?:free|(?:find|look for) (?:me |us )?(?:an?|times?|slots?|\d+|some|half)\b.{0,20}?\bfor\b|"
    r"availability|"
    r"open slots?|when can)\b|\bwhen (?:is|are) .{1,40}? available\b|"
    r"\bis .{1,30}? available\b"
)
PENDING = (
    r"\b(?:pending|waiting(?: for| on)?|who (?:\w+ )?(?:needs?|has|have) to (?:confirm|reply|"
    r"answer)|(?:has|have)(?:n'?t| not) (?:yet )?(?:replied|answered|confirmed|"
    r"responded|got back)|yet to (?:reply|answer|confirm|respond)|no (?:reply|response|answer) (?:yet|"
    r"from)|not (?:yet )?(?:replied|confirmed|answered)|still need to|outstanding|"
    r"to ?do|unanswered|unconfirmed)\b"
)
FIND = (
    r"\b(?:find|search(?: for)?|look up|all interviews of|every interview of|is there (?:a|"
    r"any) candidate)\b"
)
SHOW = (
    r"everything about|all about|pull up|bring up|rundown of #|\bhas .{1,20} (?:confirmed|replied|"
    r"answered)\b"
    r"|\b(?:details?|show|status|info(?:rmation)?|how(?:'?s| is) .{1,20} (?:going|doing)|going on with|"
    r"what'?s up with|(?:any )?news (?:on|about|of|from)|(?:what|which) (?:position|"
    r"role|job)|tell me (?:more )?about)\b"
)
WHERE = (
    r"\b(?:venue|where|which (?:meeting )?(?:room|floor|building|office)|what room|address|"
    r"location|link|how do i get (?:there|to)|directions|online or|zoom)\b"
)
WHEN = r"\b(?:when|what(?:'s| is)? (?:time|day|date)|what time|which day)\b"
WHO = r"\b(?:who|whom|who'?s)\b"
NEXT = (
    r"\b(?:next (?:one|interview|up|meeting)|what'?s next|up next|next)\b(?! (?:week|mon|tue|"
    r"wed|thu|fri|sat|sun|month|time))"
)
AGENDA = (
    r"\b(?:look(?:s|ing)? like|line-?up|(?:run|walk|talk) me through|run-?down|roster|diary|"
    r"booked|planned|scheduled|what(?:'s| is) on|coming up|how busy|how full|interviews?|anything|"
    r"what'?s on|what do (?:i|"
    r"we) have|my schedule|schedule (?:for|"
    r"please)|schedule$|who (?:am i|are we)|agenda|calendar|on my plate|have (?:i|we) got|do (?:i|"
    r"we) have|what about)\b"
)
ABOUT = (
    r"\b(?:expenses|reimburse\w*|parking|dress|benefits|visa|remote|hybrid|"
    r"travel costs|bring|prepare|wear|result|interview|confirm|cancel|slot|feedback|candidate|"
    r"interviewer|reschedul\w*|time|offer|pick|choose|second|first|third|decline|room|online|"
    r"late|show up|one|apply|notified|move)\b"
)
MAY_NOT = (
    r"\b(?:can|could|may|am) i (?:allowed to )?(?:say no|not (?:come|attend|go|take part|be there)|skip|"
    r"opt out|turn (?:it|this) down)\b[^,;]*\?"
)
"""Whether one may stay away."""
