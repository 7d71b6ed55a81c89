"""What young people might say about moving between homes; every one of them is made up."""

MOVING = [
    "They moved me four times in one year and nobody asked me about the moving",
    "I was moved to a new home on the day before my exams",
    "Moving home again meant moving school again and losing my friends",
    "Every time I moved my things were in black bin bags",
    "Nobody told me I was moving until the car came to move me",
    "I moved eleven times before I was ten, moving never stopped",
]
WORKERS = [
    "My social worker changed six times and I had to tell my story again",
    "I want one social worker who stays and does not leave",
    "The social worker never rang back when I rang the social worker",
    "A good social worker listens, mine came every week",
    "Social workers come and go and each new social worker reads my file",
    "Please let us choose our social worker",
]
SIBLINGS = [
    "I only see my brother twice a year and my sister never",
    "My sister lives two hours away and nobody will pay the train to my sister",
    "Brothers and sisters should live together, I miss my brother",
    "They split me from my brother and my sister without asking us",
    "Contact with my sister was cancelled again and my brother cried",
    "Let me see my little brother and sister on their birthdays",
]
ANSWERS = [answer for three in zip(MOVING, WORKERS, SIBLINGS, strict=True) for answer in three]
NOTHING = ["n/a", "-", "", "No comment"]
LETTER = (
    "I am writing to ask the inquiry to recommend that every child in care keeps the right to stay put until "
    "they are twenty five, with the same carers and the same support that any family would give."
)
