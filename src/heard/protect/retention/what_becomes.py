"""What becomes of each kind of thing up to this stage. Later stages say it of theirs in their own `derivatives.py`."""

from django.utils.translation import gettext_lazy as _

from heard.collect.evidence.derivatives import Derivative
from heard.collect.evidence.states import Fate, Kept

ERASED, EMPTIED, WITHOUT_WORDS = Fate.ERASED, Fate.EMPTIED, Fate.WITHOUT_WORDS
REBUILT, LEFT_OUT, NOT_THEIRS = Fate.REBUILT, Fate.LEFT_OUT, Fate.NOT_THEIRS

AS_GIVEN = (
    Derivative("evidence.Submission", _("that something was given, how and when"), WITHOUT_WORDS, LEFT_OUT),
    Derivative("evidence.Part", _("words as they came in, sealed"), EMPTIED, LEFT_OUT, Kept.WORDS),
    Derivative("evidence.PartFile", _("what a file is called, sealed"), ERASED, LEFT_OUT, Kept.FILES),
    Derivative(
        "files.StoredFile",
        _("files as they came in and their copies, sealed, on the disk or in a bucket"),
        ERASED,
        LEFT_OUT,
        Kept.FILES,
        writers=(
            "heard.collect.evidence.receiving",
            "heard.collect.channels.email.actions",
            "heard.protect.copies.actions",
            "heard.files.sealed_files",
            "heard.files.folder",
            "heard.files.s3",
        ),
    ),
    Derivative("files.ItemKey", _("the key that everything of a submission is sealed with"), EMPTIED, LEFT_OUT),
    Derivative("files.KeyDestruction", _("that a key was destroyed"), WITHOUT_WORDS, NOT_THEIRS),
    Derivative("evidence.Detail", _("the name to print, and how to reach somebody"), ERASED, ERASED, Kept.CONTACT),
    Derivative("evidence.Withdrawal", _("that words were taken back"), WITHOUT_WORDS, NOT_THEIRS),
    Derivative("evidence.KeptApart", _("that something holds what was taken back"), ERASED, NOT_THEIRS),
    Derivative("evidence.KeptPiece", _("what was taken back, while something holds it"), ERASED, NOT_THEIRS),
    Derivative("evidence.OriginalsDestroyed", _("that the time of the originals was over"), WITHOUT_WORDS, NOT_THEIRS),
    Derivative("evidence.TakenBackPage", _("that an address showed words once"), WITHOUT_WORDS, NOT_THEIRS),
    Derivative("contributors.Contributor", _("what people said about themselves"), EMPTIED, LEFT_OUT, Kept.ABOUT),
    Derivative("consent.Consent", _("what they agreed to"), WITHOUT_WORDS, WITHOUT_WORDS),
    Derivative("consent.UseGiven", _("each use that they allowed"), WITHOUT_WORDS, WITHOUT_WORDS),
    Derivative("consent.UseTakenBack", _("each use that they ended"), WITHOUT_WORDS, WITHOUT_WORDS, Kept.REMARKS),
    Derivative("consent.AdultKnows", _("which grown-up of a child’s knows"), ERASED, WITHOUT_WORDS, Kept.ABOUT),
    Derivative("consent.ConfirmationAsked", _("that they want to see the text first"), WITHOUT_WORDS, WITHOUT_WORDS),
    Derivative("consent.TextConfirmed", _("that they said the text is right"), WITHOUT_WORDS, WITHOUT_WORDS),
    Derivative("consent.ConsentWording", _("the words in which everybody is asked"), NOT_THEIRS, NOT_THEIRS),
    Derivative("consent.PrivacyNotice", _("what everybody is told"), NOT_THEIRS, NOT_THEIRS),
    Derivative("inquiries.Question", _("what everybody is asked"), NOT_THEIRS, NOT_THEIRS),
    Derivative("accounts.User", _("who works here"), NOT_THEIRS, NOT_THEIRS),
)

