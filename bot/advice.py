"""What each setting is for and where it is found: the words of a settings error."""

CONSOLE = "work.weixin.qq.com/wework_admin"

_VARIABLES: dict[tuple[str, ...], str] = {
    ("wecom", "corp_id"): "WECOM_CORP_ID",
    ("wecom", "agent_id"): "WECOM_AGENT_ID",
    ("wecom", "secret"): "WECOM_SECRET",
    ("wecom", "token"): "WECOM_TOKEN",
    ("wecom", "aes_key"): "WECOM_ENCODING_AES_KEY",
    ("wecom", "api_base"): "WECOM_API_BASE",
    ("showmebug", "client_id"): "SHOWMEBUG_CLIENT_ID",
    ("showmebug", "client_secret"): "SHOWMEBUG_CLIENT_SECRET",
    ("database", "url"): "DATABASE_URL",
    ("server", "port"): "PORT",
    ("mail", "password"): "MAIL_PASSWORD",
}

_ABOUT: dict[tuple[str, ...], str] = {
    ("wecom", "corp_id"): (
        "The company's id, like ww1234567890abcdef.\n"
        f"    Found at {CONSOLE} under 我的企业 → 企业信息 → 企业ID."
    ),
    ("wecom", "agent_id"): (
        "The app's number, like 1000002.\n"
        f"    Found at {CONSOLE} under 应用管理 → 自建 → your app → AgentId."
    ),
    ("wecom", "secret"): (
        "The app's secret, with which the bot may send messages.\n"
        f"    Found at {CONSOLE} under 应用管理 → 自建 → your app → Secret → 查看."
    ),
    ("wecom", "token"): (
        "The callback's Token, 3 to 32 letters and digits, with which WeCom signs.\n"
        f"    Chosen at {CONSOLE} under your app → 接收消息 → 设置API接收 → Token (随机获取)."
    ),
    ("wecom", "aes_key"): (
        "The callback's EncodingAESKey, exactly 43 letters and digits, with which WeCom encrypts.\n"
        f"    Chosen at {CONSOLE} under your app → 接收消息 → 设置API接收 → EncodingAESKey"
        " (随机获取)."
    ),
    ("wecom", "api_base"): (
        "Where WeCom's API is: https://qyapi.weixin.qq.com, a proxy of yours, or the simulator."
    ),
    ("database", "url"): (
        "The database: postgresql://user:password@host:5432/name (?sslmode=require if wanted).\n"
        "    Unset it to use the embedded PostgreSQL."
    ),
    ("kf", "open_kfid"): (
        "The customer service account for candidates on ordinary WeChat, like wkAJ2GCAAASSm4…\n"
        "    Listed by python -m bot doctor; leave it empty to do without."
    ),
    ("kf", "servicer"): (
        "Userid of the member a candidate is handed to when a human is wanted; needs kf.open_kfid.\n"
        "    Leave it empty, and HR is only told."
    ),
    ("server", "public_url"): (
        "The web process as people reach it, like https://your.domain, without ? or #.\n"
        "    With it candidates get a link to a page of their own; leave it empty to do without."
    ),
    ("showmebug", "client_id"): (
        "The id under which ShowMeBug's API knows your team; ShowMeBug gives it with the secret.\n"
        "    Without ShowMeBug set rooms.provider to text or wecom_meeting."
    ),
    ("showmebug", "client_secret"): (
        "The secret that belongs to SHOWMEBUG_CLIENT_ID; ShowMeBug also signs its events with it."
    ),
    ("rooms", "provider"): (
        "Where interviews are held: text (what HR writes as the place), showmebug or wecom_meeting."
    ),
    ("mail", "sender"): (
        "Whom letters come from, like Recruiting <jobs@your.domain>; needed as soon as mail.host is set."
    ),
    ("mail", "password"): "The password of mail.user at your mail server.",
    ("server", "port"): "The port the web process listens on, 0 to 65535.",
}


def variable(keys: tuple[str, ...]) -> str:
    """The environment variable that sets a key, as an operator would write it."""
    return _VARIABLES.get(keys, "MIANYUE__" + "__".join(key.upper() for key in keys))


def about(keys: tuple[str, ...]) -> str:
    """What a setting is for and where its value is found."""
    return _ABOUT.get(keys, f"See {'.'.join(keys)} in config.toml for its form and default.")
