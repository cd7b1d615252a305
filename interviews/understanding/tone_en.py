"""English words for how something is said, as patterns over plain text: as `tone_zh`."""

from interviews.understanding.lexicon_en import NOT

NEGATIVE = (
    rf"\b(?:too (?:early|late|soon|far|tight)|clash(?:es)?|commitments?|engagement|committed|"
    rf"away(?! team)|on a (?:plane|train|flight|trip)|"
    rf"out of (?:station|town|office|the country)|travell?ing|swamped|snowed under|slammed|"
    rf"no bandwidth|tied up|booked|double[- ]booked|overseas|abroad|{NOT}|not(?! (?:only|sure|"
    rf"a problem|bad))|never|(?:ca|wo|do|does|is|are|could|would|was)n'?t|cant|wont|"
    rf"don'?t work|doesn'?t (?:\w+ )?work|does not work|do not work"
    r"|(?:is|are) (?:out|a no|no)(?=\s*(?:$|[,;.!]| from))|no[- ]go|off the table|not (?:available|"
    r"free|possible|good|ok|work|convenient|great)|busy|unavailable|conflict\w*"
    r"|isn'?t (?:\w+ )?(?:good|possible|convenient|great)"
    r"|(?:have|got|having) (?:an? |the |some )?(?:\w+ )?(?:class|classes|exam|exams|meeting|work"
    r"|appointment|call|trip|flight)|no\b(?! problem| worries)|neither|none|bad|tricky|unfortunately"
    r"|i'?m afraid|at work|impossible|unable)\b"
)
POSITIVE = (
    r"\b(?:grand|brilliant|lovely|spot on|ideal|excellent|awesome|wonderful|delighted|pleased|glad|"
    r"(?:would|'d) (?:love|rather)|honou?red|certainly|gladly|"
    r"(?:be )?able to (?:attend|make|join|come)|super|cool|"
    r"comfortable|convenient|suitable|acceptable|agreeable|fits?|will (?:attend|join|"
    r"be there)|shall be there|good to go|can (?:attend|join)|yes|yep|yeah|sure|ok(?:ay)?|works?|"
    r"fine|good|great|perfect|free|available|prefer|"
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
    r"don'?t|do not|dont|not|never|no need to|didn'?t|wasn'?t|isn'?t|without|shouldn'?t)\b|"
    r"\b(?:won'?t|will not|wouldn'?t|not going to|no (?:plans?|intention)(?: to| of)?)\s*"
    r"(?:be |really |have to |need to )?$"
)
SUPPOSE = r"\b(?:if|in case|suppose|what if|what happens|assuming|unless|wish|if only)\b"
POLITE_SUPPOSE = (
    r"\b(?:is it|would it be|is that) (?:ok(?:ay)?|fine|alright|all right|possible) if\b|"
    r"\bif (?:possible|(?:that'?s|it'?s|it is|that is|this is) (?:ok(?:ay)?|fine|possible|"
    r"alright|convenient|not too much)(?: (?:with|for) \w+)?|you (?:can|could|don'?t mind|"
    r"wouldn'?t mind)|convenient|need be|i may|it suits(?: \w+)?|(?:this|that) (?:works|"
    r"suits)(?: (?:for )?\w+)?)"
)
POSTPONE = (
    r"\b(?:i (?:might|may) (?:pick|choose|take|go|do|want|prefer|cancel|withdraw|not|need|have to)|"
    r"have(?:n'?t| not) (?:yet )?(?:decided|made up|checked|heard|chosen|picked)|"
    r"undecided|still (?:deciding|thinking|checking|waiting)|hold off|don'?t touch|let me (?:check|"
    r"think|see|look|ask)|thinking (?:about|of)|"
    r"considering|tempted to|"
    r"revert (?:back )?(?:by|later|soon|tomorrow)|will revert|"
    r"(?:will|'ll) (?:\w+ ){1,5}(?:by|tonight|later(?! (?:one|slot|time|option|of))|tomorrow|after|"
    r"soon|this (?:afternoon|"
    r"evening))\b|get back to you|i'?ll let you know|"
    r"let you know|later,? not now|not now|not sure(?: yet)?|need to check|"
    r"check my (?:calendar|schedule)|confirm later|think about it|hold on|give me (?:a|"
    r"some) (?:moment|minute|time)|i'?ll .{1,30} later(?! (?:one|slot|time|option|of))|"
    r"might (?:have to|need to)|maybe later|"
    r"probably)\b"
)
CONSEQUENCE = (
    r"\b(?:what happens|what if|will (?:i|he|she|they|it|the|we|you|candidates?)|would (?:it|"
    r"that|i|he|she|they) (?:be a|affect|matter|hurt|lose)|should i|"
    r"(?<!time )(?<!when )(?<!where )do i (?:have|need) to|"
    r"how (?:do|can|should) i|is it possible to (?!(?:\w+ ){1,5}(?:to|for|on) \w)|am i allowed|"
    r"can i still|how (?:late|long|"
    r"many times|often|much)|just asking|be notified|when (?:will|do|can) (?:i|we) (?:hear|know|"
    r"get)|(?:what|when)(?:'s| is) the deadline|by when|what'?s the difference|if i (?:say|pick|"
    r"cancel|move|decline|don'?t))\b"
)
CHECKING = (
    r"\bcan i (?:change|cancel|decline|skip|be late|refuse)\b(?!.{1,25}\bto\b)|^(?:is|are|does|was|did|"
    r"can) (?:the|it|they|this|that)\b(?! (?:be )?(?:possible|ok|okay|fine|alright) )"
)
NEUTRAL = (
    r"\b(?:good|great|nice|fine) (?:luck|grief|job|work|question|point|try|idea|weekend|day|evening|"
    r"news)\b|"
    r"\bfree (?:lunch|food|parking|of)\b"
)
WEAK_QUESTION = (
    r"\?|^\s*(?:(?:can|could|may|would|will|should)(?!'?t\b| be\b)|is|are|do|does|what|"
    r"when|where|who|how|which)\b"
)
REQUEST = (
    r"\b(?:please|pls|plz|(?:can|could|would|will) you|help me|i'?d like to|i want|i need to|"
    r"need to|let'?s)\b"
)
HEARSAY = (
    r"\b(?:(?:got|saw|received) (?:an?|your|the) (?:\w+ )?(?:message|email|text|note)|"
    r"i heard|i (?:was|am|'m|have been) told|it says|apparently|(?:he|she|they|my \w+|"
    r"someone) (?:said|says|told|asked|wants|wrote|suggest\w*|thinks?|advis\w+|recommends?|"
    r"recommended|reckons?|insist\w*))\b"
)
ASKED = r"\b(?:asked|asks|is asking|wonders|wants to know)\b"
CORRECTION = (
    r"\b(?:sorry,? i mean|i mean(?:t)?|no wait|oops|actually no|correction|scratch that|"
    r"wrong one|on second thoughts?)\b[,;! ]"
)
OR = r"\bor\b(?! later)"
ONE_OF = r"\b(?:one of (?:them|those|these)|either)\b"
POINTED = r"(?:'s)?\s*(?:\b(?:one|interview|slot|meeting|option)\b|$|(?=,|;|\?|and\b))"
COURTESY = (
    r"\b(?:hi|hello|dear \w+|sorry|thanks?(?: you)?(?: very much| so much)?|"
    r"thank you(?: very much)?|please|pls|best regards.*|kind regards.*)\b"
)
