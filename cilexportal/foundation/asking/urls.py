from django.urls import path

from cilexportal.foundation.asking import views

app_name = "asking"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("<uuid:uuid>/", views.one, name="one"),
    path("<uuid:uuid>/<int:number>/", views.file, name="file"),
]
