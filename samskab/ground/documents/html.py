"""The tree as HTML: meaning in elements, looks in classes, every word escaped."""

from django.utils.html import escape

from samskab.ground.documents.tree import (
    Block,
    Code,
    Document,
    Figure,
    Framed,
    Heading,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Part,
    Quote,
    Strong,
    Table,
)


def to_html(document: Document) -> str:
    """The body of the document as an <article>, to stand inside a page."""
    return f'<article class="document" lang="{document.lang}">{_all(document.blocks)}</article>'


def to_html_page(document: Document, *, style: str = "") -> str:
    """A whole page that can be opened from disk. `style` is CSS of our own making; there are no scripts."""
    return (
        f'<!doctype html>\n<html lang="{document.lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(document.title)}</title>\n"
        f'<meta name="author" content="{escape(document.author)}">\n'
        f'<meta name="dcterms.date" content="{document.date.isoformat()}">\n'
        f"<style>{style}</style>\n</head>\n<body>\n<main>{to_html(document)}</main>\n</body>\n</html>\n"
    )


def _all(blocks: tuple[Block, ...]) -> str:
    return "".join(_block(block) for block in blocks)


def _block(block: Block) -> str:
    match block:
        case Heading(level=level, text=text):
            return f"<h{level}>{escape(text)}</h{level}>"
        case Paragraph(content=content, look=look):
            return f'<p class="document-{look}">{_inline(content)}</p>'
        case Quote():
            return _quote(block)
        case ListBlock(items=items, ordered=ordered):
            name = "ol" if ordered else "ul"
            return f"<{name}>{''.join(f'<li>{_inline(item)}</li>' for item in items)}</{name}>"
        case Figure():
            return _figure(block)
        case Table():
            return _table(block)
        case Framed(title=title, blocks=blocks, level=level):
            return f'<section class="document-framed"><h{level}>{escape(title)}</h{level}>{_all(blocks)}</section>'
        case Part(name=name, blocks=blocks):
            return f'<div class="document-part document-{escape(name)}">{_all(blocks)}</div>'


def _quote(quote: Quote) -> str:
    said = " ".join(
        piece
        for piece in (_code(Code(quote.code, quote.code_url)) if quote.code else "", escape(quote.said_by))
        if piece
    )
    return (
        '<figure class="document-quote">'
        f"<blockquote><p>{escape(quote.text)}</p></blockquote><figcaption>{said}</figcaption></figure>"
    )


def _figure(figure: Figure) -> str:
    more = f'<p class="document-hidden">{escape(figure.long_description)}</p>' if figure.long_description else ""
    caption = f"<figcaption>{escape(figure.caption)}</figcaption>" if figure.caption else ""
    picture = f'<div class="document-picture" role="img" aria-label="{escape(figure.alt)}">{figure.svg}</div>'
    return f'<figure class="document-figure document-{escape(figure.name)}">{picture}{more}{caption}</figure>'


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in table.header)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in table.rows)
    return (
        f"<table><caption>{escape(table.caption)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _inline(content: tuple[Inline, ...]) -> str:
    return " ".join(piece for piece in map(_piece, content) if piece)


def _piece(piece: Inline) -> str:
    match piece:
        case str():
            return escape(piece.strip())
        case Link(text=text, url=url):
            return f'<a href="{escape(url)}">{escape(text)}</a>'
        case Code():
            return _code(piece)
        case Strong(text=text):
            return f"<strong>{escape(text).replace('/', '/<wbr>')}</strong>"


def _code(code: Code) -> str:
    if code.url:
        return f'<a class="document-code" href="{escape(code.url)}">{escape(code.code)}</a>'
    return f'<span class="document-code">{escape(code.code)}</span>'
