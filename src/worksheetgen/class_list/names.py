"""Names that Faker does not know or should not give to a made-up pupil."""

from __future__ import annotations

# Faker's locales, each as often as it should be drawn: a class in Britain. "cy" is Welsh, which Faker does
# not have; its names are below.
LOCALES = (*["en_GB"] * 6, *["en_IN"] * 2, "pl_PL", "tr_TR", "cy")

WELSH_FORENAMES = (
    "Angharad", "Catrin", "Dafydd", "Efa", "Ffion", "Gruff", "Gwenllïan", "Huw", "Iestyn", "Llinos",
    "Llŷr", "Lowri", "Mabli", "Macsen", "Nerys", "Osian", "Rhodri", "Siân", "Siôn", "Tomos",
)  # fmt: skip
WELSH_SURNAMES = (
    "Bebb", "Bowen", "Cadwaladr", "Eynon", "Gethin", "Gwilym", "Llewelyn", "Mostyn", "Onions", "Penri",
    "Prosser", "Prydderch", "Pugh", "Tudur", "Wogan", "Ynyr",
)  # fmt: skip

# Every made-up class of three or more has one of each of these in it, as they are the names that go wrong in
# print: an accent that a font may lack, an apostrophe, and (two of the long ones with a dash between) a
# surname too wide for its line.
ACCENTED_FORENAMES = (
    "Siân",
    "Siôn",
    "Llŷr",
    "Gwenllïan",
    "Zoë",
    "Chloë",
    "Renée",
    "Seán",
    "Róisín",
    "Zdeněk",
)
APOSTROPHE_SURNAMES = ("O'Brien", "O'Hanlon", "O'Keefe", "D'Souza", "D'Arcy", "M'Bala", "O'Rourke")
LONG_SURNAMES = (
    "Birkenshaw", "Butterworth", "Cholmondeley", "Featherstone", "Fotheringham", "Hollingsworth",
    "Satterthwaite", "Throckmorton", "Wigglesworth", "Wolstenholme",
)  # fmt: skip

# Surnames of Faker's lists that are one person's to most readers, or no pupil's to bear.
UNFIT_SURNAMES = frozenset({
    "Demirel", "Erdoğan", "Fiutak", "Gandhi", "Gülen", "Korutürk", "Modi", "Sezer", "Tata", "Tusk",
    "Wałęsa", "Öcalan", "İnönü",
})  # fmt: skip

# Full names that Faker's British lists can put together and that are somebody's whom everybody knows.
FAMOUS = frozenset({
    "Adam Smith", "Alexander Fleming", "Alexander Hamilton", "Alexander Pope", "Andrew Jackson",
    "Anthony Hopkins", "Arthur Miller", "Benjamin Franklin", "Brian Cox", "Brian May", "Bruce Lee",
    "Catherine Howard", "Charlie Watts", "Christopher Lee", "Christopher Nolan", "Daniel Craig",
    "David Cameron", "Denis Howell", "Diana Ross", "Diana Spencer", "Donald Campbell", "Duncan Edwards",
    "Edward Heath", "Edward Kennedy", "Elizabeth Fry", "Elizabeth Taylor", "Emily Davison",
    "Emma Thompson", "Emma Watson", "Frederick West", "Gareth Barry", "George Lucas", "Gerald Ford",
    "Glenn Miller", "Gordon Brown", "Grace Kelly", "Guy Burgess", "Harry Potter", "Henry Cooper",
    "Henry Ford", "Henry James", "Hugh Grant", "Ian Brady", "Ian Fleming", "Jack Nicholson", "James Bond",
    "James Brown", "James Cameron", "James Cook", "James Dean", "James Joyce", "James Mason", "James May",
    "James Stewart", "Jamie Oliver", "Janet Jackson", "Joanne Cox", "John Brown", "John Ford",
    "John Kennedy", "Joseph Smith", "Julia Roberts", "Julie Walters", "Karen Carpenter", "Kate Middleton",
    "Kate Moss", "Keith Richards", "Kelly Holmes", "Lee Harvey", "Lewis Hamilton", "Louis Armstrong",
    "Luke Perry", "Martin Freeman", "Mary Bell", "Mary Berry", "Max Power", "Michael Jackson",
    "Michael Jordan", "Mohammed Ali", "Naomi Campbell", "Neil Armstrong", "Neil Young", "Oliver Reed",
    "Oliver Stone", "Owen Wilson", "Patrick Stewart", "Paul Newman", "Peter Parker", "Richard Burton",
    "Richard Hammond", "Richard Nixon", "Robert Bruce", "Robert Kennedy", "Robert Owen", "Robin Cook",
    "Robin Williams", "Roger Moore", "Roger Waters", "Rosemary West", "Samuel Jackson", "Scott Walker",
    "Sharon Stone", "Stephen Fry", "Stephen King", "Stephen Lawrence", "Susan Boyle", "Teresa May",
    "Thomas Hardy", "Tom Holland", "Tom Jones", "Tony Adams", "Tony Hancock", "Victoria Wood",
    "Vincent Price", "William Blake", "William Harvey", "William Wallace", "Zoe Ball",
})  # fmt: skip
