"""Text that was decoded wrongly is found and restored, and no ordinary text is suspected."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.model.canvas import Item
from canvas.model.edits import set_status
from canvas.model.wrong_decoding import (
    newly_wrong,
    restore_texts,
    restored,
    restored_field,
    restored_item,
    wrongly_decoded,
)
from tests.app.driving import a_canvas
from tests.strategies import quick

SENTENCES = (
    "We don’t know where the café’s money went…",
    "“Nobody asked us” – said twice",
    "✓ agreed, ❌ refused",
    "Überraschend schöne Größe für München",
    "Ça coûte 20 € à Paris, où l’été est déjà là",
    "Mañana llegará el niño; ¿según quién?",
    "São Paulo não é a única opção",
    "Zażółć gęślą jaźń, Łódź, Środa",
    "Příliš žluťoučký kůň úpěl ďábelské ódy",
    "İstanbul’da çiğ köfte, Şişli, ığüş",
    "Årets møde på Ærø, næste år",
    "Привет, как дела?",
    "Καλημέρα κόσμε",
    "שלום לכולם",
    "مرحبا بالعالم",
    "日本語のテキスト",
    "한국어 문장입니다",
    "สวัสดีชาวโลก",
    "At 20 °C, £20 and 5 m²",
    "Party 🎉 on friday 👍🏽",
)

CODECS = ("cp1252", "mac_roman", "latin-1")


def read_as(codec: str, text: str) -> str:
    """A text whose UTF-8 is read in another encoding.

    Windows-1252 leaves five bytes undefined, which programs take as control characters.
    """
    return "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in text.encode())


ORDINARY = (
    "AMANHÃ», disse ela. A MAÇÃ… A IRMÃ” – MANHÃ–TARDE. O «Ã» e o „Â“.",
    "»Å« er et bogstav; på »Å«. ”Å”, ‘Å’, Å… og Å–Æ–Ø. »Ä« und „Ä“, „Ö“, „Ü“, „ß“, Ä…, Ä–Ö–Ü.",
    "Le « â » de château ; CAFÉ”, CAFÉ… É…, È”, « À » la carte",
    "Un cœur, Œuvre, vœux, bœuf…",
    "Dehâ… dehâ” ‘â’ “â”… é”… è”… à»– «é»–«è»",
    "√2, √π, 2√π, √Ω, a√b, x ¬ y, ¬p, ‚Ärger‘, ‚Übung‘, ‚ú‘, ‚Öl‘ und ‚ähnlich‘, ‚äöü‘",
    "5 × 3, 2×², Ø5, ÐÞÆÖ, Ñ…, ¿Ñ?, ½ Ø ½, Ð–Ñ, ×–×",
    "Ångström Å, 10 Å–12 Å, 3 Å², Åse™, IKEA®, ÄÖÜ©, FRANÇA™, Âge, Âme, ÂNGELO, Ân, Mâ",
    "Zażółć gęślą jaźń. ĄĆĘŁŃÓŚŹŻ… „ŻÓŁW”",
    "Việt Nam: Âu Cơ, ÂM NHẠC, đâu, ấn tượng; ĐÃ, đã, ĐÃ… ĐÃ”, NHÃ»",
    "Ελλάδα Ρωσία Россия ישראל العربية 日本 한국 ไทย हिन्दी বাংলা தமிழ் မြန်မာ ქართული Հայերեն አማርኛ",
    "I ♥ ★ ✓ ✗ → ⇒ ≠ ≤ ≥ ± ∞ § ¶ † ‡ ‰ € £ ¥ ¢ © ® ™ 👍🏽 🎉",
)

LETTERS = (
    "abcdefghijklmnopqrstuvwxyzäöüß",
    "aàâæbcçdeéèêëfghiîïjklmnoôpqrstuùûüvwxyÿz",
    "aáàâãbcçdeéêfghijklmnoóôõpqrstuúvxz",
    "abcdefghijklmnñopqrstuúüvwxyzáéíó",
    "abcdefghijklmnopqrstuvwxyzåäö",
    "abcdefghijklmnopqrstuvwxyzæøå",
    "aábdðeéfghiíjklmnoóprstuúvxyýþæö",
    "aąbcćdeęfghijklłmnńoóprsśtuwyzźż",
    "aăâbcdefghiîjklmnopqrsștțuvwxyz",
    "aáäbcčdďeéfghiíjklĺľmnňoóôpqrŕsštťuúvwxyýzž",
    "abcçdefgğhıijklmnoöprsştuüvyzâîû",
    "abdefghijklmnoprsšzžtuvõäöü",
    "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "αβγδεζηθικλμνξοπρστυφχψως",
    "aăâbcdđeêghiklmnoôơpqrstuưvxy",
)
"""The alphabets of some languages."""

PAIRS = ("“”", "„“", "‘’", "«»", "»«", "‹›", "””", "()", "  ")
ENDS = ("", ",", ".", "…", "!", "?", " –", "–", "—", "’s", "™", "®", ":", ";")


@st.composite
def ordinary(draw: st.DrawFn) -> str:
    """Words of one alphabet, small, capitalised or in capitals, with the punctuation people use."""
    letters = draw(st.sampled_from(LETTERS))
    words = st.text(st.sampled_from(letters), min_size=1, max_size=8)
    said = []
    for word in draw(st.lists(words, max_size=6)):
        form = draw(st.sampled_from((str.lower, str.capitalize, str.upper)))
        pair = draw(st.sampled_from(PAIRS))
        said.append(f"{pair[0]}{form(word)}{draw(st.sampled_from(ENDS))}{pair[1]}")
    return draw(st.sampled_from((" ", "\xa0", " "))).join(said)


@pytest.mark.parametrize("text", SENTENCES)
@pytest.mark.parametrize("codec", CODECS)
def test_a_sentence_that_was_read_in_another_encoding_is_restored(text: str, codec: str) -> None:
    wrong = read_as(codec, text)
    if wrong != text:
        assert restored(wrong) == text


@pytest.mark.parametrize("first", CODECS)
@pytest.mark.parametrize("then", CODECS)
def test_what_was_read_wrongly_twice_or_thrice_is_restored(first: str, then: str) -> None:
    for text in SENTENCES:
        twice = read_as(then, read_as(first, text))
        assert twice == text or restored(twice) == text
        assert first != then or restored(read_as(first, twice)) == text


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        *(("donâ€™t", "don’t"), ("â€œyesâ€ he said", "“yes” he said"), ("âœ“ and ‚ùå", "✓ and ❌")),
        *(("cafÃ©", "café"), ("Ã la carte", "Ã la carte"), ("Ã\xa0 la carte", "à la carte")),
        *(("doubly donÃ¢â‚¬â„¢t", "doubly don’t"), ("m√∂glich √ºber caf√©", "möglich über café")),
        *(("20Â°C, Â£5", "20°C, £5"), ("naÃ¯ve – cafÃ© ’ok’", "naïve – café ’ok’")),
    ],
)
def test_well_known_cases_are_restored_and_what_is_right_beside_them_stays(wrong: str, right: str) -> None:
    assert restored(wrong) == right


@pytest.mark.parametrize("text", [*SENTENCES, *ORDINARY])
def test_a_sentence_of_any_language_is_left_alone(text: str) -> None:
    assert restored(text) == text


@quick
@given(ordinary())
def test_no_ordinary_text_is_suspected(text: str) -> None:
    assert restored(text) == text


def test_all_texts_of_an_item_are_restored_in_one_edit() -> None:
    wrong = Item("vis00", "donâ€™t", {"owner": "AndrÃ©", "note": "fine", "votes": 3})
    canvas = a_canvas(vision=[wrong, Item("vis01", "fine")], roles=[Item("rol00", "cafÃ©")])
    assert wrongly_decoded(canvas) == ["vis00", "rol00"]
    assert (
        restored_item(canvas.items["vis01"] if hasattr(canvas, "items") else Item("x", "fine")).text == "fine"
    )
    edit = restore_texts(canvas, wrongly_decoded(canvas))
    item = edit.canvas.item("vis00")
    assert item
    assert (item.text, item.owner, item.note, item.votes) == ("don’t", "André", "fine", 3)
    assert wrongly_decoded(edit.canvas) == []
    assert edit.label == "repair 2 statements"
    assert restored_field(wrong) == ("donâ€™t", "don’t")
    assert restored_field(wrong._replace(text="fine")) == ("AndrÃ©", "André")
    assert newly_wrong(edit.canvas, canvas) == ["vis00", "rol00"]
    parked = set_status(canvas, [wrong.id], "parked").canvas
    assert newly_wrong(canvas, parked) == []
    assert newly_wrong(canvas, edit.canvas) == []