WAYS_IN = (
    Derivative("receipts.Receipt", _("a keyed hash of the five words"), WITHOUT_WORDS, WITHOUT_WORDS, Kept.RECEIPTS),
    Derivative("receipts.Asking", _("what they were asked, sealed"), ERASED, LEFT_OUT, Kept.WORDS),
    Derivative("receipts.AskedOnBehalf", _("that somebody asked for them"), WITHOUT_WORDS, WITHOUT_WORDS),
    Derivative("by_email.IncomingMessage", _("a keyed hash of a message"), WITHOUT_WORDS, WITHOUT_WORDS, Kept.MAIL),
    Derivative("by_email.MessageAside", _("messages kept aside, sealed"), NOT_THEIRS, NOT_THEIRS, Kept.MAIL),
    Derivative("form_imports.FormImport", _("that a form was imported; its file goes then"), NOT_THEIRS, NOT_THEIRS),
    Derivative("form_imports.ImportedRow", _("which row it was"), WITHOUT_WORDS, WITHOUT_WORDS),
    Derivative("form_imports.KnownAnswer", _("a keyed hash of the answer"), WITHOUT_WORDS, WITHOUT_WORDS),
    Derivative(
        "web_form.Draft",
        _("what somebody is writing; nobody but they can open it"),
        NOT_THEIRS,
        NOT_THEIRS,
        Kept.UNSENT,
    ),
    Derivative(
        "web_form.DraftFile",
        _("files of what somebody is writing"),
        NOT_THEIRS,
        NOT_THEIRS,
        Kept.UNSENT,
        writers=("heard.collect.channels.web_form.uploads", "heard.collect.channels.web_form.upload_views"),
    ),
    Derivative("evidence_sessions.EvidenceSession", _("a meeting of many people"), NOT_THEIRS, NOT_THEIRS),
    Derivative("evidence_sessions.SessionNotes", _("what was published of a meeting"), NOT_THEIRS, NOT_THEIRS),
)

