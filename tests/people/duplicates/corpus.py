"""Invented pairs of records, and whether one person is behind both: what `likeness.LIKELY` was set by.

Each line has where the names are from, whether it is one person, and what each record says: name; city; profession;
telephone; date of birth. The pairs that are two people are the near ones: families, and common names.
"""

from typing import NamedTuple

from parcours.people.duplicates.keys import phone_key
from parcours.people.duplicates.likeness import Known


class Pair(NamedTuple):
    """Two records."""

    origin: str
    same: bool
    one: Known
    other: Known


def _record(text: str) -> Known:
    name, city, profession, phone, birth = (field.strip() for field in text.split(";"))
    return Known((name,), city, frozenset(filter(None, [profession])), phone_key(phone), birth)


def pairs() -> list[Pair]:
    """Return every pair."""
    found, lines = [], [line.strip() for line in LINES.strip().splitlines() if line.strip()]
    for head, one, other in zip(lines[::3], lines[1::3], lines[2::3], strict=True):
        origin, _colon, same = head.partition(":")
        found.append(Pair(origin, same.strip() == "one", _record(one), _record(other)))
    return found


LINES = """
English: one
    John Smith; Ottawa; 21300; (613) 555-0101;
    Smith John; ; ; 613.555.0101;
English: one
    Katherine O'Neil; Toronto; 31301; ; 1984-02-03
    Katharine ONeil; Toronto; ; ; 1984-02-03
English: one
    J. Thompson; Barrie; ; 705 555 0134;
    Jonathan Thompson; Barrie; 72010; +1 705 555 0134;
English: one
    Mary-Ann Baker; Guelph; ; ;
    Mary Ann Baker; ; 41200; ;
English: one
    Steven Reed; Kingston; ; 613 555 0177;
    Stephen Reid; Kingston; ; 613 555 0177;
English: two
    John Smith; Ottawa; ; ; 1990-01-01
    John Smith; Ottawa; ; ; 1971-06-30
English: two
    Emily Clark; London; ; 519 555 0100;
    Edward Clark; London; ; 519 555 0100;
English: two
    Ann Lee; Windsor; ; ;
    Anna Leigh; Sudbury; ; ;
English: two
    J. Brown; Ottawa; ; ;
    James Brown; Toronto; ; ;
English: two
    Sarah Miller; Halifax; 31301; ;
    Sarah Mills; Halifax; 31301; ;
French: one
    Élodie Côté; Gatineau; ; ;
    Elodie Cote; Gatineau; 21231; ;
French: one
    Jean-François Lévesque; Québec; ; 418 555 0102;
    Jean Francois Levesque; Quebec; ; ;
French: one
    J.-P. Tremblay; Laval; ; 450 555 0190;
    Jean-Pierre Tremblay; Laval; ; 450 555 0190;
French: one
    Marie-Ève Gagnon-Roy; Sherbrooke; 31301; ;
    Marie-Ève Gagnon; Sherbrooke; 31301; ;
French: one
    Mathieu Beaulieu; ; ; ; 1979-11-12
    Matthieu Beaulieu; Lévis; ; ; 1979-11-12
French: two
    Marie Tremblay; Montréal; ; ; 1988-03-01
    Marie Tremblay; Montréal; ; ; 1990-09-17
French: two
    Jean Gagnon; Québec; ; 418 555 0150;
    Jeanne Gagnon; Québec; ; 418 555 0151;
French: two
    Louis Bouchard; Montréal; ; 514 555 0110;
    Louise Bouchard; Montréal; ; 514 555 0111;
French: two
    Pierre Roy; Gatineau; 21300; ;
    Pierrette Roy; Laval; ; ;
French: two
    Marie-Claude Roy; Montréal; ; ;
    Marie-Josée Roy; Montréal; ; ;
South Asian: one
    Mohammed Chaudhry; Mississauga; 21300; ;
    Muhammad Choudhury; Mississauga; 21300; ;
South Asian: one
    Lakshmi Narayanan; Brampton; ; +91 98765 43210;
    Laxmi Narayanan; Brampton; ; 011 91 98765 43210;
South Asian: one
    Venkata Subramanian; Toronto; ; ; 1982-04-04
    V. Subramaniam; Toronto; ; ; 1982-04-04
South Asian: one
    Harpreet Kaur Gill; Surrey; 31301; ;
    Harpreet Gill; Surrey; 31301; ;
South Asian: one
    Syed Ali Raza; Calgary; ; 403 555 0120;
    Ali Raza; Calgary; ; 403 555 0120;
South Asian: one
    Md. Rafiqul Islam; Toronto; ; 647 555 0102;
    Rafiqul Islam; Toronto; ; 647 555 0102;
South Asian: two
    Harpreet Singh; Brampton; ; ;
    Harpreet Kaur; Brampton; ; ;
South Asian: two
    Priya Sharma; Toronto; ; ; 1990-01-02
    Priya Sharma; Toronto; ; ; 1993-08-21
South Asian: two
    Gurpreet Singh; Surrey; ; 604 555 0130;
    Gurdeep Singh; Surrey; ; 604 555 0130;
South Asian: two
    Mohammed Khan; Brampton; ; ;
    Mohammed Ali Khan; Toronto; ; ;
South Asian: two
    Anil Patel; Toronto; 11100; ;
    Sunil Patel; Toronto; 11100; ;
Chinese: one
    Zhang Wei; Markham; 21300; ;
    Wei Zhang; Markham; ; ;
Chinese: one
    Xiao-Ming Li; Vancouver; ; ;
    Li Xiaoming; Vancouver; ; ;
Chinese: one
    Hsiao Chen; Richmond; ; 604 555 0140;
    Xiao Chen; Richmond; ; 604 555 0140;
Chinese: one
    Jenny Xiaoyan Wang; Markham; ; 905 555 0111;
    Xiaoyan Wang; Markham; ; 905 555 0111;
Chinese: one
    Tsai Mei Ling; Burnaby; ; ; 1987-07-07
    Meiling Cai; Burnaby; ; ; 1987-07-07
Chinese: one
    王小明; Vancouver; ; ;
    王小明; ; ; ;
Chinese: two
    Wei Zhang; Markham; ; ; 1985-05-05
    Wei Zhang; Markham; ; ; 1991-01-11
Chinese: two
    Li Wang; Toronto; ; ;
    Lin Wang; Toronto; ; ;
Chinese: two
    Yan Chen; Vancouver; 21231; ;
    Yang Chen; Vancouver; 21231; ;
Chinese: two
    Wei Li; Markham; ; 905 555 0150;
    Lei Li; Markham; ; 905 555 0150;
Chinese: two
    Xiaoming Li; Vancouver; ; ;
    Xiaohong Li; Vancouver; ; ;
Arabic: one
    Ahmad al-Hassan; London; ; ;
    Ahmed Hassan; London; 31102; ;
Arabic: one
    Abdul Rahman Nasser; Windsor; ; 519 555 0121;
    Abdulrahman Naser; Windsor; ; 519 555 0121;
Arabic: one
    Youssef Haddad; Montréal; 21300; ;
    Yusuf Hadad; Montréal; 21300; ;
Arabic: one
    Fatima Zahra El Idrissi; Montréal; ; ; 1992-12-01
    Fatima-Zahra Idrissi; Laval; ; ; 1992-12-01
Arabic: one
    Hussein Mahmoud; Ottawa; ; 613 555 0160;
    Mahmood Hussain; Ottawa; ; 613 555 0160;
Arabic: one
    Khaled Omar Mansour; Hamilton; 21331; ;
    Khalid Mansour; Hamilton; 21331; 905 555 0162;
Arabic: two
    Ahmed Hassan; Ottawa; ; ; 1980-10-10
    Ahmed Hassan; Ottawa; ; ; 1995-02-14
Arabic: two
    Omar Khalil; London; ; 519 555 0170;
    Amira Khalil; London; ; 519 555 0170;
Arabic: two
    Mohamed Ali; Toronto; ; ;
    Mahmoud Ali; Toronto; ; ;
Arabic: two
    Hasan Saleh; Windsor; ; ;
    Hussein Saleh; Windsor; ; ;
Arabic: two
    Nour Haddad; Montréal; ; 514 555 0181;
    Noor Hamdan; Montréal; ; 514 555 0182;
Slavic: one
    Aleksandr Petrov; Toronto; 21231; ;
    Alexander Petrov; Toronto; 21231; ;
Slavic: one
    Olena Kovalenko; Edmonton; ; 780 555 0103;
    Elena Kovalenko; Edmonton; ; 780 555 0103;
Slavic: one
    Kateryna Shevchenko; Winnipeg; ; ; 1989-08-24
    Katerina Schewtschenko; Winnipeg; ; ; 1989-08-24
Slavic: one
    Wojciech Łukasz Nowak; Mississauga; ; ;
    Wojciech Nowak; Mississauga; 72106; 905 555 0104;
Slavic: one
    Sergei Ivanov; Calgary; ; 403 555 0105;
    Sergey Ivanov; ; ; 403 555 0105;
Slavic: one
    Yuliia Tkachuk; Regina; ; ; 1995-03-15
    Julia Tkachuk; Regina; ; ; 1995-03-15
Slavic: two
    Ivan Petrov; Toronto; ; ;
    Ivanna Petrova; Toronto; ; ;
Slavic: two
    Olena Bondarenko; Edmonton; ; ; 1990-02-02
    Olena Bondarenko; Edmonton; ; ; 1968-12-24
Slavic: two
    Andriy Melnyk; Winnipeg; ; 204 555 0106;
    Andriana Melnyk; Winnipeg; ; 204 555 0106;
Slavic: two
    Dmitri Volkov; Ottawa; 21300; ;
    Dmitri Volkonsky; Ottawa; 21300; ;
Slavic: two
    Anna Nowak; Toronto; ; ;
    Hanna Nowicki; Toronto; ; ;
Spanish: one
    María Fernanda García López; Toronto; 31301; ;
    Maria Garcia; Toronto; 31301; ;
Spanish: one
    José Luis Rodríguez Pérez; Montréal; ; 438 555 0107;
    José Rodríguez; Montréal; ; 438 555 0107;
Spanish: one
    Ana Sofía de la Cruz Mejía; Ottawa; ; ; 1991-06-06
    Ana Cruz; Ottawa; ; ; 1991-06-06
Spanish: one
    Juan Carlos Jiménez; Hamilton; ; ;
    Juan Carlos Gimenez; Hamilton; ; ;
Spanish: one
    Luis Hernández Ramírez; Laval; 21300; ;
    Luis Hernandez; Laval; ; 450 555 0108;
Spanish: two
    María García López; Toronto; ; ;
    María García Pérez; Toronto; ; ;
Spanish: two
    José García; Montréal; ; ; 1985-04-05
    José García; Montréal; ; ; 1999-10-21
Spanish: two
    Carlos Ramírez; Toronto; ; 416 555 0109;
    Carla Ramírez; Toronto; ; 416 555 0109;
Spanish: two
    Juan Pérez; Toronto; ; ;
    Juana Pérez; Toronto; ; ;
Spanish: two
    Ana López; Toronto; 31301; ;
    Ana Lorenzo; Toronto; 31301; ;
"""
