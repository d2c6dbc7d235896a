"""The officers' queue and cases."""

from django.urls import path

from applications.views import desk_fee, desk_queue

app_name = "applications_desk"

urlpatterns = [
    path("", desk_queue.queue, name="queue"),
    path("assign/", desk_queue.assign, name="assign"),  # ?case=<uuid>, as often as there are cases
    path("filters/", desk_queue.save_filter, name="filter"),
    path("filters/<int:pk>/drop/", desk_queue.drop_filter, name="filter_drop"),
    path("<uuid:uuid>/hold/", desk_queue.hold, name="hold"),
    path("<uuid:uuid>/release/", desk_queue.release, name="release"),
    path("<uuid:uuid>/fee/", desk_fee.fee, name="fee"),
]
