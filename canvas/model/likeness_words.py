"""The words of eight languages that say little, and how words are cut to what they have in common.

A text is read by the words of the language that it has most of; where it has none, nothing is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple


class Language(NamedTuple):
    """A language as texts are compared in it; all words are folded.

    Attributes:
        empty: words that say little.
        negations: words that turn a statement round.
        numbers: words for the numbers from two on, each with its digits.
        endings: endings that are cut off, the longest first.
        least: how many letters of a word are kept.
        front: what is cut off in front of a word, but for its group.
    """

    empty: frozenset[str]
    negations: frozenset[str]
    numbers: Mapping[str, str]
    endings: tuple[str, ...]
    least: int = 3
    front: re.Pattern[str] | None = None


def _words(line: str) -> tuple[str, ...]:
    return tuple(line.split())


def _language(
    empty: str, negations: str, numbers: str, endings: str, least: int = 4, *, front: str = ""
) -> Language:
    spelled = {word: str(number) for number, word in enumerate(_words(numbers), 2)}
    ordered = tuple(sorted(_words(endings), key=lambda each: (-len(each), each)))
    pattern = re.compile(f"^{front}") if front else None
    return Language(frozenset(_words(empty)), frozenset(_words(negations)), spelled, ordered, least, pattern)


ENGLISH: Final = Language(
    frozenset(
        _words(
            "a all an and any are as at be been being but by can do does each every for from get gets go"
            " goes going had has have he her his i if in into is it its just kind kinds may of on one or"
            " our ours she should single so some that the their theirs them then there these they this"
            " those through to up us was we were what when which while who whom whose will with would you"
            " your s t"
        )
    ),
    frozenset(_words("no not never nor without none nobody nothing cannot don doesn isn won")),
    {
        word: str(number)
        for number, word in enumerate(_words("two three four five six seven eight nine ten eleven twelve"), 2)
    },
    _words("ings ing ions ion ies ied ers ed er es ly s y e"),
)

_OTHERS: Final = (
    _language(  # German
        "aber alle allen aller alles als am an auch auf aus bei beim da dann das dass dem den der des die"
        " diese dieser durch ein eine einem einen einer eines er es fur hat haben ihr ihre ihren im in ins"
        " ist jede jeden jeder jedem jedes konnen kann mit nach oder sich sie sind so sollen soll uber um"
        " und uns unser unsere unserem unseren vom von vor war was wenn werden wird wir wie zu zum zur",
        "nicht kein keine keinen keinem keiner nie niemals niemand niemanden nichts ohne weder",
        "zwei drei vier funf sechs sieben acht neun zehn elf zwolf",
        "ungen ung lichen licher liches liche lich keiten keit heiten heit innen ern em en er es et st e"
        " n s t",
        front="(ab|an|auf|aus|bei|ein|mit|nach|um|vor|zu|)ge(?=.{4})",
    ),
    _language(  # French
        "a afin alors au aux avec car ce ces cet cette chaque comme d dans de des doit doivent du elle"
        " elles en entre est et eux il ils l la le les leur leurs lui mais notre nos nous on ont ou par"
        " pour qu que qui s sa se ses son sont sur tous tout toute toutes un une vers vos votre vous y",
        "ne n pas jamais sans aucun aucune rien ni personne",
        "deux trois quatre cinq six sept huit neuf dix onze douze",
        "issements issement ations ation ements ement euses euse eurs eur ables able ant ent ees ee es er"
        " ez e s x",
    ),
    _language(  # Spanish
        "a al ante cada como con cual cuando de del desde donde e el ella ellas ellos en entre es esta"
        " este estan ha han hasta la las le les lo los mas mi muy nos nuestra nuestras nuestro nuestros o"
        " para pero por que quien se sea ser si sobre son su sus tambien tiene tienen todas todo todos"
        " toda un una uno unos y",
        "no nunca jamas sin ningun ninguna ninguno nadie nada ni tampoco",
        "dos tres cuatro cinco seis siete ocho nueve diez once doce",
        "aciones acion amientos amiento imientos imiento idades idad mente adores ador amos emos imos"
        " ados adas ado ada idos idas ido ida ando iendo aron ieron ar er ir an en as os es a o e s",
    ),
    _language(  # Portuguese
        "a ao aos as cada com como da das de do dos e ela elas ele eles em entre esta este estao foi ha"
        " isso ja la lhe mais mas me na nas no nos nossa nossas nosso nossos num numa o os ou para pela"
        " pelas pelo pelos por que quem se seja ser seu seus sobre sua suas tambem tem toda todas todo"
        " todos um uma umas uns",
        "nao nunca jamais sem nenhum nenhuma ninguem nada nem",
        "dois tres quatro cinco seis sete oito nove dez onze doze",
        "acoes acao amentos amento imentos imento idades idade mente adores ador amos emos imos ados adas"
        " ado ada idos idas ido ida ando endo aram eram iram ar er ir am em as os es oes ao a o e s",
    ),
    _language(  # Dutch
        "aan al alle allen als bij daar dan dat de deze die dit door een eens elk elke en er haar heb"
        " hebben heeft het hij hoe hun iedere ieder in is je kan kunnen maar met mijn moet moeten na naar"
        " of om onder ons onze ook op over te tot uit van voor waar was wat we wie wij worden wordt zal ze"
        " zich zij zijn zo",
        "niet geen nooit zonder niemand niets noch",
        "twee drie vier vijf zes zeven acht negen tien elf twaalf",
        "ingen ing heden heid lijke lijk en er es e s t",
        front="(aan|af|bij|in|mee|op|over|toe|uit|voor|)ge(?=.{4})",
    ),
    _language(  # Arabic, folded: without marks above and below
        "في من الي على عن مع هذا هذه ذلك تلك التي الذي الذين ان او و ثم كل جميع هو هي هم نحن كان كانت"
        " يكون تكون قد كما بين عند لدي بعد قبل حتي اي",
        "لا لم لن ليس ليست بدون غير دون بلا",
        "اثنان ثلاثه اربعه خمسه سته سبعه ثمانيه تسعه عشره",
        "ات ون ين ان يه ها هم نا ه",
        3,
        front="(?:[وف]?(?:ال|بال|كال|لل)|و(?=.{4}))(?=.{3})()",
    ),
)

_ARABIC_SPELLINGS: Final = str.maketrans({"ى": "ي", "ة": "ه", "ـ": None, "ٱ": "ا"})

_CHINESE_EMPTY: Final = frozenset("的了和与及在是我们你他她它都每所有各为于对把被会将要能可以并也个这那等")
_CHINESE_NEGATIONS: Final = frozenset("不没沒未无無别")
_CHINESE_NUMBERS: Final = {
    "两": "2",
    "二": "2",
    **dict(zip("三四五六七八九十", map(str, range(3, 11)), strict=True)),
}

_WITHOUT_SPACES: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+"
)
"""Runs of Han, kana, Thai, Lao, Burmese and Khmer, which are written without spaces between words."""

_TOKEN: Final = re.compile(r"[^\W\d_]+|\d+")


class Words(NamedTuple):
    """A text cut into words.

    Attributes:
        stems: what is left of each word, or of each two characters of a run without spaces, in order.
        content: those that say something.
        numbers: the numbers.
        negates: whether it negates something.
    """

    stems: tuple[str, ...]
    content: tuple[str, ...]
    numbers: frozenset[str]
    negates: bool


def read_words(folded_text: str) -> Words:
    """Cut a folded text into words, in the language that it has most words of."""
    text = folded_text if folded_text.isascii() else folded_text.translate(_ARABIC_SPELLINGS)
    tokens = _TOKEN.findall(text)
    language = _language_of(tokens)
    stems: list[str] = []
    content: list[str] = []
    numbers: set[str] = set()
    negates = False
    for token in tokens:
        for part in _parts(token):
            if _WITHOUT_SPACES.fullmatch(part):
                pairs = _pairs(part)
                stems += pairs
                content += pairs
                numbers |= {_CHINESE_NUMBERS[each] for each in part if each in _CHINESE_NUMBERS}
                negates = negates or not _CHINESE_NEGATIONS.isdisjoint(part)
                continue
            if part in language.numbers or part.isdecimal():
                numbers.add(language.numbers.get(part, part))
            negates = negates or part in language.negations
            stem = _stem(part, language)
            stems.append(stem)
            if part not in language.empty and part not in language.negations:
                content.append(stem)
    return Words(tuple(stems), tuple(content), frozenset(numbers), negates)


def _language_of(tokens: Sequence[str]) -> Language:
    """The language with the most of its small words in a text; English where no other has more."""
    best, most = ENGLISH, sum(token in ENGLISH.empty or token in ENGLISH.negations for token in tokens)
    for each in _OTHERS:
        count = sum(token in each.empty or token in each.negations for token in tokens)
        if count > most:
            best, most = each, count
    return best


def _parts(token: str) -> list[str]:
    """A token, or its runs with and without spaces between words where it has both."""
    if token.isascii():
        return [token]
    found, at = [], 0
    for run in _WITHOUT_SPACES.finditer(token):
        found += [token[at : run.start()], run[0]]
        at = run.end()
    return [part for part in (*found, token[at:]) if part]


def _pairs(run: str) -> list[str]:
    """Each two neighbouring characters of a run that say something; one alone where there is no other."""
    said = "".join(each for each in run if each not in _CHINESE_EMPTY) or run
    return [said[at : at + 2] for at in range(len(said) - 1)] or [said]


_MAX_ENDINGS: Final = 2


def _stem(word: str, language: Language) -> str:
    """A word without common endings of its language, where enough of it is left."""
    if language.front:
        word = language.front.sub(r"\1", word)
    for _ in range(_MAX_ENDINGS):
        longest = len(word) - language.least
        ending = next((each for each in language.endings if len(each) <= longest and word.endswith(each)), "")
        word = word.removesuffix(ending)
    return word[:-1] if len(word) > language.least and word[-1] == word[-2] else word