PROTECTED = (
    Derivative("scans.Scan", _("what a virus scanner said of a file"), ERASED, LEFT_OUT, Kept.FILES),
    Derivative("scans.Release", _("that a file may be opened nevertheless"), ERASED, LEFT_OUT, Kept.FILES),
    Derivative("copies.CleanCopy", _("a file’s copy without what was hidden in it"), ERASED, LEFT_OUT, Kept.FILES),
    Derivative("reading.Extraction", _("what software read in a file, sealed"), ERASED, LEFT_OUT, Kept.FILES),
    Derivative("roster.RosterEntry", _("whom to look for in their words, sealed"), EMPTIED, NOT_THEIRS, Kept.WORDS),
    Derivative("roster.RosterRemoval", _("that a name was taken off the roster"), WITHOUT_WORDS, NOT_THEIRS),
    Derivative("deidentification.FileNote", _("what a file shows, written down"), ERASED, LEFT_OUT, Kept.WORDS),
    Derivative("deidentification.Pseudonym", _("whom a pseudonym stands for, sealed"), ERASED, LEFT_OUT, Kept.WORDS),
    Derivative("deidentification.Redaction", _("what is replaced in a text"), ERASED, LEFT_OUT, Kept.WORKING),
    Derivative("deidentification.RedactionAcceptance", _("who agreed to that"), ERASED, LEFT_OUT),
    Derivative("deidentification.RedactionRejection", _("who did not"), ERASED, LEFT_OUT),
    Derivative("deidentification.ReviewStep", _("what was last done, to be undone"), ERASED, LEFT_OUT),
    Derivative("deidentification.WorkingText", _("texts without names"), ERASED, LEFT_OUT, Kept.WORKING),
    Derivative("deidentification.WorkingTextReading", _("who read a text"), ERASED, LEFT_OUT),
    Derivative("deidentification.SecondLook", _("that a text was looked through again"), ERASED, LEFT_OUT),
    Derivative("deidentification.RareFactsAnswer", _("what is rare in it, sealed"), ERASED, LEFT_OUT, Kept.REMARKS),
    Derivative("deidentification.ReplacementLine", _("places where something was replaced"), WITHOUT_WORDS, LEFT_OUT),
    Derivative("deidentification.Assignment", _("who was given it to read"), ERASED, WITHOUT_WORDS),
    Derivative("deidentification.Acceptance", _("who accepted it"), ERASED, WITHOUT_WORDS),
    Derivative("deidentification.Reopening", _("who opened it again"), ERASED, WITHOUT_WORDS),
    Derivative("deidentification.SettingAside", _("why it was set aside"), ERASED, WITHOUT_WORDS, Kept.REMARKS),
    Derivative("deidentification.TakingUp", _("who took it up again"), ERASED, WITHOUT_WORDS),
    Derivative("safeguarding.Look", _("that software looked for signs of harm"), ERASED, WITHOUT_WORDS),
    Derivative("safeguarding.PieceLook", _("that it looked at what is held"), ERASED, NOT_THEIRS),
    Derivative("safeguarding.MailLook", _("that it looked at a message kept aside"), NOT_THEIRS, NOT_THEIRS, Kept.MAIL),
    Derivative("safeguarding.Opening", _("who opened a concern to read it"), WITHOUT_WORDS, NOT_THEIRS),
    Derivative("safeguarding.Concern", _("that somebody may be in danger"), WITHOUT_WORDS, NOT_THEIRS),
    Derivative("safeguarding.Sign", _("why, sealed"), EMPTIED, NOT_THEIRS, Kept.WORDS),
    Derivative("safeguarding.SignReading", _("who read it"), WITHOUT_WORDS, NOT_THEIRS),
    Derivative("safeguarding.Closing", _("what was decided, in words of staff, sealed"), WITHOUT_WORDS, NOT_THEIRS),
    Derivative("safeguarding.Reopening", _("that it was opened again"), WITHOUT_WORDS, NOT_THEIRS),
    Derivative("safeguarding.Telling", _("who was told of it"), WITHOUT_WORDS, NOT_THEIRS),
    Derivative(
        "retention.LegalHold", _("that nothing of it may be destroyed"), WITHOUT_WORDS, NOT_THEIRS, Kept.REMARKS
    ),
    Derivative("retention.LegalHoldLifted", _("that this has ended"), WITHOUT_WORDS, NOT_THEIRS),
)

NO_TABLE_OF_A_MODEL = (
    Derivative("table: deidentification_search", _("the index with which texts are searched"), ERASED, LEFT_OUT),
    Derivative(
        "files: on their way in",
        _("a body that is being sent, sealed in memory or in a temporary file without a name"),
        NOT_THEIRS,
        NOT_THEIRS,
        writers=("heard.files.spool",),
    ),
    Derivative(
        "files: while a copy is made",
        _("a file opened in a folder that goes when its child process ends"),
        ERASED,
        NOT_THEIRS,
        writers=("heard.protect.copies.cleaning.apart", "heard.protect.copies.cleaning.recordings"),
    ),
    Derivative(
        "files: keys and tombstones",
        _("numbers of keys that were destroyed, where the audit stood, and the installation’s own keys"),
        WITHOUT_WORDS,
        NOT_THEIRS,
        writers=("heard.files.keys", "heard.files.tombstone_log", "heard.audit.noting"),
    ),
    Derivative(
        "files: backups",
        _("older copies of everything, encrypted; what was destroyed is destroyed again before one is opened"),
        EMPTIED,
        NOT_THEIRS,
        writers=("heard.backups",),
    ),
    Derivative("mail: sent", _("letters: kept by no queue, and holding no words of theirs"), NOT_THEIRS, NOT_THEIRS),
    Derivative("audit.Entry", _("that something was done, by its reference"), WITHOUT_WORDS, WITHOUT_WORDS, Kept.AUDIT),
)

UP_TO_HERE = (*AS_GIVEN, *WAYS_IN, *PROTECTED, *NO_TABLE_OF_A_MODEL)
