from django.urls import path

from samskab.ground.gallery import views as gallery

urlpatterns = [path("galleri/", gallery.gallery, name="gallery")]
