"""A link as a picture that a phone can scan."""

import io

import segno

SCALE, BORDER = 8, 4
"""Pixels of a module, and modules of the white around (ISO 18004 asks for four)."""


def picture(link: str) -> bytes:
    """The QR code as PNG, readable with a seventh of it spoilt."""
    png = io.BytesIO()
    segno.make_qr(link, error="m").save(png, kind="png", scale=SCALE, border=BORDER)
    return png.getvalue()
