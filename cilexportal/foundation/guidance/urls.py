from django.urls import path

from cilexportal.foundation.guidance.pages import PAGES
from cilexportal.foundation.guidance.views import desk, public

app_name = "guidance"
urlpatterns = [
    *(path(f"{name}/", public.page, {"name": name}, name=name) for name in PAGES),
    path("feedback/", public.feedback, name="feedback"),
    path("feedback/sent/", public.feedback_sent, name="feedback_sent"),
    path("desk/feedback/", desk.feedback_desk, name="feedback_desk"),
    path("desk/feedback/<int:feedback_id>/done/", desk.feedback_done, name="feedback_done"),
]
