"""Vietnamese as it was written before Unicode, and as it looks after a wrong reading: for files that tests make.

The letters are typed here by hand, from the fonts' own tables: the engine has its knowledge from elsewhere.
"""

from __future__ import annotations

import unicodedata

_TCVN3 = dict(
    zip(
        "àảãáạ ằẳẵắặ ầẩẫấậ èẻẽéẹ ềểễếệ ìỉĩíị òỏõóọ ồổỗốộ ờởỡớợ ùủũúụ ừửữứự ỳỷỹýỵ ăâêôơưđ ĂÂÊÔƠƯĐ".replace(" ", ""),
        bytes.fromhex(
            "b5b6b7b8b9 bbbcbdbec6 c7c8c9cacb cccecfd0d1 d2d3d4d5d6 d7d8dcddde dfe1e2e3e4"
            "e5e6e7e8e9 eaebecedee eff1f2f3f4 f5f6f7f8f9 fafbfcfdfe a8a9aaabacadae a1a2a3a4a5a6a7"
        ).decode("latin-1"),
        strict=True,
    )
)
# VNI: a tone is a letter of its own behind the vowel, and so is a hat with its tone.
_TONES = {"\u0300": "ø", "\u0301": "ù", "\u0303": "õ", "\u0309": "û", "\u0323": "ï"}
_HATS = {"\u0302": {"": "â", "\u0300": "à", "\u0301": "á", "\u0303": "ã", "\u0309": "å", "\u0323": "ä"}} | {
    "\u0306": {"": "ê", "\u0300": "è", "\u0301": "é", "\u0303": "ü", "\u0309": "ú", "\u0323": "ë"}
}
_VNI_I = {"\u0300": "ì", "\u0301": "í", "\u0303": "ó", "\u0309": "æ", "\u0323": "ò"}


def tcvn3(text: str) -> str:
    """The text in the font .VnTime, as a program of Unicode shows it; capitals with a tone become small letters."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(_TCVN3.get(letter) or _TCVN3.get(letter.lower(), letter) for letter in composed)


def vni(text: str) -> str:
    """The text in the font VNI-Times, as a program of Unicode shows it."""
    return "".join(map(_vni_letter, unicodedata.normalize("NFC", text)))


def _vni_letter(letter: str) -> str:
    if letter in "đĐ":
        return "ñ" if letter == "đ" else "Ñ"
    base, *marks = unicodedata.normalize("NFD", letter)
    tone = next((mark for mark in marks if mark in _TONES), "")
    if base in "iI" and tone:
        written = _VNI_I[tone]
    elif base in "yY" and tone == "\u0323":
        written = "î"
    else:
        horned = {"o": "ô", "u": "ö"}[base.lower()] if "\u031b" in marks else base
        hat = next((_HATS[mark] for mark in marks if mark in _HATS), None)
        written = horned + (hat[tone] if hat else _TONES.get(tone, ""))
    return written.upper() if base.isupper() else written


def twice(text: str, encoding: str = "cp1252") -> str:
    """The text as UTF-8 that was read in that encoding; bytes that it leaves out come through as control signs."""
    shown = []
    for byte in text.encode():
        try:
            shown.append(bytes([byte]).decode(encoding))
        except UnicodeDecodeError:
            shown.append(chr(byte))
    return "".join(shown)
