"""The officers' queue and cases."""

from django.urls import path

from applications.views import desk_fee

app_name = "applications_desk"

urlpatterns = [
    path("<uuid:uuid>/fee/", desk_fee.fee, name="fee"),
]
