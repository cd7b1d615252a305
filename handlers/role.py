"""`/role 李雷 hr` 角色: make a member HR, or HR a member again."""

from bot.routing import Chat, Router, Who
from interviews import naming, people
from interviews.notices import Notice, write
from interviews.texts import Refused, Text, Words
from models.person import Role

router = Router()

HOW = Text(
    zh="请写姓名和角色，例如：角色 李雷 hr；取消则写：角色 李雷 成员",
    en="Please give a name and a role, for example: role 李雷 hr; to take it back: role 李雷 member",
)
GIVEN = Text(zh="{name}现在是 HR。", en="{name} is HR now.")
TAKEN = Text(zh="{name}不再是 HR。", en="{name} is no longer HR.")
BY_CONFIG = Text(
    zh="{name}的 HR 身份写在配置 people.hr 里，只能由管理员在那里取消。",
    en="{name} is HR by the configuration (people.hr); only the administrator can change that.",
)
YOU_ARE = Text(
    zh="{by}把您设为 HR。发“帮助”看看可以说什么。",
    en='{by} has made you HR. Say "help" to see what you can say.',
)
YOU_WERE = Text(zh="{by}取消了您的 HR 身份。", en="{by} has taken the HR role from you.")
HR = {"hr", "招聘", "人事"}
MEMBER = {"member", "成员", "无", "none", "-", "普通成员", "interviewer", "面试官"}


@router.command(
    "role", "角色",
    usage=Text(zh="角色 姓名 hr|成员", en="role name hr|member"),
    summary=Text(zh="给同事 HR 权限或收回", en="give a colleague HR rights, or take them back"),
    example=Text(zh="角色 李雷 hr", en="role 李雷 hr"),
    who=Who.HR,
    rank=80,
)  # fmt: skip
async def role(chat: Chat) -> Words:
    """An unknown member is named with the account: 李雷(lilei)."""
    name, _, wanted = chat.args.rpartition(" ")
    wanted = wanted.lower()
    if not name or wanted not in HR | MEMBER:
        raise Refused(HOW)
    person = await naming.interviewer(chat.session, name, chat.rules, chat.now)
    give = wanted in HR
    if not give and people.is_hr(person, chat.rules) and Role.HR not in person.roles:
        raise Refused(BY_CONFIG(name=person.name))
    changed = people.is_hr(person, chat.rules) != give
    person.roles = [Role.HR.value] if give else []
    if changed and person.id != chat.person.id:
        told = (YOU_ARE if give else YOU_WERE)(by=chat.person.name)
        key = f"role:{person.id}:{chat.session.info['message']}"
        notice = Notice(person, told, key=key, kind="role")
        await write(chat.session, [notice], chat.rules, chat.now)
    return (GIVEN if give else TAKEN)(name=person.name)
