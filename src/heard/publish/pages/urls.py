"""Addresses of the public pages that rest on records."""

from django.urls import path

from heard.publish.pages import views

urlpatterns = [
    path("questions/", views.questions, name="questions"),
    path("themes/", views.themes, name="themes"),
    path("themes/<slug:slug>/", views.theme, name="theme"),
    path("numbers/", views.numbers, name="numbers"),
    path("numbers/table.csv", views.numbers_csv, name="numbers_csv"),
    path("numbers/numbers.json", views.numbers_json, name="numbers_json"),
    path("quotations/<int:number>/", views.quotation, name="quotation"),
    path("sessions/", views.sessions, name="sessions"),
    path("sessions/<slug:slug>/", views.session, name="session"),
    path("sessions/<slug:slug>/text/", views.session_text, name="session_text"),
]
