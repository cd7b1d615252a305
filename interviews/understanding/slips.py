"""Words of the regions and the commonest slips of the keyboard, as the standard language has them."""

import re

_REGIONAL = {
    # Cantonese
    "听日": "明天", "琴日": "昨天", "唔该": "麻烦", "唔": "不", "冇": "没有", "嘅": "的", "咗": "了",
    "几时": "什么时候", "点解": "为什么", "边度": "哪里", "得闲": "有空", "返工": "上班", "睇": "看",
    "搵": "找", "佢": "他", "哋": "们", "俾": "给", "啲": "些", "而家": "现在", "依家": "现在", "嚟": "来",
    "晏昼": "下午", "朝早": "早上", "咩": "吗", "下昼": "下午", "上昼": "上午",
    # Shanghai and its surroundings
    "下半天": "下午", "上半天": "上午", "下半日": "下午", "上半日": "上午", "勿来噻": "不行",
    "勿来三": "不行", "来噻": "可以", "勿": "不", "覅": "不要", "侪": "都", "晓得": "知道",
    "侬": "你", "阿拉": "我们", "辰光": "时间", "迭个": "这个", "好额": "好的", "好伐": "好吗",
    "阿好": "好吗", "可以伐": "可以吗",
    # the north and the net
    "俺": "我", "阔以": "可以", "木有": "没有", "肿么": "怎么", "神马": "什么", "啥时候": "什么时候",
    "啥": "什么", "咋": "怎么", "叭": "吧", "今儿个": "今天", "明儿个": "明天", "晌午": "中午",
    "啥子": "什么", "没得": "没有", "莫得": "没有", "不得行": "不行", "得行": "可以", "要得": "可以",
    "啷个": "怎么", "中不中": "行不行", "没辙": "没办法", "咋整": "怎么办", "咋办": "怎么办",
    "咋弄": "怎么办",
    "明儿": "明天", "后儿": "后天", "今儿": "今天", "下晌": "下午", "后晌": "下午", "头晌": "上午",
    "时辰": "时间",
    "介个": "这个", "内个": "那个", "酱紫": "这样", "就酱": "就这样", "欧克": "可以", "欧了": "可以",
    "没毛病": "没问题", "木问题": "没问题", "米有": "没有", "蟹蟹": "谢谢", "3q": "谢谢", "灰常": "非常",
    "不行鸭": "不行呀", "可以鸭": "可以呀", "好鸭": "好呀", "行鸭": "行呀", "ojbk": "ok", "虾米": "什么",
    # Taiwan
    "面谈": "面试", "视讯": "视频", "改期到": "改到", "联络": "联系", "转真人": "转人工",
    # slips
    "明太": "明天", "明田": "明天", "下五": "下午", "分中": "分钟", "实间": "时间",
    "该个时间": "改个时间", "该时间吧": "改时间吧", "想该": "想改", "该期": "改期", "该到": "改到",
    "人公": "人工", "缺认": "确认", "确人": "确认", "面式": "面试", "面视": "面试", "曲消": "取消",
}  # fmt: skip
_REGION = re.compile("|".join(sorted(_REGIONAL, key=len, reverse=True)))
_NTH = re.compile(r"地(?=[一二三四五1-5]个)")
_SHORT = {
    "l8": "late", "idk": "not sure", "dunno": "not sure", "ya": "you", "gotcha": "got it", "cya": "see you",
    "gonna": "going to", "gotta": "have to", "wanna": "want to", "lemme": "let me", "whos": "who's",
    "whats": "what's",
    "wheres": "where's", "whens": "when's", "thats": "that's", "ive": "i've", "aint": "isn't",
    "tho": "though", "bc": "because", "cuz": "because", "coz": "because", "rn": "now",
    "hasnt": "hasn't", "havent": "haven't",
    "didnt": "didn't", "doesnt": "doesn't", "isnt": "isn't", "wasnt": "wasn't", "couldnt": "couldn't",
    "shouldnt": "shouldn't", "wouldnt": "wouldn't", "tmw": "tomorrow", "2moro": "tomorrow",
    "2morrow": "tomorrow", "u": "you", "ur": "your",
    "sry": "sorry", "arvo": "afternoon",
    "pls": "please", "plz": "please", "thx": "thanks", "okk": "ok", "okie": "ok",
    "okey": "ok", "kk": "ok", "cant": "can't", "wont": "won't", "dont": "don't", "im": "i'm",
    "wk": "week", "intvw": "interview", "itw": "interview", "resched": "reschedule", "prepone": "move",
}  # fmt: skip
_COMMON = (
    "yes", "tomorrow", "today", "yesterday", "monday", "tuesday", "wednesday", "thursday", "friday",
    "saturday", "sunday", "afternoon", "morning", "evening", "cancel", "reschedule", "interview",
    "confirm", "available", "address", "feedback", "schedule", "thanks", "minutes", "minute", "works",
    "second", "first", "third", "neither", "either", "both", "please", "running", "another", "different",
    "change", "option", "sorry", "cannot", "unavailable", "week", "pending", "accept", "decline", "help",
    "where", "when", "next", "late",
)  # fmt: skip
_NO_SLIPS = {"ether", "hen", "lat", "secretary"}
LONG = 6
"""Letters of a word of which one may be missing and it is still that word."""


def _slips() -> dict[str, str]:
    """Two letters the wrong way round; of a long word, one left out."""
    made: dict[str, str] = {}
    for word in _COMMON:
        swapped = [word[:n] + word[n + 1] + word[n] + word[n + 2 :] for n in range(len(word) - 1)]
        short = [word[:n] + word[n + 1 :] for n in range(1, len(word))] if len(word) >= LONG else []
        for slip in (*swapped, *short):
            if slip not in _COMMON and slip not in _NO_SLIPS:
                made[slip] = word
    return made


_WORDS = _slips() | _SHORT
_LATIN = re.compile(r"(?<![\w'.@/-])[A-Za-z0-9]{1,14}(?![\w'@/-])")


_GREETING = re.compile(
    r"\bgood (?:morning|afternoon|evening|day)\b(?! (?:works|is|would|slot))|"
    r"(?:^|(?<=[,;! ]))(?:早上|上午|中午|下午|晚上)好(?=$|[,;!~ 啊呀哈老您])",
    re.IGNORECASE,
)
"""No time of day at all."""


def standard(text: str) -> str:
    """The text with them replaced."""
    text = _REGION.sub(lambda found: _REGIONAL[found[0]], text)
    text = _GREETING.sub(lambda found: "hello" if found[0].isascii() else "你好", text)
    text = _NTH.sub("第", text)
    return _LATIN.sub(lambda found: _WORDS.get(found[0].lower(), found[0]), text)
