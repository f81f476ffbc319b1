"""Every form on a page that changes something, as a browser would see it and send it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

WRITTEN_IN = {"text", "email", "tel", "url", "search", "number", "password", "textarea"}

# What a field must say for the rest of its form to be looked at.
FITTING = {
    "dates": "7. maj 2026",
    "on": "1. marts 2026",
    "given_on": "1. marts 2026",
    "due_on": "1. maj 2026",
    "expires_on": "1. maj 2026",
    "in_force_from": "1. marts 2026",
    "kode": "",
    "valid_from": "1. marts 2026",
    "valid_to": "1. maj 2026",
    "email": "ny@example.org",
    "contact_email": "ny@example.org",
    "url": "https://example.org/",
    "password": "fire-glade-ord-her",
    "place": "",
    "activity": "",
    "then": "empty",
    "excerpt-U-1": "",
    "front": "U-1",
    "answer_web": "no",
}


@dataclass
class Form:
    """`fields` maps a name to (kind, the values one may choose, or the one it has)."""

    action: str
    method: str
    fields: dict = field(default_factory=dict)

    @property
    def written_in(self):
        return [name for name, (kind, _values) in self.fields.items() if kind in WRITTEN_IN]

    def filled(self, words="Noget andet", **instead):
        """What a person would send who writes `words` everywhere and takes the last of every choice."""
        sent = {}
        for name, (kind, values) in self.fields.items():
            if kind == "file" or name in {"up", "down"}:
                continue
            sent[name] = words if kind in WRITTEN_IN else values[-1] if values else ""
        return sent | {name: value for name, value in FITTING.items() if name in sent} | instead


class _Reader(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.page, self.forms, self._form, self._select = page, [], None, None

    def handle_starttag(self, tag, attrs):
        facts = dict(attrs)
        if tag == "form":
            self._form = Form(urljoin(self.page, facts.get("action") or ""), facts.get("method", "get").lower())
            self.forms.append(self._form)
        elif self._form is not None and tag in {"input", "textarea", "select", "button"} and facts.get("name"):
            self._keep(tag, facts)
        elif self._select and tag == "option":
            self._form.fields[self._select][1].append(facts.get("value", ""))

    def _keep(self, tag, facts):
        kind = facts.get("type", "text") if tag == "input" else tag
        _kind, values = self._form.fields.setdefault(facts["name"], (kind, []))
        if tag == "select":
            self._select = facts["name"]
        elif kind not in WRITTEN_IN:
            values.append(facts.get("value") or "")

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        if tag == "select":
            self._select = None


def forms_on(page, html):
    reader = _Reader(page)
    reader.feed(html)
    return [form for form in reader.forms if form.method == "post"]


def forms_behind(browser, pages):
    """Every form this browser meets on these pages, each once; those of the frame (language, log out) left out."""
    found = {}
    for page in pages:
        answer = browser.get(page)
        if answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
            for form in forms_on(page, answer.content.decode()):
                if form.action not in {"/sprog/", "/log-ud/"}:
                    found.setdefault((form.action, *form.fields), form)
    return list(found.values())
