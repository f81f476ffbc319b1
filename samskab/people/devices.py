"""What somebody is signed in on, in words, from what the browser says of itself."""

from django.utils.translation import gettext as _

# Looked for in this order: a browser says the names of those it wants to be taken for, too.
BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
MACHINES = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "Mac"),
    ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip


def device_of(user_agent: str) -> str:
    """ "Firefox på Windows"; "Et andet program" for what we do not know."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    machine = next((name for sign, name in MACHINES if sign in user_agent), "")
    if browser and machine:
        return _("%(browser)s på %(machine)s") % {"browser": browser, "machine": machine}
    return browser or machine or _("Et andet program")
