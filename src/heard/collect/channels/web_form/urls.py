"""Addresses of giving evidence on the website."""

from django.urls import path

from heard.collect.channels.web_form import adding_views, by_email, file_views, upload_views, views

urlpatterns = [
    path("tell-us/", views.start, name="tell_us"),
    path("tell-us/carry-on/", views.carry_on, name="carry_on"),
    path("tell-us/check/", views.check, name="tell_us_check"),
    path("tell-us/send/", views.send, name="tell_us_send"),
    path("tell-us/received/", views.received, name="tell_us_received"),
    path("tell-us/received/by-email/", by_email.send_words, name="words_by_email"),
    path("tell-us/kept/", views.kept, name="tell_us_kept"),
    path("tell-us/tell-a-grown-up/", views.tell_a_grown_up, name="tell_a_grown_up"),
    path("tell-us/again/", views.again, name="tell_us_again"),
    path("tell-us/proof/", views.proof, name="proof_of_work"),
    path("tell-us/files/", file_views.files, name="tell_us_files"),
    path("tell-us/files/<uuid:file>/remove/", file_views.remove, name="remove_file"),
    path("tell-us/uploads/", upload_views.uploads, name="uploads"),
    path("tell-us/uploads/<str:ticket>/", upload_views.upload, name="upload"),
    path("your-words/adding/", adding_views.adding, name="your_words_adding"),
    path("your-words/adding/keep/", adding_views.keep_adding, name="keep_adding"),
    path("tell-us/<slug:slug>/", views.page, name="tell_us_page"),
    path("tell-us/<slug:slug>/keep/", views.keep, name="tell_us_keep"),
]
