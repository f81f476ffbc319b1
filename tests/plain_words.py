"""How hard a page is to read: LIX, after C.H. Björnsson (1968). Under 25 is for children, 35 an ordinary magazine."""

import re

from lxml import html

BLOCKS = ("p", "li", "h1", "h2", "h3", "dt", "dd", "td", "th", "label", "legend", "summary", "button", "blockquote")
HIDDEN = ("script", "style", "svg", "template")


def words_in(text):
    return re.findall(r"[^\W\d_]+", text)


def lix(*texts):
    """Words a sentence, and of a hundred words how many have more than six letters."""
    words = [word for text in texts for word in words_in(text)]
    long_words = sum(len(word) > 6 for word in words)
    return len(words) / sum(map(sentence_count, texts)) + 100 * long_words / len(words)


def sentence_count(text):
    return max(1, len([part for part in re.split(r"[.!?…]+(?:\s|$)", text) if part.strip()]))


def read_aloud(page):
    """Each piece of text in the page's own part, in order, as one hears it read; a list in a list only once."""
    [main] = html.document_fromstring(page).xpath("//main")
    for hidden in main.xpath(" | ".join(f".//{tag}" for tag in HIDDEN)):
        hidden.drop_tree()
    pieces = [piece for piece in main.iter(*BLOCKS) if not any(True for inner in piece.iterdescendants(*BLOCKS))]
    texts = (" ".join(piece.text_content().split()) for piece in pieces)
    return [text for text in texts if re.search(r"[^\W\d_]", text)]
