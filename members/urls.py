from django.urls import path

from members.views import member

app_name = "members"
urlpatterns = [path("", member.details, name="details")]
