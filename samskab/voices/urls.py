from django.urls import path

from samskab.voices.consent import views as consent
from samskab.voices.correcting import views as correcting
from samskab.voices.exports import views as exports
from samskab.voices.field import views as field
from samskab.voices.knowledge import views as knowledge
from samskab.voices.listening import finding
from samskab.voices.listening import second_reader as second
from samskab.voices.listening import views as listening
from samskab.voices.paper import views as paper
from samskab.voices.photos import views as photos
from samskab.voices.pictures import views as pictures
from samskab.voices.pseudonyms import views as pseudonyms
from samskab.voices.recordings import views as recordings
from samskab.voices.retention import views as retention
from samskab.voices.transcribing import views as transcribing

urlpatterns = [
    path("p/<slug:slug>/stemmer/", listening.voices, name="voices"),
    path("p/<slug:slug>/stemmer/find/", finding.find, name="voices-find"),
    path("p/<slug:slug>/stemmer/ny/", listening.voice_new, name="voice-new"),
    path("p/<slug:slug>/stemmer/stak/", paper.stack, name="voice-stack"),
    path("p/<slug:slug>/stemmer/stak/ret/", paper.stack_correct, name="voice-stack-correct"),
    path("p/<slug:slug>/print/", paper.kit, name="kit"),
    path("p/<slug:slug>/udskriv/", paper.kit, name="kit"),
    path("p/<slug:slug>/stemmer/anden-laeser/", second.second_reader, name="second-reader"),
    path("p/<slug:slug>/stemmer/U-<int:number>/anden-laeser/", second.voice_read_again, name="voice-read-again"),
    path("p/<slug:slug>/stemmer/U-<int:number>/", listening.voice, name="voice"),
    path("p/<slug:slug>/stemmer/U-<int:number>/hvem/", listening.voice_who, name="voice-who"),
    path("p/<slug:slug>/stemmer/U-<int:number>/aftale/", consent.voice_consent, name="voice-consent"),
    path("p/<slug:slug>/stemmer/U-<int:number>/tag-tilbage/", consent.voice_withdraw, name="voice-withdraw"),
    path("p/<slug:slug>/stemmer/U-<int:number>/tilbage/", consent.voice_left, name="voice-left"),
    path("p/<slug:slug>/stemmer/U-<int:number>/kvittering/", consent.voice_receipt, name="voice-receipt"),
    path("p/<slug:slug>/deltageraftale/", consent.agreement, name="agreement"),
    path("p/<slug:slug>/deltageraftale/ny/", consent.agreement_new, name="agreement-new"),
    path("p/<slug:slug>/stemmer/U-<int:number>/billeder/<int:pk>/", pictures.voice_picture, name="voice-picture"),
    path("p/<slug:slug>/stemmer/U-<int:number>/lyd/<int:pk>/", recordings.voice_sound, name="voice-sound"),
    path("billeder/", photos.photos, name="photos"),
    path("billeder/send/", photos.photos_send, name="photos-send"),
    path("billeder/<int:pk>/", photos.photos_shown, name="photos-shown"),
    path("billeder/<int:pk>/slet/", photos.photos_take_away, name="photos-take-away"),
    path("p/<slug:slug>/plan/<int:number>/billeder/", photos.photo_tasks, name="photo-tasks"),
    path("p/<slug:slug>/plan/<int:number>/billeder/<int:person>/", photos.photos_choose, name="photos-choose"),
    path("p/<slug:slug>/plan/<int:number>/billeder/<int:person>/<int:pk>/", photos.photo, name="photo"),
    path("p/<slug:slug>/stemmer/fil/", exports.exports, name="exports"),
    path("p/<slug:slug>/stemmer/lagt-til-side/", field.set_aside, name="set-aside"),
    path("p/<slug:slug>/felt/", field.field, name="field"),
    path("p/<slug:slug>/felt/nu/", field.field_now, name="field-now"),
    path("p/<slug:slug>/felt/arbejder.js", field.field_worker, name="field-worker"),
    path("p/<slug:slug>/felt/app.webmanifest", field.field_manifest, name="field-manifest"),
    path("p/<slug:slug>/felt/modtag/", field.field_receive, name="field-receive"),
    path("p/<slug:slug>/felt/dele/<uuid:key>/<str:told>/", field.field_whole, name="field-whole"),
    path("p/<slug:slug>/felt/dele/<uuid:key>/<str:told>/<int:index>/", field.field_part, name="field-part"),
    path("p/<slug:slug>/felt/fil/", field.field_file, name="field-file"),
    path("p/<slug:slug>/viden/", knowledge.knowledge, name="knowledge"),
    path("p/<slug:slug>/viden/ny/", knowledge.knowledge_new, name="knowledge-new"),
    path("p/<slug:slug>/viden/<int:number>/", knowledge.knowledge_item, name="knowledge-item"),
    path("p/<slug:slug>/kilder/", listening.source_list, name="source-list"),
    path("p/<slug:slug>/kilder/ny/", listening.source_new, name="source-new"),
    path("p/<slug:slug>/kilder/<int:number>/fil/", listening.source_media, name="source-media"),
    path("p/<slug:slug>/kilder/<int:number>/original/", listening.source_original, name="source-original"),
    path("p/<slug:slug>/kilder/<int:number>/udskrift/", listening.source_transcript, name="source-transcript"),
    path("p/<slug:slug>/kilder/<int:number>/kladde/", transcribing.source_draft, name="source-draft"),
    path("p/<slug:slug>/kilder/<int:number>/ret/", correcting.source_correct, name="source-correct"),
    path("p/<slug:slug>/kilder/<int:number>/afgoer/", correcting.source_settle, name="source-settle"),
    path("p/<slug:slug>/kilder/<int:number>/navne/", pseudonyms.source_names, name="source-names"),
    path("p/<slug:slug>/stemmer/U-<int:number>/navne/", pseudonyms.voice_names, name="voice-names"),
    path("p/<slug:slug>/navne/", pseudonyms.names, name="names"),
    path("p/<slug:slug>/kilder/<int:number>/slet/", retention.source_delete, name="source-delete"),
    path("p/<slug:slug>/data/opbevaring/", retention.retention, name="retention"),
    path("p/<slug:slug>/data/opbevaring/ret/", retention.retention_change, name="retention-change"),
    path("p/<slug:slug>/kilder/<int:number>/", listening.source, name="source"),
    path("p/<slug:slug>/kilder/<int:number>/tekst.txt", listening.source_text, name="source-text"),
]
