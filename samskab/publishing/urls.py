from django.urls import path

from samskab.publishing.thread import views as thread

urlpatterns = [
    path("t/", thread.lookup, name="lookup"),
    path("t/<str:code>/", thread.code, name="code"),
    path("p/<slug:slug>/t/<str:code>/", thread.thread, name="thread"),
    path("o/<slug:slug>/t/<str:code>/", thread.public_thread, name="public-thread"),
]
