"""The words around a country's name that decide whether a text speaks of that country."""

from __future__ import annotations

import re

SHARED_BY_NATURE = frozenset(
    {
        *("Sofia", "Victoria", "Kingston", "Georgetown", "Santiago", "San Jose", "Saint John's"),
        *("St John's", "St. John's", "Saint George's", "St George's", "St. George's"),
        *("No 10", "No. 10", "Number 10", "Number Ten", "Bellevue Palace"),
    }
)
HOMONYMS = frozenset(
    {
        *("Georgia", "Jordan", "Chad", "Israel", "Washington", "Holland", "Cuban", "Lima"),
        *("Finn", "Dane", "Brit", "Pole", "Moroni", "Sofia", "Victoria", "Santiago", "Kingston"),
    }
)
SPELT_WITH_ACCENT = frozenset({"Malé"})
SAID_OF_OTHERS = (
    *("Northern Ireland", "New England", "New Mexico", "British Columbia", "American Samoa"),
    *("Latin America", "North America", "South America", "Central America", "Americas"),
    *("Latin American", "North American", "South American", "Central American"),
    *("Native American", "American Indian", "West Indian", "Indian Ocean", "Persian Gulf"),
    *("Gulf of Mexico", "Gulf of Guinea", "Gulf of Oman", "Gulf of Finland", "Gulf of Thailand"),
    *("Sea of Japan", "South China Sea", "East China Sea", "South Georgia", "Khmer Rouge"),
    *("British Virgin Islands", "French Guiana", "French Polynesia", "French Riviera"),
    *("Bank of America", "Voice of America", "Agence France-Presse", "Air France", "Brussels"),
    *("Times of Israel", "Times of India", "Times of London", "Times of Malta", "Hong Kong"),
    *("New Delhi Television", "Radio France Internationale", "France Inter", "France Info"),
    *("Treaty of Rome", "Treaty of Lisbon", "Treaty of Paris", "Peace of Westphalia"),
    *("Nazi Germany", "West Germany", "East Germany", "Vietnam War", "Korean War"),
    *("British Indian Ocean Territory", "French Southern Territories"),
    *("University of London", "University of Oslo", "King's College London"),
)
PUBLISHER = re.compile(
    r" (?:Today|Times|News|Post|Herald|Tribune|Daily|Gazette|Journal|Telegraph|Observer|Guardian"
    r"|Independent|Mail|Express|Star|Standard|Weekly|Review|Monitor|Insider|Online|Radio|TV"
    r"|Television|Broadcasting|2|24)\b"
)
INSTRUMENT = re.compile(
    r" (?:(?:[Aa]greements?|[Aa]ccords?|[Mm]emorandum|[Pp]rotocols?|[Cc]onventions?|[Ss]tatute"
    r"|[Tt]reaty|[Dd]eclaration|[Pp]rinciples)|Charter|Pact|Process|Club|Rules|Round|Consensus)\b"
)
ELSEWHERE = re.compile(
    r", (?:Texas|Ohio|Idaho|Illinois|Virginia|Maine|Kentucky|Tennessee|Ontario|Alabama|California"
    r"|Connecticut|Pennsylvania|Missouri|Florida|New York)\b"
)
STATE_OF_GEORGIA_BEFORE = re.compile(
    r"(?:Atlanta|Savannah|Augusta|Athens|Macon|Columbus), $|\b[Ss]tate of $"
)
STATE_OF_GEORGIA_AFTER = re.compile(
    r"(?:'s)? (?:[Gg]overnor|[Ss]enators?|Republicans?|Democrats?|Tech|Bulldogs|State University"
    r"|lawmakers)\b"
)
NEXT_WORD = re.compile(r" ([^\W\d_]+)")
WORD_BEFORE = re.compile(r"(?:^|[^\w-])([^\W\d_][\w'-]*) $")
OFFICES = frozenset(
    {
        *("Foreign", "Prime", "President", "King", "Queen", "Crown", "Minister", "Ministry"),
        *("Ministers", "Government", "Defence", "Defense", "Armed", "Army", "Air", "Navy"),
        *("Ambassador", "Embassy", "Parliament", "Chancellor", "Finance", "Interior", "Chief"),
        *("National", "State", "Central", "Deputy", "Secretary", "Vice", "Police", "Justice"),
        *("Security", "Supreme", "Summit", "And"),
    }
)
OPENERS = frozenset(
    {
        *("The", "In", "From", "And", "But", "With", "For", "To", "Of", "On", "At", "By"),
        *("As", "When", "While", "If", "That", "Both", "Between", "Against", "Yet", "So"),
        *("Or", "Nor", "After", "Before", "Since", "Because", "Although", "Though"),
        *("Meanwhile", "Today", "Now", "Then", "Here", "How", "Why", "What", "Will", "Would"),
        *("Could", "Should", "Can", "May", "Does", "Did", "Has", "Is", "Monday", "Tuesday"),
        *("Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "President", "Minister"),
        *("Ambassador", "Kingdom", "Republic"),
    }
)
BROKEN_AFTER_OF = re.compile(r"\b[Oo][Ff](?: the)?\n")
