"""Pages as a browser reads them."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import html5lib


def parsed(source: str) -> Element:
    """The tree that a browser makes of a page; anything it has to mend is an error."""
    tree: Element = html5lib.HTMLParser(namespaceHTMLElements=False, strict=True).parse(source)
    return tree


def elements(tree: Element, *tags: str) -> list[Element]:
    """The elements of some kinds, in their order."""
    return [element for element in tree.iter() if element.tag in tags]
