"""The address for a monitor."""

from django.urls import path

from heard.health import views

urlpatterns = [path("health", views.up_or_down, name="health")]
