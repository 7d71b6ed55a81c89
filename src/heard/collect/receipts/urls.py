"""Addresses for whoever holds five words."""

from django.urls import path

from heard.collect.receipts import views

urlpatterns = [
    path("your-words/", views.your_words, name="your_words"),
    path("your-words/trail/", views.trail, name="your_words_trail"),
    path("your-words/choices/", views.choices, name="your_words_choices"),
    path("your-words/taking-back/", views.taking_back, name="taking_back"),
    path("your-words/asking-first/", views.asking_first, name="asking_first"),
    path("your-words/close/", views.close, name="close_words"),
    path("leave/", views.leave, name="leave"),
]
