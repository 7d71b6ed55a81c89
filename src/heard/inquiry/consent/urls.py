"""Addresses of the privacy notice."""

from django.urls import path

from heard.inquiry.consent import views

urlpatterns = [
    path("privacy/", views.privacy, name="privacy"),
    path("privacy/<int:version>/", views.privacy, name="privacy_version"),
]
