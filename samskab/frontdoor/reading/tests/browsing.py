"""A person with a browser: a page's form as a browser would send it back, after the person has answered."""

from html.parser import HTMLParser

from django.core.files.uploadedfile import SimpleUploadedFile


class Form(HTMLParser):
    """The fields of the form that carries the document under review. `fields` is what would be sent."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.fields: dict[str, str] = {}
        self.choices: dict[str, list[str]] = {}
        self._area = self._select = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        field = dict(attrs)
        name = field.get("name", "")
        if tag == "input" and field.get("type") in ("radio", "checkbox"):
            self.choices.setdefault(name, []).append(field["value"])
            if "checked" in field:
                self.fields[name] = field["value"]
        elif tag == "input":
            self.fields[name] = " ".join((field.get("value") or "").split("\n"))
        elif tag == "textarea":
            self._area, self.fields[name] = name, ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in field:
            self.fields[self._select] = field["value"]

    def handle_data(self, data):
        if self._area:
            self.fields[self._area] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            words = self.fields[self._area].removeprefix("\n")
            self.fields[self._area] = words.replace("\n", "\r\n")
            self._area = ""


def address(project) -> str:
    return f"/p/{project.slug}/laes-ind/"


def open_file(client, project, data: bytes, name: str = "beskrivelse.docx"):
    return client.post(address(project), {"file": SimpleUploadedFile(name, data)})


def keep(client, project, page, **answers):
    """Send the form of a page back, with these answers; `activity_1_answer_0` is the field activity-1-answer-0."""
    fields = Form(page.content.decode()).fields
    said = {name.replace("_", "-"): value for name, value in answers.items()}
    return client.post(address(project), fields | said | {"keep": "1"})


def read_in(client, project, data: bytes, name: str = "beskrivelse.docx", **answers):
    return keep(client, project, open_file(client, project, data, name), **answers)


def rows_of_everything() -> dict[str, int]:
    """How many rows each table of ours holds."""
    from django.apps import apps

    models = [model for model in apps.get_models() if model.__module__.startswith("samskab.")]
    return {model._meta.label: model.objects.count() for model in models}


def files_under(folder) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
