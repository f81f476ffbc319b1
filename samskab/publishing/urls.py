from django.urls import path

from samskab.publishing.postcards import views as postcards
from samskab.publishing.receipts import views as receipts
from samskab.publishing.site import views as site
from samskab.publishing.thread import views as thread

urlpatterns = [
    path("t/", thread.lookup, name="lookup"),
    path("t/<str:code>/", thread.code, name="code"),
    path("p/<slug:slug>/t/<str:code>/", thread.thread, name="thread"),
    path("o/<slug:slug>/t/<str:code>/", thread.public_thread, name="public-thread"),
    path("p/<slug:slug>/udgivelser/", postcards.publications, name="publications"),
    path("p/<slug:slug>/postkort/nyt/", postcards.new, name="postcard-new"),
    path("p/<slug:slug>/postkort/<int:number>/", postcards.postcard, name="postcard"),
    path("p/<slug:slug>/postkort/<int:number>/indhold/", postcards.edit, name="postcard-edit"),
    path("p/<slug:slug>/postkort/<int:number>/genkendelse/", postcards.check, name="postcard-check"),
    path("p/<slug:slug>/postkort/<int:number>/egne-ord/", postcards.own_words, name="postcard-own-words"),
    path("p/<slug:slug>/postkort/<int:number>/spoerg/", postcards.ask, name="postcard-ask"),
    path("p/<slug:slug>/postkort/<int:number>/ja/", postcards.approve, name="postcard-approve"),
    path("p/<slug:slug>/postkort/<int:number>/udgiv/", postcards.publish, name="postcard-publish"),
    path("p/<slug:slug>/postkort/<int:number>/postkort.pdf", postcards.pdf, name="postcard-pdf"),
    path("k/", receipts.receipt, name="receipt"),
    path("k/tag-tilbage/", receipts.take_back, name="receipt-take-back"),
    path("k/slettet/", receipts.done, name="receipt-done"),
    path("k/luk/", receipts.close, name="receipt-close"),
    path("k/U-<int:number>/svar/", receipts.answer, name="receipt-answer"),
    path("k/U-<int:number>/tag-tilbage/", receipts.take_back_one, name="receipt-take-back-one"),
    path("o/<slug:slug>/", site.project, name="public-project"),
    path("o/<slug:slug>/postkort/<int:number>/", site.postcard, name="public-postcard"),
    path("o/<slug:slug>/postkort/<int:number>/postkort.pdf", site.pdf, name="public-postcard-pdf"),
]
