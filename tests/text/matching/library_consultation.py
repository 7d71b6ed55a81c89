"""One small consultation about a library, with its codebook; everything in it is made up."""

from heard.text.matching import Answer, Code

CODES = (
    Code("hours", "Longer opening hours", "The library should open earlier, later or at weekends."),
    Code("books", "More books", "A larger or newer stock of books."),
    Code("warm", "A warm place", "People come to keep warm because heating at home costs too much."),
    Code("bus", "Hard to reach by bus", "Poor public transport to the library."),
)

WORDS = (
    ("a1", "It shuts at five, before I get home from work. Please open in the evenings."),
    ("a2", "The shelves are half empty and the novels are thirty years old. Buy some new books."),
    ("a3", "I come here in winter because I cannot afford to heat my flat."),
    ("a4", "There is only one bus a day out to us, so we never get there."),
    ("a5", "Open on Sundays, when families have time."),
    ("a6", "My grandmother sits in the library all January since her gas bill doubled."),
    ("a7", "The last bus leaves the village at three."),
    ("a8", "You need more children’s books, we have read all of them."),
    ("a9", "Recursive descent parsers cannot handle left recursion."),
    ("a10", "n/a"),
)

ANSWERS = tuple(Answer(name, text, row) for row, (name, text) in enumerate(WORDS, start=2))

TABLE = "id,text\n" + "".join(f'{name},"{text}"\n' for name, text in WORDS)
CODEBOOK = "code,label,description\n" + "".join(f'{c.id},"{c.label}","{c.description}"\n' for c in CODES)
