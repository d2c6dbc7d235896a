"""What people do with their own account: tasks, preferences, consent, data, closing."""

from django.urls import URLPattern, path

from people.views import close, communication, complaint, data, details, employers, tasks

app_name = "me"

urlpatterns: list[URLPattern] = [
    path("data/", data.home, name="data"),
    path("data/make/", data.make, name="pack_make"),
    path("data/ask/", data.ask, name="ask"),
    path("data/<uuid:uuid>/", data.pack, name="pack"),
    path("data/<uuid:uuid>/file/", data.download, name="pack_file"),
    path("complaint/", complaint.complain, name="complaint"),
    path("complaint/sent/", complaint.sent, name="complaint_sent"),
    path("close/", close.close, name="close"),
    path("close/keep/", close.keep, name="keep"),
    path("tasks/", tasks.mine, name="tasks"),
    path("communication/", communication.mine, name="communication"),
    path("contact/", details.contact, name="contact"),
    path("name/", details.name, name="name"),
    path("history/", details.history, name="history"),
    path("employers/", employers.mine, name="employers"),
    path("employers/<uuid:uuid>/", employers.one, name="employer_view"),
    path("shown/<slug:token>/", employers.shown, name="shown"),
]
