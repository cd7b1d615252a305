"""The texts of the bot, as patterns: what is pushed, and what is answered when something was done."""

_TIMES = r"(?P<times>\d+\. .+(?:\n\d+\. .+)*)"
_SUBJECT = r"#(?P<number>\d+)：(?P<candidate>\S+) · (?P<topic>.+)"
_NAMED = r"(?P<topic>.+)（#(?P<number>\d+)）"
_PLACE = r"(?:\n地点：(?P<place>.+))?"
_WHEN = r"\n时间：(?P<when>.+)"
_PANEL = r"(?:\n面试官：(?P<panel>.+))?"
_CONTACT = (
    rf"{_PANEL}\n联系人：\S+。想改时间请回复“改期”和您方便的时间，不能来请回复“取消 原因”，"
    r"会晚到请回复“迟到 10”。"
)
_FROM_TO = r"\n原定：(?P<was>.+)\n改为：(?P<when>.+)"
_MOVED_BY = (
    r"(?P<by>\S+)改了面试 #(?P<number>\d+) 的时间：(?P<candidate>\S+) · (?P<topic>.+)\n"
    r"(?P<was>.+) → (?P<when>.+)"
)
_WHAT_NOW = r"\n(?:再提供时间请发：.+|原定时间不变：(?P<when>.+)\n再改时间请发：.+)"
_NOT_COMING = r"好的，#(?P<number>\d+)（(?P<candidate>\S+)，(?P<when>.+)）您不用参加了，"
_WHY = r"(?:\n为什么不能参加？直接回复原因，会转告\S+；不想说就不用回复。)?"
_EACH = r"(?P<each>#\d+ .+(?:\n#\d+ .+)*)"
EACH = r"#(?P<number>\d+) (?P<round>\S+面)(?: (?P<when>\S+ \S+ \S+))?(?: (?P<panel>\S+))?"
"""One of several rounds in a row."""
_LEFT = r"(?:\n其余的(?:不变|还在等您选时间|还要面，.+)：(?s:.+?)|\n连续的几轮都取消了，.+)?"
"""Of several rounds in a row."""
_ANSWER_IT = r"\n能参加请回复“接受 \d+”，不能参加请回复“拒绝 \d+ 原因”。"
_ONE_LINE = r"一句话就可以，例如：\n反馈 \d+ .+\n结论写 .+：反馈 \d+"
_OPINION_ON = r"#(?P<number>\d+) (?P<candidate>\S+)（(?P<topic>.+)）"

