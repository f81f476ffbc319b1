from django.urls import path

from samskab.voices.consent import views as consent
from samskab.voices.knowledge import views as knowledge
from samskab.voices.listening import views as listening

urlpatterns = [
    path("p/<slug:slug>/stemmer/", listening.voices, name="voices"),
    path("p/<slug:slug>/stemmer/ny/", listening.voice_new, name="voice-new"),
    path("p/<slug:slug>/stemmer/U-<int:number>/", listening.voice, name="voice"),
    path("p/<slug:slug>/stemmer/U-<int:number>/hvem/", listening.voice_who, name="voice-who"),
    path("p/<slug:slug>/stemmer/U-<int:number>/aftale/", consent.voice_consent, name="voice-consent"),
    path("p/<slug:slug>/stemmer/U-<int:number>/tag-tilbage/", consent.voice_withdraw, name="voice-withdraw"),
    path("p/<slug:slug>/stemmer/U-<int:number>/kvittering/", consent.voice_receipt, name="voice-receipt"),
    path("p/<slug:slug>/deltageraftale/", consent.agreement, name="agreement"),
    path("p/<slug:slug>/deltageraftale/ny/", consent.agreement_new, name="agreement-new"),
    path("p/<slug:slug>/viden/", knowledge.knowledge, name="knowledge"),
    path("p/<slug:slug>/viden/ny/", knowledge.knowledge_new, name="knowledge-new"),
    path("p/<slug:slug>/viden/<int:number>/", knowledge.knowledge_item, name="knowledge-item"),
    path("p/<slug:slug>/kilder/<int:number>/", listening.source, name="source"),
]
