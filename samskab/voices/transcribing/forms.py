"""The pieces of a draft as a person typed them."""

from django.http import HttpRequest

PIECE = "stykke-"


def typed(request: HttpRequest) -> dict[int, str]:
    """Number of a piece → what stands in its field."""
    fields = {name.removeprefix(PIECE): words for name, words in request.POST.items() if name.startswith(PIECE)}
    return {
        int(number): str(words)
        for number, words in fields.items()
        if number.isascii() and number.isdecimal() and len(number) < 8
    }
