"""Every address in Samskab. Only this file, and the rooms' own urls.py, know the views."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
