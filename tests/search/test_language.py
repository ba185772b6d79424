from __future__ import annotations

import pytest

from ontology.names import EU_LANGUAGES
from search.language import FunctionWords, LanguageDetector, detect, stop_words

LONG = {
    "bg": "Кой помага на малките предприятия да намерят партньори в други региони?",
    "cs": "Kdo pomáhá malým podnikům najít partnery v jiných regionech?",
    "da": "Hvem hjælper små virksomheder med at finde partnere i andre regioner?",
    "de": "Wer hilft kleinen Unternehmen, Partner in anderen Regionen zu finden?",
    "el": "Ποιος βοηθά τις μικρές επιχειρήσεις να βρουν εταίρους σε άλλες περιφέρειες;",
    "en": "Who helps small firms to find partners in other regions?",
    "es": "¿Quién ayuda a las pequeñas empresas a encontrar socios en otras regiones?",
    "et": "Kes aitab väikestel ettevõtetel leida partnereid teistest piirkondadest?",
    "fi": "Kuka auttaa pieniä yrityksiä löytämään kumppaneita muilta alueilta?",
    "fr": "Qui aide les petites entreprises à trouver des partenaires dans d’autres régions ?",
    "ga": "Cé a chabhraíonn le gnólachtaí beaga comhpháirtithe a aimsiú i réigiúin eile?",
    "hr": "Tko pomaže malim poduzećima pronaći partnere u drugim regijama?",
    "hu": "Ki segít a kisvállalkozásoknak partnereket találni más régiókban?",
    "it": "Chi aiuta le piccole imprese a trovare partner in altre regioni?",
    "lt": "Kas padeda mažoms įmonėms rasti partnerių kituose regionuose?",
    "lv": "Kas palīdz mazajiem uzņēmumiem atrast partnerus citos reģionos?",
    "mt": "Min jgħin lill-kumpaniji ż-żgħar isibu sħab f'reġjuni oħra?",
    "nl": "Wie helpt kleine bedrijven om partners te vinden in andere regio's?",
    "pl": "Kto pomaga małym firmom znaleźć partnerów w innych regionach?",
    "pt": "Quem ajuda as pequenas empresas a encontrar parceiros noutras regiões?",
    "ro": "Cine ajută firmele mici să găsească parteneri în alte regiuni?",
    "sk": "Kto pomáha malým podnikom nájsť partnerov v iných regiónoch?",
    "sl": "Kdo pomaga majhnim podjetjem najti partnerje v drugih regijah?",
    "sv": "Vem hjälper små företag att hitta partner i andra regioner?",
}
SHORT = {
    "bg": "кой плаща",
    "cs": "kdo to může získat",
    "da": "hvem kan søge",
    "de": "wer kann mitmachen",
    "el": "ποιος πληρώνει",
    "en": "who can apply",
    "es": "quién puede participar",
    "et": "kes saab osaleda",
    "fi": "kuka voi hakea",
    "fr": "qui peut participer",
    "ga": "cé a íocann as",
    "hr": "tko može sudjelovati",
    "hu": "ki pályázhat",
    "it": "chi può partecipare",
    "lt": "kas gali dalyvauti",
    "lv": "kas var piedalīties",
    "mt": "min jista' japplika",
    "nl": "wie mag meedoen",
    "pl": "kto może uczestniczyć",
    "pt": "quem pode participar",
    "ro": "cine poate participa",
    "sk": "kto sa môže zapojiť",
    "sl": "kdo lahko sodeluje",
    "sv": "vem får söka",
}


@pytest.mark.parametrize("language", EU_LANGUAGES)
def test_a_sentence_is_told(language: str) -> None:
    assert detect(LONG[language]) == language


@pytest.mark.parametrize("language", EU_LANGUAGES)
def test_a_short_question_is_told(language: str) -> None:
    assert detect(SHORT[language]) == language


@pytest.mark.parametrize("language", EU_LANGUAGES)
def test_capitals_make_no_difference(language: str) -> None:
    assert detect(LONG[language].upper()) == language


@pytest.mark.parametrize(
    "text", ["", "?", "123", "ECCP", "3D printing", "phase 3", "solve 3x + 7 = 22", "\0\ud800"]
)
def test_what_tells_nothing_is_taken_for_english(text: str) -> None:
    assert detect(text) == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("kdo muze zadat o podporu?", "cs"),
        ("vem far soka stod for vara foretag?", "sv"),
        ("cine poate sa ne ajute cu un plan?", "ro"),
    ],
)
def test_a_question_typed_without_accents_is_told(text: str, language: str) -> None:
    assert detect(text) == language


def test_latin_names_do_not_hide_a_greek_or_bulgarian_sentence() -> None:
    assert detect("Τι είναι το Digital Innovation Hub;") == "el"
    assert detect("Какво е Digital Innovation Hubs?") == "bg"


def test_names_that_are_the_same_everywhere_can_be_left_out() -> None:
    detector = LanguageDetector(FunctionWords.load(), names={"interreg", "europe"})
    assert detector.detect("chi gestisce Interreg Europe") == "it"


def test_every_language_has_words_for_asking() -> None:
    tables = FunctionWords.load()
    assert set(tables.by_language) == set(EU_LANGUAGES)
    assert all(len(words) >= 40 for words in tables.by_language.values())


def test_stop_words_are_folded_by_language() -> None:
    assert {"quien", "donde"} <= stop_words()["es"]
    assert "quién" not in stop_words()["es"]
    assert "donde" not in stop_words()["de"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("toinen vaihe", "fi"),
        ("drugi etap", "pl"),
        ("zweite Phase", "de"),
        ("tweede fase", "nl"),
        ("kolmas etapp", "et"),
        ("treća faza", "hr"),
        ("second stage", "en"),
        ("KET observatory", "en"),
        ("SME instrument", "en"),
        ("grants over 100 million EUR", "en"),
    ],
)
def test_a_numbered_stage_alone_tells_its_language(text: str, language: str) -> None:
    assert detect(text) == language
