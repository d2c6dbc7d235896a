from django.urls import path

from cilexportal.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.people, name="people"),
    path("sign-in/<str:key>/", views.sign_in, name="sign_in"),
    path("mailbox/", views.mailbox, name="mailbox"),
    path("mailbox/<str:key>/", views.mail, name="mail"),
    path("mailbox/<str:key>/<int:number>/", views.letter, name="letter"),
    path("clock/", views.clock, name="clock"),
]
