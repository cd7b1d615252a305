"""The XML that WeCom sends, and reading the XML it is answered with."""

from typing import Any

import xmltodict


def element(name: str, value: object) -> str:
    """One element; texts as CDATA, numbers bare, nested ones from a mapping, lists repeated."""
    if isinstance(value, dict):
        return f"<{name}>{''.join(element(key, inner) for key, inner in value.items())}</{name}>"
    if isinstance(value, list):
        return "".join(element(name, one) for one in value)
    if isinstance(value, int):
        return f"<{name}>{value}</{name}>"
    escaped = str(value).replace("]]>", "]]]]><![CDATA[>")
    return f"<{name}><![CDATA[{escaped}]]></{name}>"


def document(**fields: object) -> str:
    """A message: `document(MsgType="text", Content="hi")`."""
    return element("xml", fields)


def read(text: bytes | str) -> dict[str, Any]:
    """The elements below `<xml>`.

    Raises:
        ValueError: it is no such XML.
    """
    try:
        found = xmltodict.parse(text)["xml"]
    except (KeyError, TypeError, xmltodict.expat.ExpatError) as error:
        raise ValueError(f"not XML: {error}") from error
    if not isinstance(found, dict):
        raise ValueError("an empty document")  # noqa: TRY004 - of the input's value, not of ours
    return found
