"""How a form becomes HTML. Set `FORM_RENDERER = "heard.web.form_renderer.HeardFormRenderer"`."""

from django.forms.renderers import DjangoTemplates


class HeardFormRenderer(DjangoTemplates):
    """Label, hint and error before each control, tied to it, and a summary of what needs mending at the top.

    The markup follows the patterns of the GOV.UK Design System (error summary, error message, fieldset), which
    are the most widely tested with disabled people; Django supplies `aria-describedby` and `aria-invalid`.
    """

    form_template_name = "web/forms/form.html"
    field_template_name = "web/forms/field.html"