# What is pushed; kind and pattern of the whole text.
PUSHES = {
    "offer": rf"(?P<candidate>\S+)，您好！\S+邀请您参加面试：\n{_NAMED}\n可选时间：\n{_TIMES}{_PLACE}"
    r"\n.+\n(?:这个|这些)时间为您保留到 (?P<until>.+)。",
    "confirmed": rf"面试已确认：{_NAMED}{_WHEN}{_PLACE}{_CONTACT}",
    "yours": rf"您有一场面试 {_SUBJECT}{_WHEN}{_PLACE}{_ANSWER_IT}",
    "confirmed by": rf"(?P<by>\S+)确认了 {_SUBJECT}{_WHEN}{_PLACE}",
    "declined": rf"(?P<candidate>\S+)：#(?P<number>\d+)（(?P<topic>.+)）的时间都不合适：\n{_TIMES}"
    rf"(?:\n留言：.+)?{_WHAT_NOW}",
    "called off": rf"(?P<candidate>\S+)，您好！很抱歉，您的面试已取消：{_NAMED}"
    rf"(?:\n原定时间：(?P<when>.+))?(?:\n原因：(?P<reason>.+))?{_LEFT}\n如有疑问，请联系\S+。",
    "cancelled": rf"(?P<by>\S+)取消了面试 {_SUBJECT}"
    r"(?:\n原定时间：(?P<when>.+))?(?:\n原因：(?P<reason>.+))?",
    "edited": r"(?P<by>\S+)修改了面试 #(?P<number>\d+)（(?P<topic>.+)）的(?P<field>\S+)：\n"
    r"(?P<old>.+) → (?P<new>.+?)(?:\n时间：(?P<when>.+)\n时间不变，无需再次确认。)?",
    "other times": rf"(?P<candidate>\S+)，您好！\S+想给您的面试换个时间：\n{_NAMED}\n"
    rf"原定时间：(?P<was>.+)\n新的时间：\n{_TIMES}{_PLACE}\n.+\n"
    r"您确认之前，原定时间不变。新的时间为您保留到 (?P<until>.+)。",
    "stays": rf"面试时间不改了：{_NAMED}\n仍是原定时间：(?P<when>.+)",
    "moved": rf"面试改期已确认：{_NAMED}{_FROM_TO}{_PLACE}{_CONTACT}",
    "moved for you": rf"(?P<candidate>\S+)，您好！您的面试改了时间：{_NAMED}{_FROM_TO}{_PLACE}{_PANEL}"
    r"\n新的时间不合适的话，请回复“改期”和您方便的时间，或者联系\S+。",
    "moved by": rf"{_MOVED_BY}{_PLACE}",
    "yours moved": rf"{_MOVED_BY}{_PLACE}{_ANSWER_IT}",
    "wished": r"(?P<by>\S+)想改期 #(?P<number>\d+)：(?P<candidate>\S+) · (?P<topic>.+)"
    r"(?:\n原定时间：(?P<when>.+))?(?P<more>(?s:.+))",
    "leaving": rf"您不用参加面试 #(?P<number>\d+) 了：(?P<candidate>\S+) · (?P<topic>.+){_WHEN}"
    r"\n改由(?P<name>\S+)面试。",
    "swapped": r"(?P<by>\S+)换了面试 #(?P<number>\d+) 的面试官：(?P<candidate>\S+) · (?P<topic>.+)\n"
    r"(?P<out>\S+) → (?P<name>\S+)",
    "another": rf"(?P<candidate>\S+)，您好！您的面试换了面试官：{_NAMED}\n(?P<out>\S+) → (?P<name>\S+)\n"
    r"时间和地点不变：(?P<when>.+)",
    "refused": rf"(?P<by>\S+)不能参加面试 {_SUBJECT}{_WHEN}(?:\n原因：.+)?(?:"
    r"\n已由(?P<name>\S+)接替，邀请已发出，不用您处理。|"
    r"\n(?:现在的面试官：(?P<panel>.+)|这场面试现在没有面试官了，但时间还保留着。)"
    r"\n(?:下面的人那时有空，直接发其中一行就能换人：(?P<commands>(?:\n换人 .+)+)"
    r"|没有找到那时有空的同事(?s:.+)))",
    "explained": r"(?P<by>\S+)不能参加面试 #(?P<number>\d+)（(?P<candidate>\S+) · (?P<topic>.+)）"
    r"的原因：.+",
    "no show": rf"(?P<by>\S+)：面试 #(?P<number>\d+) (?P<who>候选人|面试官)没有来：(?P<candidate>\S+) · "
    rf"(?P<topic>.+){_WHEN}\n要再约请发：再约 \d+ \| 面试官 \| 时间",
    "after all": rf"(?P<by>\S+)：面试 #(?P<number>\d+) 进行了，不是(?:候选人|面试官)没有来："
    rf"(?P<candidate>\S+) · (?P<topic>.+){_WHEN}",
    "late": r"(?P<by>\S+)会迟到 (?P<minutes>\d+) 分钟：#(?P<number>\d+) (?P<candidate>\S+) · "
    r"(?P<topic>.+)，原定 (?P<when>.+)。",
    "reminder": r"提醒：(?P<left>.+)后有面试 #(?P<number>\d+)\n(?P<candidate>\S+) · (?P<topic>.+)"
    rf"{_WHEN}{_PLACE}",
    "reminder to candidate": rf"(?P<candidate>\S+)，您好！提醒您 (?P<left>.+)后有面试：{_NAMED}"
    rf"{_WHEN}{_PLACE}{_CONTACT}",
    "expired": r"(?P<candidate>\S+)没有答复，#(?P<number>\d+)（(?P<topic>.+)）的这些时间不再保留：\n"
    rf"{_TIMES}(?:\n还可选：\n(?P<open>(?:\d+\. .+\n?)+?))?{_WHAT_NOW}",
    "wants off": r"(?P<by>\S+)想取消面试 #(?P<number>\d+)，离开始不到 12 小时，已请 TA 直接联系您："
    rf"(?P<candidate>\S+) · (?P<topic>.+){_WHEN}(?:\n原因：.+)?\n要取消请发：取消 \d+ 原因",
    "please answer": rf"请答复面试 {_SUBJECT}{_WHEN}{_ANSWER_IT}",
    "ended": rf"面试 #(?P<number>\d+) 应该结束了：(?P<candidate>\S+) · (?P<topic>.+){_WHEN}"
    r"\n进行了请回复：完成 \d+\n有人没来请回复：未到 \d+ 候选人 或 未到 \d+ 面试官",
    "left": r"(?P<name>\S+)（(?P<userid>\S+)）已收不到面约的消息，.+"
    r"TA 还有 (?P<count>\d+) 场面试：\n(?P<interviews>(?s:.+))",
    "offer in a row": r"(?P<candidate>\S+)，您好！\S+邀请您参加连续的 \d+ 轮面试：\n"
    rf"(?P<position>.+) · (?P<rounds>.+)（(?P<numbers>.+)）\n可选时间：\n{_TIMES}{_PLACE}"
    r"\n.+\n(?:这个|这些)时间为您保留到 (?P<until>.+)。",
    "confirmed in a row": rf"面试已确认：(?P<position>.+)，连续 \d+ 轮\n{_EACH}{_PLACE}{_CONTACT}",
    "confirmed by in a row": rf"(?P<by>\S+)确认了连面：(?P<candidate>\S+) · (?P<position>.+)\n"
    rf"{_EACH}{_PLACE}",
    "cancelled in a row": rf"(?P<by>\S+)取消了连面：(?P<candidate>\S+) · (?P<position>.+)\n{_EACH}"
    r"(?:\n原因：(?P<reason>.+))?",
    "asked for feedback": r"#(?P<number>\d+) 结束了：(?P<candidate>\S+) · (?P<topic>.+)\n"
    rf"请给反馈，{_ONE_LINE}",
    "asked again": r"还缺您对 #(?P<number>\d+) 的反馈：(?P<candidate>\S+) · (?P<topic>.+)\n"
    rf"{_ONE_LINE}",
    "all in": rf"{_OPINION_ON}的反馈齐了：\n(?P<cards>(?s:.+))\n反馈还可以修改；.+：关闭反馈 \d+",
    "altered": rf"(?P<by>\S+)修改了对 {_OPINION_ON}的反馈：\n(?s:.+)",
    "digest": r"早上好，(?P<name>\S+)！(?P<day>.+)(?s:.+)",
}
_BECAME = (
    "已取消|已确认|已答复不行|已过期|已收回|有新的时间|已接受|已拒绝|时间已改|已换人|已给反馈|已关闭|不用反馈"
    "|已完成|候选人没来|面试官没来"
)
"""What became of a card that could not be changed."""
_ONCE_MORE = r"还没有收到您的答复，再发一次：\n"
PUSHES |= {
    "nudge": _ONCE_MORE + PUSHES["offer"],
    "nudge to move": _ONCE_MORE + PUSHES["other times"],
    "nudge in a row": _ONCE_MORE + PUSHES["offer in a row"],
    "became": rf"#(?P<number>\d+) · (?P<topic>.+)\n(?:(?P<state>{_BECAME})(?:\n.+)*"
    r"|已告诉其他人您会晚到 \d+ 分钟。)",
    "unanswered": r"(?P<candidate>\S+)已经 .+ 没有答复 #(?P<number>\d+)（(?P<topic>.+)），提醒过一次了：\n"
    rf"{_TIMES}\n要不要打个电话？换别的时间请发：.+",
}
BY_CLOCK = {
    *("please answer", "ended", "left", "digest", "nudge", "nudge to move", "unanswered"),
    *("asked for feedback", "asked again", "became"),
}
"""Pushes that tell of no change; reminders neither."""
# What is answered when something has been done.
ANSWERS = {
    "proposed": rf"已安排 {_SUBJECT}\n面试官：(?P<panel>.+)\n可选时间：\n{_TIMES}{_PLACE}"
    r"(?:\n已发给.+，等待确认。)?",
    "offered": rf"#(?P<number>\d+) 现在可选：\n{_TIMES}(?:\n已发给.+。)?",
    "on behalf": rf"已替(?P<candidate>\S+)确认 #(?P<number>\d+)（(?P<topic>.+)）：(?P<when>.+){_PLACE}",
    "confirmed": PUSHES["confirmed"],
    "set": r"#(?P<number>\d+)（(?P<candidate>\S+)）改到 (?P<when>.+)，相关的人会收到通知。",
    "moving": rf"#(?P<number>\d+)（(?P<candidate>\S+)）(?:现在可选|想改到)：\n{_TIMES}"
    r"(?:\n候选人确认之前，原定时间 (?P<was>.+) 不变。)?(?:\n已发给.+。)?",
    "unmoved": r"#(?P<number>\d+)（(?P<candidate>\S+)）不改了，仍是 (?P<when>.+?)。(?:\n已发给.+。)?",
    "moved": PUSHES["moved"],
    "swapped": r"#(?P<number>\d+)（(?P<candidate>\S+)）的面试官：(?P<out>\S+) → (?P<name>\S+)。"
    rf"相关的人会收到通知。(?:\n时间：(?P<when>.+))?{_PLACE}",
    "accepted": r"好的，#(?P<number>\d+) 您会参加：(?P<candidate>\S+)，(?P<when>.+)。",
    "refused": rf"{_NOT_COMING}已转告(?P<hr>\S+)。{_WHY}",
    "replaced": rf"{_NOT_COMING}由(?P<name>\S+)接替。{_WHY}",
    "explained": r"好的，已把原因转告\S+。",
    "saved": rf"已保存对 {_OPINION_ON}的反馈：\n(?s:.+)",
    "closed": r"已关闭 #(?P<number>\d+)（(?P<candidate>\S+)）的反馈（\d+/\d+），不会再向面试官要。"
    r"(?:\n还没有给：.+)?",
    "forgotten": r"已删除这位候选人的个人资料：(?s:.+)",
    "done": r"已记录：#(?P<number>\d+)（(?P<candidate>\S+)，(?P<when>.+)）面试完成。",
    "no_show": r"已记录：#(?P<number>\d+)（(?P<candidate>\S+)，(?P<when>.+)）"
    r"(?P<who>候选人|面试官)没有来。",
    "wished": r"已转告\S+您想改期（#(?P<number>\d+)）。改定之前，原定时间 (?P<when>.+) 不变；"
    r"有结果会马上通知您。",
    "wished early": r"已转告\S+您方便的时间（#(?P<number>\d+)），有新的时间会马上发给您。",
    "wished late": r"离 #(?P<number>\d+)（(?P<when>.+)）开始不到 12 小时，不能在这里改期了。"
    r"已马上告诉(?P<hr>\S+)，请直接联系(?P=hr)；改定之前，原定时间不变。",
    "wished often": r"#(?P<number>\d+)（(?P<when>.+)）已经改过 \d+ 次，不能再在这里改期了。"
    r"已告诉(?P<hr>\S+)，请直接联系(?P=hr)；改定之前，原定时间不变。",
    "still declined": r"好的，#(?P<number>\d+) 的时间不变：(?P<when>.+)。已转告\S+。",
    "declined": r"好的，已转告\S+，会再和您商量别的时间。",
    "cancelled": r"已取消 #(?P<number>\d+)（(?P<candidate>\S+)），相关的人会收到通知和原因。",
    "cancelled in a row": r"连续的几轮面试一起取消了：(?P<numbers>#\d+(?:、#\d+)+)。"
    r"相关的人会收到通知和原因。",
    "edited": r"已修改 #(?P<number>\d+) 的(?P<field>\S+)，相关的人会收到通知。",
    "wants off": r"离 #(?P<number>\d+)（(?P<when>.+)）开始不到 12 小时，不能在这里取消了。"
    r"已马上告诉(?P<hr>\S+)，请直接联系(?P=hr)。",
    "late": r"已告诉其他人您会晚到 (?P<minutes>\d+) 分钟（#(?P<number>\d+)）。路上注意安全。",
    "proposed in a row": r"已安排连续 \d+ 轮面试：(?P<candidate>\S+) · (?P<position>.+)\n"
    rf"{_EACH}\n可选时间：\n{_TIMES}{_PLACE}(?:\n已发给.+，等待确认。)?",
    "on behalf in a row": rf"已替(?P<candidate>\S+)确认连面：\n{_EACH}{_PLACE}",
    "confirmed in a row": PUSHES["confirmed in a row"],
}
