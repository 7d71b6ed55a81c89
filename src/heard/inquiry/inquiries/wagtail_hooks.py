"""The inquiry's own words at the desk."""

from wagtail import hooks

from heard.inquiry.inquiries.viewsets import TheInquiry


def the_inquiry() -> TheInquiry:
    return TheInquiry()


hooks.register("register_admin_viewset", the_inquiry)
