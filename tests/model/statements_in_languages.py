"""Pairs of statements in the languages of agreements: those that say one thing, and those that do not."""

from __future__ import annotations

ALIKE_PAIRS: dict[str, tuple[tuple[str, str], ...]] = {
    "German": (
        ("Jede Schule bietet ein Frühstück an", "Ein Frühstück bietet jede Schule an"),
        ("Wir treffen uns jeden Monat im Rathaus", "Im Rathaus treffen wir uns jeden Monat"),
        ("Die Stadt ist für die Daten verantwortlich", "Verantwortlich für die Daten: die Stadt"),
        ("Freiwillige schulen, bevor sie beginnen", "Die Freiwilligen werden geschult, bevor sie beginnen"),
    ),
    "French": (
        ("Chaque école offre un petit déjeuner", "Un petit déjeuner offert dans chaque école"),
        ("La mairie est responsable des données", "Responsable des données : la mairie"),
        ("Les bénévoles sont formés avant de commencer", "Former les bénévoles avant de commencer"),
        ("Le café est ouvert le dimanche", "Le dimanche, le cafe est ouvert."),
    ),
    "Spanish": (
        ("Cada escuela ofrece un desayuno", "Se ofrece desayuno en cada escuela"),
        ("El ayuntamiento es responsable de los datos", "Responsable de los datos: el ayuntamiento"),
        ("Los voluntarios se forman antes de empezar", "Formar a los voluntarios antes de empezar"),
    ),
    "Portuguese": (
        ("Cada escola oferece um pequeno-almoço", "O pequeno-almoço é oferecido em cada escola"),
        ("A câmara é responsável pelos dados", "Responsável pelos dados: a câmara"),
        ("Reunimos todos os meses na biblioteca", "Na biblioteca, reunimos todos os meses"),
    ),
    "Dutch": (
        ("Elke school biedt een ontbijt", "Een ontbijt bieden op elke school"),
        (
            "De gemeente is verantwoordelijk voor de gegevens",
            "Verantwoordelijk voor de gegevens: de gemeente",
        ),
        ("Vrijwilligers opleiden voor ze beginnen", "De vrijwilligers worden opgeleid voor ze beginnen"),
    ),
    "Arabic": (
        ("تقدم كل مدرسة وجبة فطور", "كل المدارس تقدم وجبة الفطور"),
        ("البلدية مسؤولة عن البيانات", "المسؤولة عن البيانات: البلدية"),
        ("نجتمع كل شهر في المكتبة", "في المكتبة نجتمع كلّ شهر"),
    ),
    "Chinese": (
        ("每所学校都提供早餐", "所有学校提供早餐"),
        ("市政府负责数据", "数据由市政府负责"),
        ("我们每个月在图书馆开会", "每个月我们在图书馆开会"),
    ),
    "English": (("Breakfast is offered in every school", "Every school offers breakfast"),),
}

UNLIKE_PAIRS: dict[str, tuple[tuple[str, str], ...]] = {
    "German": (
        ("Jede Schule bietet ein Frühstück an", "Jede Schule bietet ein Mittagessen an"),
        ("Freiwillige werden vorher geprüft", "Freiwillige werden vorher nicht geprüft"),
        ("Ein Partner geht mit drei Monaten Frist", "Ein Partner geht mit sechs Monaten Frist"),
        ("Junge Menschen werden gehört", "Ältere Menschen werden gehört"),
    ),
    "French": (
        ("La mairie garde l'argent", "La mairie garde les données"),
        ("Les bénévoles sont contrôlés avant", "Les bénévoles ne sont pas contrôlés avant"),
        ("Un partenaire part avec trois mois de préavis", "Un partenaire part avec six mois de préavis"),
    ),
    "Spanish": (
        ("El ayuntamiento guarda el dinero", "El ayuntamiento guarda los datos"),
        ("Se pregunta a los padres antes de la foto", "No se pregunta a los padres antes de la foto"),
        ("Cuatro escuelas sirven desayuno", "Seis escuelas sirven desayuno"),
    ),
    "Portuguese": (
        ("A câmara guarda o dinheiro", "A câmara guarda os dados"),
        ("Os voluntários são verificados antes", "Os voluntários não são verificados antes"),
        ("Quatro escolas servem o pequeno-almoço", "Seis escolas servem o pequeno-almoço"),
    ),
    "Dutch": (
        ("De gemeente beheert het geld", "De gemeente beheert de gegevens"),
        ("Vrijwilligers worden vooraf gecontroleerd", "Vrijwilligers worden vooraf niet gecontroleerd"),
        ("Vier scholen geven ontbijt", "Zes scholen geven ontbijt"),
    ),
    "Arabic": (
        ("البلدية تحتفظ بالمال", "البلدية تحتفظ بالبيانات"),
        ("يتم فحص المتطوعين قبل البدء", "لا يتم فحص المتطوعين قبل البدء"),
        ("أربعة مدارس تقدم الفطور", "ستة مدارس تقدم الفطور"),
    ),
    "Chinese": (
        ("每所学校提供早餐", "每所学校提供午餐"),
        ("志愿者开始前要检查", "志愿者开始前不检查"),
        ("四所学校提供早餐", "六所学校提供早餐"),
        ("市政府管钱", "市政府管数据"),
    ),
    "English": (("Young people are heard", "Older people are heard"),),
}
