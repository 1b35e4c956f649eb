"""What five groups of a meeting wrote: thirty statements each, and ten that two of them wrote."""

from __future__ import annotations

from canvas.model.types import PanelKey

GROUPS: dict[str, dict[PanelKey, tuple[str, ...]]] = {
    "North": {
        "beneficiaries": (
            "Families in the north of the estate who live more than a mile from a shop",
            "Young carers miss clubs because nobody can sit with their parent",
            "Older people have a hot meal and company on weekdays",
            "A panel of eight residents meets us every second month",
        ),
        "vision": (
            "No household on the estate goes hungry in the school holidays",
            "Empty fridges in August: the food bank turned 40 families away",
            "One phone number for every kind of help",
            "Housing repairs are left to the landlord",
        ),
        "relationships": (
            "Northfield Housing",
            "The mosque kitchen cooks for anyone on Fridays",
            "The council plans by the year, volunteers by the week",
            "We eat together before each meeting",
        ),
        "principles": (
            "We say early when something goes wrong",
            "Nobody has to tell their story twice",
            "We share what we learn, failures included",
        ),
        "roles": (
            "Run the Friday lunch club",
            "Keep the rota of drivers",
            "Report the number of meals each month to the steering group",
            "Two vans on loan from the housing association",
        ),
        "governance": (
            "Decisions are taken by the steering group, by consent",
            "Northfield Housing holds the money and reports on it each quarter",
            "Volunteers may get hurt lifting crates",
            "A partner leaves with three months' notice",
        ),
        "leadership": (
            "Amina Yusuf speaks for Northfield Housing",
            "The chair changes every year between the partners",
            "Some staff fear that this replaces their jobs",
        ),
        "communications": (
            "A leaflet in four languages through every door before the summer",
            "The story of Mr Okafor, who cooks again since the lunch club",
            "Press questions go to the council's press office",
            "Our own staff hear of changes a week before the public",
        ),
    },
    "South": {
        "beneficiaries": (
            "Parents on night shifts whose children get themselves to school",
            "Newly arrived families who do not know whom to ask",
            "Older people get company and a hot meal each weekday",
            "A text survey after every session, read out at the meeting",
        ),
        "vision": (
            "Every child starts the school day with breakfast",
            "Buses stop at seven, so evening classes stay empty",
            "We can open a kitchen together that none of us could staff alone",
            "Debt advice stays with Citizens Advice",
        ),
        "relationships": (
            "Southgate Primary School",
            "Local shopkeepers who give what is left at closing time",
            "Teachers cannot answer the phone before four",
            "Each partner visits another one once a term",
        ),
        "principles": (
            "People who use the service help to run it",
            "We share what we learn, including our failures",
            "Money is talked about openly",
        ),
        "roles": (
            "Open the breakfast room at half past seven",
            "Recruit and train twelve volunteers",
            "Wash up and lock the hall after each session",
            "The school lends its hall and kitchen at no cost",
        ),
        "governance": (
            "Food hygiene certificates are checked every January",
            "Photos of children are used only with a parent's signature",
            "Money is held by Northfield Housing, which reports on it every quarter",
            "Whoever spends more than 200 pounds asks the treasurer first",
        ),
        "leadership": (
            "The head teacher, Ruth Adler, can commit the school",
            "A coordinator has two paid days a week",
            "Parents worry that breakfast carries a stigma",
        ),
        "communications": (
            "The school newsletter tells what was served and who helped",
            "Councillors hear from us before each budget round",
            "Nothing goes out without a second pair of eyes",
            "A short film by pupils for the open day",
        ),
    },
    "East": {
        "beneficiaries": (
            "Teenagers with nowhere warm to go after six",
            "People leaving hospital who live by themselves",
            "Fewer falls at home in the first month after hospital",
            "Someone might feel watched when neighbours call round",
        ),
        "vision": (
            "Nobody comes home from hospital to a cold and empty flat",
            "Discharge on a Friday afternoon and no care before Monday",
            "The ward, the pharmacy and the neighbour know of each other",
            "Every child has had breakfast when the school day starts",
        ),
        "relationships": (
            "St Brigid's Hospital",
            "The pharmacy on Mill Road delivers in the evening",
            "Clinical words frighten volunteers; we keep a list in plain English",
            "We ring rather than write when it is urgent",
        ),
        "principles": (
            "The person decides, not their daughter and not us",
            "Small promises, kept",
            "We say it early when something is going wrong",
        ),
        "roles": (
            "Visit within two days of discharge",
            "Stock the welcome box: bread, milk, soup, a light bulb",
            "The ward clerk sends the list by noon each Thursday",
            "Readmissions are counted by the hospital and shown in March",
        ),
        "governance": (
            "The hospital shares names only with written consent",
            "A dispute goes first to both chairs, then to a mediator",
            "Keys to people's homes are kept in a locked cupboard",
            "We review the whole arrangement after the first winter",
        ),
        "leadership": (
            "Dr Patel is the sponsor on the side of the hospital",
            "The district nurse calls us together",
            "Nurses worry about more paperwork",
        ),
        "communications": (
            "Posters in each ward by the lift",
            "GPs are told in their Tuesday bulletin",
            "A letter of thanks to each volunteer at Christmas",
            "A leaflet in four languages goes through every door before summer",
        ),
    },
    "West": {
        "beneficiaries": (
            "Allotment holders who can no longer dig",
            "Pupils excluded from school for more than a week",
            "They lack a place where somebody knows their name",
            "Two young people sit on the steering group with full votes",
        ),
        "vision": (
            "Every plot on Canal Lane is growing food by next summer",
            "Eleven plots are overgrown and the waiting list has 60 names",
            "Young hands and old knowledge meet in one garden",
            "Selling produce for profit is out of scope",
        ),
        "relationships": (
            "Canal Lane Allotment Society",
            "The youth service sends a worker on Saturdays",
            "Gardeners are blunt, youth workers are not",
            "Mistakes are dug in and not held against anybody",
        ),
        "principles": (
            "The gate is open to whoever brings a spade",
            "Tools go back where they came from",
            "Everybody gets a turn at the barrow and at the chair",
        ),
        "roles": (
            "Teach pruning on the first Saturday of the month",
            "Look after the tool shed and its key",
            "Weigh the harvest and write it on the board",
            "Seeds and compost from the garden centre",
        ),
        "governance": (
            "The society insures everyone on the site",
            "Under-sixteens are never alone with one adult",
            "A partner can leave with three months notice",
            "Flooding from the canal could ruin the beds",
        ),
        "leadership": (
            "Old Mr Whitlock hands over to Jess by the autumn",
            "The youth service pays for six hours a week",
            "Plot holders fear noise and trampled onions",
        ),
        "communications": (
            "A stall at the harvest fair with soup from our own leeks",
            "Photos of beds before and after on the notice board",
            "The council's press office answers questions from the press",
            "The society's members are told at the annual meeting",
        ),
    },
    "Youth": {
        "beneficiaries": (
            "Sixteen to nineteen year olds without work or a course",
            "Girls who stopped coming when the youth club lost its female worker",
            "They leave with a reference and one person to ring",
            "We pay the bus fare of anyone who comes to speak",
        ),
        "vision": (
            "Forty young people in work or training by December",
            "Apprenticeships want experience that nobody gives",
            "Employers meet people and not application forms",
            "A single phone number for all kinds of help",
        ),
        "relationships": (
            "Harbour College",
            "Three garages and a bakery take one trainee each",
            "The college thinks in terms, employers in deadlines",
            "We introduce everyone by first name",
        ),
        "principles": (
            "No unpaid trial days",
            "Feedback comes within the week, good or bad",
            "Adults listen first",
        ),
        "roles": (
            "Match trainees with a mentor of their choice",
            "Hold mock interviews in the library",
            "Collect bus tickets and pay them back",
            "Laptops lent for three months by the college",
        ),
        "governance": (
            "Mentors have an enhanced criminal record check",
            "A trainee who complains is heard within five days",
            "Trainees vote on changes to their own timetable",
            "Grant money is spent by the end of March or goes back",
        ),
        "leadership": (
            "Marlon Reid chairs, and a trainee is vice chair",
            "The bakery's owner brings other employers along",
            "A worry that staff have: does this replace our jobs?",
        ),
        "communications": (
            "Videos of forty seconds made by trainees themselves",
            "A breakfast for employers twice a year",
            "No names of trainees without asking each time",
            "Tutors hear which firms have places before the portal opens",
        ),
    },
}

