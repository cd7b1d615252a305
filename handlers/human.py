"""`/human` 人工: a person, please; HR is told, with the last thing that was said."""

from bot.routing import Chat, Router
from interviews import handing, people
from interviews.notices import Notice, write
from interviews.parts import latest_of
from interviews.texts import NOTHING, Text, Words, lines
from models.person import Channel

router = Router()

LAST = 3
DONE = Text(
    zh="好的，已请{hr}联系您。着急的话也可以直接打电话给 TA。",
    en="All right, {hr} has been asked to contact you. If it is urgent, please call.",
)
ANYONE = Text(zh=" HR ", en="HR")
TOLD = Text(zh="{name}希望有人联系 TA。", en="{name} would like a person to get in touch.")
ABOUT = Text(zh="面试 #{number}", en="interview #{number}")
MESSAGES = Text(zh="TA 最近说的：\n{messages}", en="What they said last:\n{messages}")
MOVED = Text(
    zh="正在把 TA 的微信会话转给{servicer}。结束之前我不再和 TA 说话，要说的会发给您转达。",
    en="Their chat on WeChat is being handed to {servicer}. Until it ends I say nothing to them; what"
    " there is to say is given to you.",
)
GIVE_BACK = Text(zh="交还给我请发：交回 {number}", en="To give it back to me: handback {number}")
_SAID = """
    SELECT text FROM inbox
    WHERE person_id = $1 AND text <> '' AND key <> $2 AND received_at > $3::timestamptz - interval '1 day'
    ORDER BY received_at DESC LIMIT $4
"""


@router.command(
    "human", "人工", "转人工", "人工客服", "找人工", "找hr",
    usage=Text(zh="人工 [想问的]", en="human [what about]"),
    summary=Text(zh="请 HR 联系您", en="have HR contact you"),
    example=Text(zh="人工", en="human"),
    rank=89,
    early=True,
)  # fmt: skip
async def human(chat: Chat) -> Words:
    """HR of one's interview, or every HR where there is none."""
    details = await latest_of(chat.session, chat.person, chat.now)
    receivers = [details.hr] if details else await people.all_hr(chat.session, chat.rules, chat.now)
    receivers = [one for one in receivers if one.id != chat.person.id]
    key = chat.session.info["message"]
    rows = await chat.rows.fetch(_SAID, chat.person.id, key, chat.now, LAST)
    said = [row["text"] for row in reversed(rows)] + ([chat.raw] if chat.raw else [])
    moved = bool(chat.person.channel == Channel.KF and chat.rules.kf.servicer)
    told = lines(
        TOLD(name=chat.person.name),
        ABOUT(number=details.number) if details else NOTHING,
        MESSAGES(messages=lines(*said)) if said else NOTHING,
        MOVED(servicer=await handing.servicer(chat.session, chat.rules)) if moved else NOTHING,
        GIVE_BACK(number=details.number) if moved and details else NOTHING,
    )
    notices = [Notice(one, told, key=f"human:{key}:{one.id}", kind="human") for one in receivers]
    await write(chat.session, notices, chat.rules, chat.now)
    chat.person.misunderstood = 0
    done = DONE(hr=details.hr.name if details else ANYONE)
    if moved:
        # Said with the move: once a human has the chat the bot can say nothing there.
        await handing.move(
            chat.session, chat.person, handing.TAKEOVER, done, details, chat.rules, chat.now
        )
        return NOTHING
    return done
