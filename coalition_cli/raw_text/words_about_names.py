"""Words that stand before names, and ordinary words that are written with capitals like names."""

from typing import Final


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


TITLES: Final = _listed("""
mr mrs ms miss dr prof professor sister brother father pastor bishop sheikh imam judge officer
inspector sergeant captain warden magistrate lawyer advocate chief bwana bibi bi mama baba
dada kaka ndugu mwalimu daktari mzee askari afande madame monsieur mme mlle docteur maître
sœur frère juge señor señora señorita sr sra don doña doctora padre hermana senhor senhora
dona господин госпожа г-н г-жа доктор
""")
"""Titles before a name, in small letters, of six languages."""

ORDINARY: Final = (
    # What begins a sentence or a title of something, and is no name.
    _listed("""
a an the this that these those our my your his her their its we i you he she they it and or
but if in on at by for from of to with when where what who why how all each every some many
most more no not yes there here after before new old great big small first next last good free
open women woman men man people girls boys children mothers youth community communities
coalition network union forum group groups committee council ministry minister government
parliament office court police bank fund school university college hospital clinic church
mosque market centre center house home street road avenue region district county ward village
town city lake lakes river mount north south east west eastern western northern southern
central national international united nations african africa european europe world human
rights act law bill article section chapter day week month year today tomorrow yesterday
monday tuesday wednesday thursday friday saturday sunday january february march april may june
july august september october november december english french swahili spanish russian
kiswahili
""")
    # Countries and towns that are named often
    | _listed("""
kenya tanzania uganda rwanda burundi congo sudan ethiopia somalia zambia malawi mozambique
zimbabwe nairobi mombasa kisumu dar salaam arusha dodoma mwanza zanzibar kampala kigali
bujumbura goma bukavu kinshasa lusaka lilongwe harare maputo addis ababa juba khartoum
""")
    # Swahili
    | _listed("""
sisi mimi wewe yeye wao hii hiyo hizi kila kwa katika na ya wa za la cha vya ni au wanawake
wanaume watu umoja kikundi serikali wizara mahakama polisi shule hospitali soko jumatatu
jumanne jumatano alhamisi ijumaa jumamosi jumapili
""")
    # French, Spanish, Portuguese
    | _listed("""
le la les un une des du de et ou nous vous ils elles mon ma notre ministère droits femmes el
los las una unos y o nosotros ellas mi nuestra ministerio derechos mujeres os as um uma nós
eles elas minha nossa ministério direitos mulheres
""")
    # Russian
    | _listed("""
в на и с к по за от для мы вы они я он она это наш наша все министерство права женщины
""")
)
"""Ordinary words in small letters: what begins a sentence, names a body, a country or a day."""

SMALL: Final = _listed("""
a an the and or but nor for of to in on at by from with without into onto over under up off out
as is are was were be been am do does did has have had would could might must shall
should not no yes all any some each every both few more most much many such than then that this
these those there here when where who whom whose what which why how he she it we you they him her
his hers its our ours your yours their theirs them us me my mine one two three
na wa ya za la cha vya kwa ni si au bin binti bint ibn ben el al ul
le un une des du de et ou en au aux ce cet cette ces ma mes ton ta tes son sa ses par pour
sur sous dans avec sans est que qui ne pas los las una unos unas del y o con sin por para como mi
su tu os as um uma dos das do da e em no na nos nas com ao à não van von der den ten het
und den mit bei zu zum zur i и в во на не но а о об от до за из к ко по с со у для при без под
над или что как это он она они оно мы вы ты я
""")
"""Words that only join others, also inside names: by themselves they name nobody."""