SAME: tuple[tuple[str, str], ...] = (
    (
        "Older people have a hot meal and company on weekdays",
        "Older people get company and a hot meal each weekday",
    ),
    (
        "We share what we learn, failures included",
        "We share what we learn, including our failures",
    ),
    (
        "Northfield Housing holds the money and reports on it each quarter",
        "Money is held by Northfield Housing, which reports on it every quarter",
    ),
    (
        "Every child starts the school day with breakfast",
        "Every child has had breakfast when the school day starts",
    ),
    (
        "We say early when something goes wrong",
        "We say it early when something is going wrong",
    ),
    (
        "A leaflet in four languages through every door before the summer",
        "A leaflet in four languages goes through every door before summer",
    ),
    (
        "A partner leaves with three months' notice",
        "A partner can leave with three months notice",
    ),
    (
        "Press questions go to the council's press office",
        "The council's press office answers questions from the press",
    ),
    (
        "One phone number for every kind of help",
        "A single phone number for all kinds of help",
    ),
    (
        "Some staff fear that this replaces their jobs",
        "A worry that staff have: does this replace our jobs?",
    ),
)
"""Each pair of statements that two groups wrote of one thing."""

UNLIKE: tuple[tuple[str, str], ...] = (
    ("Breakfast offered in every school", "Homework help offered in every school"),
    ("The council holds the money", "The council holds the data"),
    ("Report to the board every month", "Report to the funders every year"),
    ("Six schools serve breakfast daily", "Four schools serve breakfast daily"),
    ("Parents are asked before photos are taken", "Parents are asked before their data is shared"),
    ("Find a room for the lunch club", "Find a driver for the lunch club"),
    ("Train new volunteers", "Thank all volunteers"),
    ("Northfield Housing", "Northfield Primary School"),
    ("Ana Silva chairs the meeting", "Ben Okoro chairs the meeting"),
    ("Young people are heard", "Older people are heard"),
    ("Volunteers are checked before they start", "Volunteers are not checked before they start"),
    ("A partner leaves with three months' notice", "A partner leaves with six months' notice"),
)
"""Pairs that share words and are two things."""

PARAPHRASED: tuple[tuple[str, str], ...] = (
    ("Breakfast is offered in every school", "Every school offers breakfast"),
    ("Meetings start and end on time", "We start and end meetings on time"),
    ("The council is responsible for the data", "Responsible for the data: the council"),
    ("Volunteers are trained before they start", "Train volunteers before they start"),
    ("The café is open on Sundays", "On Sundays the cafe is open."),
    ("Nobody goes home hungry", "No one goes home hungry"),
    ("Send the minutes to all partners within a week", "Within a week, all partners are sent the minutes"),
    ("Children under 5 eat for free", "Free meals for children under 5"),
    ("Book the hall for the summer fair", "Book a hall for the summer fair"),
    ("Ask parents what they need", "Ask the parents what they need most"),
)
"""Pairs that say one thing."""
