"""What stands above columns, in the languages of the rooms, and what it means.

One declared table; words are compared without case, accents and punctuation.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

Meaning: TypeAlias = Literal[
    "name",
    "person",
    "surname",
    "first_name",
    "group",
    "role",
    "country",
    "city",
    "sector",
    "language",
    "hands",
    "text",
    "telephone",
    "e_mail",
    "signature",
    "address",
    "number",
    "papers",
    "age",
    "voter",
    "time",
]

NAMES: Final = ("name", "person", "surname", "first_name")
"""What names are under; ``person`` says so only beside other headings.

It is also what a title says, and a role.
"""

NEVER_READ: Final = (
    *("telephone", "e_mail", "signature", "address"),
    *("number", "papers", "age", "voter", "time"),
)
"""What no workshop needs to know of anybody."""

WORDS: Final[Mapping[Meaning, str]] = {
    "name": """
        name, names, full name, chosen name, name and surname, participant name,
        name of participant, attendee name, member name, nom, noms, nom complet, nom et prénom,
        nom et prénoms, noms et prénoms, prénom et nom, nom du participant,
        nom de la participante, nombre, nombres, nombre completo, nombre y apellido,
        nombre y apellidos, apellidos y nombres, nome, nomes, nome completo, имя, фио, ф и о,
        полное имя, имя и фамилия, фамилия и имя, фамилия имя, фамилия имя отчество, ім я, піб,
        jina, majina, jina kamili, jina la mshiriki, amazina, izina, vor und nachname,
        vorname und nachname, naam, ad soyad, isim, nkombo, kombo, الاسم""",
    "person": """
        participant, participants, attendee, attendees, member, members, participante,
        participantes, participant e, asistente, asistentes, участник, участница, участники,
        mshiriki, washiriki, teilnehmer, teilnehmerin, teilnehmerinnen""",
    "surname": """
        surname, surnames, last name, lastname, family name, nom de famille, apellido, apellidos,
        primer apellido, sobrenome, apelido, фамилия, прізвище, ukoo, jina la ukoo,
        jina la familia, nachname, familienname, achternaam, soyad, soyadı""",
    "first_name": """
        first name, firstname, first names, given name, given names, forename, prénom, prénoms,
        primer nombre, primeiro nome, имя собственное, jina la kwanza, vorname, vornamen,
        voornaam, ad""",
    "group": """
        group, groups, small group, team, delegation, table, groupe, équipe, délégation, grupo,
        equipo, delegación, equipe, delegação, группа, команда, делегация, група, kikundi, kundi,
        timu, gruppe, itsinda, umugwi, groep""",
    "role": """
        role, function, position, rôle, fonction, qualité, rol, función, cargo, papel, função,
        роль, должность, функция, jukumu, wajibu, cheo, nafasi, rolle, funktion, uruhare""",
    "country": """
        country, nation, pays, país, страна, країна, nchi, land, igihugu""",
    "city": """
        city, town, village, ville, localité, ciudad, pueblo, localidad, cidade, город, місто,
        село, mji, jiji, kijiji, stadt, ort, umujyi""",
    "sector": """
        sector, field, secteur, domaine, domaine d activité, sector de trabajo, setor, сектор,
        сфера, sekta, bereich, sektor""",
    "language": """
        language, languages, langue, langues, idioma, lengua, língua, язык, языки, мова, lugha,
        sprache, sprachen, ururimi""",
    "hands": """
        votes, vote, hands, show of hands, count, number of votes, likes, upvotes, voix,
        nombre de voix, mains levées, votos, manos, mãos, голоса, голосов, голос, руки, kura,
        mikono, stimmen, amajwi""",
    "text": """
        response, responses, answer, answers, idea, ideas, note, notes, comment, comments, text,
        message, messages, réponse, réponses, idée, idées, commentaire, texte, respuesta,
        respuestas, comentario, texto, mensaje, resposta, respostas, mensagem, ответ, ответы,
        идея, комментарий, текст, сообщение, jibu, majibu, wazo, mawazo, maoni, ujumbe, antwort,
        antworten, idee, kommentar, nachricht, igisubizo""",
    "telephone": """
        phone, phones, telephone, mobile, cell, cellphone, cell phone, whatsapp, phone number,
        telephone number, mobile number, contact, contacts, contact number, tel, téléphone,
        portable, numéro de téléphone, contact téléphonique, teléfono, móvil, celular, contacto,
        número de teléfono, telefone, telemóvel, contato, телефон, номер телефона, мобильный,
        контакт, контакты, simu, nambari ya simu, namba ya simu, mawasiliano, telefon, handy,
        telefonnummer, kontakt, telefone igendanwa, nimero ya telefone""",
    "e_mail": """
        email, e mail, mail, email address, e mail address, adresse email, adresse e mail,
        courriel, adresse mail, correo, correo electrónico, endereço de email, эл почта,
        электронная почта, почта, имейл, barua pepe, e mail adresse""",
    "signature": """
        signature, sign, signed, initials, émargement, signature du participant, firma,
        assinatura, подпись, підпис, sahihi, saini, unterschrift, umukono, imza""",
    "address": """
        address, home address, street, adresse, domicile, dirección, domicilio, endereço, morada,
        адрес, anwani, makazi, anschrift, aderesi""",
    "number": """
        no, nr, n, number, serial number, s n, sn, s no, row, numéro, numero, номер, п п, namba,
        nambari, nummer""",
    "papers": """
        id, id number, national id, passport, passport number, matricule, cni, carte d identité,
        passeport, cédula, dni, documento, pasaporte, identidad, cpf, паспорт, kitambulisho,
        nambari ya kitambulisho, nida, ausweis, ausweisnummer, indangamuntu""",
    "age": """
        date of birth, birth date, born, age, date de naissance, âge, fecha de nacimiento, edad,
        data de nascimento, idade, дата рождения, возраст, tarehe ya kuzaliwa, umri,
        geburtsdatum, alter""",
    "voter": """
        voter, voters, voter id, user, user id, respondent, respondent id, votant, votante,
        électeur, électrice, répondant, répondante, usuario, usuaria, encuestado, encuestada,
        votante id, eleitor, eleitora, respondente, избиратель, респондент, участник опроса,
        mpiga kura, wähler, wählerin, utora""",
    "time": """
        timestamp, time stamp, time, date, date and time, submitted, submitted at, start time,
        completion time, horodateur, heure, date et heure, marca temporal, fecha, hora,
        fecha y hora, carimbo de data hora, data, дата, время, отметка времени, tarehe, saa,
        muhuri wa muda, datum, zeit, zeitstempel, itariki""",
}

TOTALS: Final = """
    total, totals, total général, grand total, sub total, subtotal, sous total, totaux, totales,
    suma, total general, soma, total geral, итого, всего, сумма, разом, jumla, jumla kuu, gesamt,
    summe, insgesamt, total present, total présents, igiteranyo"""

ROLES: Final[Mapping[str, str]] = {
    "participant": """
        participant, participants, participante, participantes, participant e, attendee, member,
        membre, miembro, membro, участник, участница, учасниця, учасник, mshiriki, mwanachama,
        teilnehmer, teilnehmerin, uwitabiriye""",
    "facilitator": """
        facilitator, facilitators, co facilitator, trainer, moderator, facilitateur,
        facilitatrice, animateur, animatrice, formateur, formatrice, facilitador, facilitadora,
        formador, formadora, фасилитатор, ведущая, ведущий, тренер, mwezeshaji, mkufunzi,
        moderatorin, trainerin, umuhuza""",
    "guest": """
        guest, guests, visitor, observer, invité, invitée, visiteur, visiteuse, observateur,
        observatrice, invitado, invitada, visitante, convidado, convidada, гость, гостья,
        наблюдатель, mgeni, mwangalizi, gast, umushyitsi""",
    "interpreter": """
        interpreter, translator, interprète, traducteur, traductrice, intérprete, traductor,
        traductora, tradutor, tradutora, переводчик, переводчица, mkalimani, mfasiri,
        dolmetscher, dolmetscherin, umusemuzi""",
    "note-taker": """
        note taker, notetaker, rapporteur, rapporteuse, rapporteure, preneuse de notes,
        preneur de notes, scribe, secretary, secrétaire, relatora, relator, secretaria,
        secretario, secretária, секретарь, протоколист, mwandishi, katibu, protokollantin,
        protokollant, umwanditsi""",
}
"""The roles of people as lists name them; those of ``parsing.people`` are known beside these."""


def key(words: str) -> str:
    """The form in which a heading is compared."""
    flat = unicodedata.normalize("NFKD", words).casefold()
    letters = "".join(letter for letter in flat if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", letters))


def _keys(listed: str) -> list[str]:
    return [key(words) for words in listed.split(",")]


def _by_key(table: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for meaning, listed in table.items():
        for words in _keys(listed):
            found.setdefault(words, meaning)
    return found


_MEANINGS: Final = _by_key(WORDS)  # type: ignore[arg-type]
_ROLES: Final = _by_key(ROLES)
_TOTALS: Final = frozenset(_keys(TOTALS))
_UNREAD_WORDS: Final = {
    words: meaning
    for words, meaning in _MEANINGS.items()
    if meaning in ("telephone", "e_mail", "signature", "address") and " " not in words
}
_NAME_WORDS: Final = frozenset(
    words
    for words, meaning in _MEANINGS.items()
    if meaning in NAMES and meaning != "person" and " " not in words
)


def meaning_of(heading: str) -> str:
    """What a heading means, as one of ``Meaning``; empty where nobody knows it.

    A longer one means what one of its words forbids: “Your phone number (optional)”.
    """
    words = key(heading)
    if words in _MEANINGS:
        return _MEANINGS[words]
    return next((_UNREAD_WORDS[word] for word in words.split() if word in _UNREAD_WORDS), "")


def asks_for_name(heading: str) -> bool:
    """True if a question of a form, such as “What is your name?”, asks for a name and no more."""
    words = key(heading).split()
    others = [_MEANINGS.get(word, "") for word in words]
    return any(word in _NAME_WORDS for word in words) and not any(
        other and other not in NAMES for other in others
    )


def role_of(words: str) -> str:
    """The role that a list calls ``words``; empty where it is none of ours."""
    return _ROLES.get(key(words), "")


def is_total(cell: str) -> bool:
    """True if ``cell`` stands before a sum: “Total”, “Total: 12”, “Итого”."""
    words = re.sub(r"[\d\s]+$", "", key(cell)).strip()
    return words in _TOTALS
