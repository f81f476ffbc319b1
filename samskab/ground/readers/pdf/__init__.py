"""PDF: words with places in, pieces in reading order out.

`page` asks PDFium what stands where. `tags` follows the order the file itself tells, where it does.
Otherwise `rules` finds tables and frames by their lines, `layout` finds columns and tables without lines by
the white space between the words, and `paragraphs` puts lines together.
"""

from samskab.ground.readers.pdf.reading import read_pdf

__all__ = ["read_pdf"]
