"""What stands on the pages beside what is said in chat, too."""

from interviews.texts import Text
from models.interview import Status
from models.person import Language

INTERVIEW = Text(zh="面试", en="Interview")
CHOOSE = Text(zh="请选择面试时间", en="Please choose a time")
OTHER = Text(zh="面试想换个时间，请您选择", en="Another time for your interview?")
WAITING = Text(zh="正在安排面试时间", en="A time is being found")
OVER = Text(zh="面试已结束", en="Your interview is over")
TITLES = {
    Status.OFFERED: CHOOSE,
    Status.CONFIRMED: Text(zh="面试已确认", en="Your interview is confirmed"),
    Status.DONE: OVER,
    Status.NO_SHOW: OVER,
    Status.CANCELLED: Text(zh="面试已取消", en="Your interview has been cancelled"),
}
HELLO = Text(
    zh="{candidate}，您好！{inviter}邀请您参加面试。",
    en="Hello {candidate}, {inviter} invites you to an interview.",
)
POSITION = Text(zh="岗位", en="Position")
TIME = Text(zh="时间", en="Time")
AGREED_TIME = Text(zh="原定时间", en="Agreed time")
PLACE = Text(zh="地点", en="Place")
WITH = Text(zh="面试官", en="With")
ASK = Text(zh="联系人", en="Contact")
NUMBER = Text(zh="编号", en="Number")
JOIN = Text(zh="进入会议", en="Join the meeting")
MAP = Text(zh="在地图上查看", en="Show on a map")
CALENDAR = Text(zh="加到日历", en="Add to calendar")
IN_WECHAT = Text(
    zh="在微信里打不开的话，请点右上角“…”，选择“在浏览器打开”。",
    en="If WeChat does not open it, tap “…” at the top right, then “Open in Browser”.",
)
ROUNDS = Text(
    zh="连续 {count} 轮，一起确认：", en="{count} interviews in a row, confirmed together:"
)
ROUND = Text(zh="#{number} {round} {panel}", en="#{number} {round} {panel}")
OPEN_TIMES = Text(zh="可选时间", en="Times to choose from")
UNTIL = Text(zh="为您保留到 {until}", en="Kept for you until {until}")
CONFIRM = Text(zh="确认这个时间", en="Confirm this time")
NONE_FITS = Text(zh="都不合适？", en="None of them suits you?")
WHEN_COULD = Text(zh="您方便的时间（选填）", en="When you could (if you like)")
DECLINE = Text(zh="都不合适，请另安排", en="None suits me, please suggest others")
ANOTHER = Text(zh="想换个时间？", en="Would you like another time?")
SAY_WHEN = Text(zh="您方便的时间和原因", en="When you could, and why")
SUGGEST = Text(zh="告诉{hr}", en="Tell {hr}")
WISHED = Text(
    zh="您提出过改期，{hr}正在安排：{wish}",
    en="You have asked for another time; {hr} is on it: {wish}",
)
CANNOT = Text(zh="不能参加了？", en="You cannot come?")
REASON = Text(zh="原因，会转告{hr}", en="The reason; {hr} will be told")
CANCEL = Text(zh="取消面试", en="Cancel the interview")
NO_TIME_YET = Text(
    zh="现在没有可选的时间，有了新的会马上告诉您。",
    en="No time is open just now; you will be told as soon as there are new ones.",
)
ZONE = Text(zh="时间按 {zone} 显示", en="Times are shown in {zone}")
SWITCH_ZONE = Text(zh="换时区", en="Other time zone")
ZONES = Text(zh="时区", en="Time zone")
SHOW = Text(zh="显示", en="Show")
SWITCH = {Language.ZH: "English", Language.EN: "中文"}
"""In the language one would switch to."""

CHOOSE_ONE = Text(
    zh="请先选择一个时间，再按“确认这个时间”。",
    en="Please choose one of the times first, then press “Confirm this time”.",
)
WRITE_WHEN = Text(
    zh="请写上您方便的时间和原因，再按一次。",
    en="Please write when you could and why, then press again.",
)
WRITE_WHY = Text(
    zh="请写上取消的原因，再按一次。什么也没有改变。",
    en="Please write why you cancel, then press again. Nothing has changed.",
)
TOO_LONG = Text(zh="最多写 {most} 个字，请缩短一些。", en="Please write at most {most} characters.")
ONCE_MORE = Text(
    zh="这个页面打开很久了，或者已经用过。下面是现在的情况，您的话还在，请再按一次。",
    en="This page was opened long ago, or was used already. Here is how things stand now; what you"
    " wrote is still there, please press again.",
)

NOT_HERE = Text(zh="打不开这个页面", en="There is nothing here")
WHY_NOT = Text(
    zh="链接不完整，或者已经过期。请完整地复制链接再试；还是不行的话，请联系邀请您的人。",
    en="The link is not complete, or it has expired. Please copy all of it and try again; if that"
    " does not help, ask whoever invited you.",
)
OUTDATED = Text(zh="这个链接已经失效", en="This link is no longer valid")
WHOM_TO_ASK = Text(
    zh="已经换过新的链接了。如果您是这位候选人，请向{hr}要新的链接。",
    en="There is a new one. If you are the candidate, please ask {hr} for it.",
)
TOO_MUCH = Text(zh="请稍等一会儿", en="Please wait a moment")
WAIT = Text(
    zh="短时间内试得太多了。请过 {minutes} 分钟再试；着急的话，请联系邀请您的人。",
    en="That was tried too often in a short time. Please try again in {minutes} minutes; if it is"
    " urgent, ask whoever invited you.",
)
NOT_NOW = Text(zh="暂时打不开", en="Not just now")
COME_BACK = Text(
    zh="刚才没有办成，什么也没有改变。请返回上一页，过一会儿再试。",
    en="That could not be done just now, and nothing has changed. Please go back and try again in a"
    " moment.",
)
