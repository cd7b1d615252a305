"""Tencent, played on this machine: WeCom's API, its encryption, and a page to chat on.

Written from the protocol alone, sharing no code with the bot, so that one wrong belief cannot hide
on both sides.
"""
