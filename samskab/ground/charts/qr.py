"""A square a telephone reads: an address, as an SVG image."""

from html import escape

import segno


def draw_qr(url: str, title: str) -> str:
    """The QR code in black on white, with the quiet zone it needs to be read."""
    code = segno.make_qr(url, error="m")
    side = code.symbol_size(border=2)[0]
    rows = "".join(
        f"M{x + 2} {y + 2}h1v1h-1z" for y, row in enumerate(code.matrix) for x, dark in enumerate(row) if dark
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="{4 * side}" height="{4 * side}" '
        f'role="img" shape-rendering="crispEdges"><title>{escape(title)}</title>'
        f'<path d="M0 0h{side}v{side}h-{side}z" fill="#FFFFFF"/><path d="{rows}" fill="#1A1A1A"/></svg>'
    )
