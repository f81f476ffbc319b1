from django.urls import URLPattern, URLResolver, get_resolver

from samskab.projects.doors import DOORS, _stands_behind


def _pages(patterns, before=""):
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _pages(one.url_patterns, before + str(one.pattern))
        elif isinstance(one, URLPattern) and (before + str(one.pattern)).startswith("p/<slug:slug>/"):
            yield one.name


def test_every_page_in_a_project_stands_behind_one_door():
    behind = {
        name: [door for door, _, rooms in DOORS if _stands_behind(name, rooms)]
        for name in _pages(get_resolver().url_patterns)
    }
    assert not {name: doors for name, doors in behind.items() if len(doors) != 1}
