"""Somebody who comes in from outside, through HTTPS: cookies, forms, and one who listens."""

import re
import ssl
import urllib.error
import urllib.parse
import urllib.request
from contextlib import closing
from http.cookiejar import CookieJar

from tests.houses import Browser


class Visitor(Browser):
    """A browser that trusts one certificate, and says where it came from as browsers do."""

    def __init__(self, url, certificate):
        self.url = url
        self.jar = CookieJar()
        context = ssl.create_default_context(cafile=str(certificate))
        secure = urllib.request.HTTPSHandler(context=context)
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar), secure)
        self.opener.addheaders = [("Referer", f"{url}/"), ("Origin", url)]

    def fetch(self, path):
        """(status, headers, body)"""
        try:
            with self.opener.open(self.url + path, timeout=60) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.headers, refused.read()

    @property
    def key(self):
        """What a form must hold."""
        return next((cookie.value for cookie in self.jar if cookie.name == "__Host-csrf"), "")

    def upload(self, path, name, content):
        """(status, the page) after a file was handed in."""
        edge = "en-kant-af-et-brev"
        head = f'--{edge}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{self.key}\r\n'
        head += f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
        sent = urllib.request.Request(self.url + path, body)
        sent.add_header("Content-Type", f"multipart/form-data; boundary={edge}")
        try:
            with self.opener.open(sent, timeout=120) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()

    def post(self, path, **sent):
        body = urllib.parse.urlencode(sent | {"csrfmiddlewaretoken": self.key}, doseq=True).encode()
        try:
            with self.opener.open(self.url + path, body, timeout=120) as answer:
                return answer.status, answer.geturl(), answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.geturl(), refused.read().decode()

    def hears(self, path, then):
        """The first thing that happens while one listens at `path`, after `then` has been done."""
        with closing(self.opener.open(self.url + path, timeout=20)) as stream:
            then()
            for line in stream:
                if line.startswith(b"data:"):
                    return line.decode().strip()
        return ""

    def link(self, path, pattern):
        """The first address on a page that looks so."""
        found = re.search(rf'href="({pattern})"', self.fetch(path)[2].decode())
        return found[1] if found else ""
