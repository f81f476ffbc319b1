"""The addresses of the project stage, a room at a time."""

from django.urls import URLPattern, path

from samskab.projects.bodies import views as bodies
from samskab.projects.document import views as document
from samskab.projects.guides import views as guides
from samskab.projects.leave import views as leave
from samskab.projects.methods import views as methods
from samskab.projects.plan import calendar_views, promise_views
from samskab.projects.plan import views as plan

PROJECT = "p/<slug:slug>"
ACTIVITY = f"{PROJECT}/plan/<int:number>"

document_room: list[URLPattern] = [
    path(f"{PROJECT}/beskrivelse/", document.document, name="document"),
    path(f"{PROJECT}/beskrivelse/nyt-afsnit/", document.document_new_section, name="document-new-section"),
    path(f"{PROJECT}/beskrivelse/<int:pk>/", document.document_edit, name="document-edit"),
    path(f"{PROJECT}/beskrivelse/<int:pk>/sammenlign/", document.document_compare, name="document-compare"),
    path(f"{PROJECT}/beskrivelse/nyt-princip/", document.principle_new, name="principle-new"),
    path(f"{PROJECT}/beskrivelse/princip/<int:pk>/", document.principle_act, name="principle-act"),
]

plan_room: list[URLPattern] = [
    path(f"{PROJECT}/plan/", plan.plan, name="plan"),
    path(f"{PROJECT}/plan/ny/", plan.plan_new, name="plan-new"),
    path(f"{PROJECT}/plan/dato/", plan.plan_date, name="plan-date"),
    path(f"{PROJECT}/plan/aendringer/", plan.plan_changes, name="plan-changes"),
    path(f"{PROJECT}/plan/kalender/", calendar_views.plan_subscribe, name="plan-subscribe"),
    path(f"{PROJECT}/plan/kalender/<str:token>.ics", calendar_views.plan_calendar, name="plan-calendar"),
    path(f"{PROJECT}/plan/aftaler/ny/", promise_views.owed_new, name="owed-new"),
    path(f"{PROJECT}/plan/aftaler/<int:pk>/", promise_views.owed_done, name="owed-done"),
    path(f"{ACTIVITY}/", plan.activity, name="activity"),
    path(f"{ACTIVITY}/flyt/", plan.activity_change, name="activity-change"),
    path(f"{ACTIVITY}/ret/", plan.activity_details, name="activity-details"),
    path(f"{ACTIVITY}/afholdt/", plan.activity_held, name="activity-held"),
    path(f"{ACTIVITY}/lov/", leave.activity_leave, name="activity-leave"),
    path(f"{ACTIVITY}/drop/", plan.activity_drop, name="activity-drop"),
    path(f"{ACTIVITY}/igen/", plan.activity_resume, name="activity-resume"),
    path(f"{ACTIVITY}/tjekket/", plan.activity_confirm, name="activity-confirm"),
    path(f"{ACTIVITY}/et-af-to/", plan.activity_alternatives, name="activity-alternatives"),
    path(f"{ACTIVITY}/vaelg/", plan.activity_choose, name="activity-choose"),
]

methods_room: list[URLPattern] = [
    path(f"{PROJECT}/metoder/", methods.methods, name="methods"),
    path(f"{PROJECT}/metoder/<slug:key>/", methods.method, name="method"),
]

GUIDE = f"{PROJECT}/guider/<int:number>"

guides_room: list[URLPattern] = [
    path(f"{PROJECT}/guider/", guides.guides, name="guides"),
    path(f"{PROJECT}/guider/ny/", guides.guide_new, name="guide-new"),
    path(f"{GUIDE}/", guides.guide, name="guide"),
    path(f"{GUIDE}/ny-udgave/", guides.guide_rewrite, name="guide-rewrite"),
    path(f"{GUIDE}/set/", guides.guide_qualify, name="guide-qualify"),
    path(f"{GUIDE}/brug/", guides.guide_use, name="guide-use"),
]

bodies_room: list[URLPattern] = [
    path(f"{PROJECT}/parter/", bodies.parties, name="parties"),
    path(f"{PROJECT}/parter/nyt/", bodies.body_new, name="body-new"),
    path(f"{PROJECT}/parter/<int:pk>/", bodies.body_edit, name="body-edit"),
]

urlpatterns: list[URLPattern] = [*document_room, *plan_room, *methods_room, *guides_room, *bodies_room]
