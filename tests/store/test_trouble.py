"""What the engines say is a refusal that staff can act on, in whichever language they say it."""

import sqlite3

import psycopg
import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import DatabaseError, OperationalError

from mplus3_xl.errors import UserError
from mplus3_xl.store.translating import refusal_of, translated
from mplus3_xl.store.trouble import BUSY_SECONDS

BASE = "C:/M3/mplus3.sqlite"
FILE, SERVER = sqlite3.OperationalError, psycopg.OperationalError


def _refusal(error: Exception) -> UserError | None:
    operational = isinstance(error, (FILE, SERVER))
    said = (OperationalError if operational else DatabaseError)("SELECT 1", {}, error)
    return refusal_of(said, BASE)


def _code(error: Exception) -> str | None:
    refusal = _refusal(error)
    return refusal.code if refusal else None


@pytest.mark.parametrize(
    ("state", "said", "code"),
    [
        ("55P03", "annulation de la requête à cause du délai écoulé", "base_occupee"),
        ("40P01", "interblocage (deadlock) détecté", "base_occupee"),
        ("42501", "droit refusé pour la table dossiers", "base_lecture_seule"),
        ("25006", "ne peut pas exécuter INSERT dans une transaction", "base_lecture_seule"),
        ("53100", "n’a pas pu étendre le fichier", "disque_plein"),
        ("58030", "n’a pas pu lire le bloc 12", "disque_en_panne"),
        ("28P01", "authentification par mot de passe échouée", "base_acces_refuse"),
        ("28000", "le rôle « m » n’est pas autorisé à se connecter", "base_acces_refuse"),
        ("3D000", "la base de données « m » n’existe pas", "base_acces_refuse"),
        ("57P01", "arrêt demandé par l’administrateur", "base_injoignable"),
        ("57P02", "arrêt de la connexion à cause d’un crash", "base_injoignable"),
        ("57P03", "le système de bases de données se lance", "base_injoignable"),
        ("53300", "désolé, trop de clients sont déjà connectés", "base_injoignable"),
        ("42P01", "la relation « dossiers » n’existe pas", None),
    ],
)
def test_a_server_is_understood_by_its_code_whatever_its_language(
    state: str, said: str, code: str | None
) -> None:
    assert _code(psycopg.errors.lookup(state)(said)) == code


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("connection failed: Connection refused", "base_injoignable"),
        ("échec de la connexion : Connexion refusée", "base_injoignable"),
        ("could not translate host name « serveur »", "base_injoignable"),
        ("le serveur a fermé la connexion de façon inattendue", "base_injoignable"),
        ('FATAL: password authentication failed for user "m"', "base_acces_refuse"),
        ("FATAL: authentification par mot de passe échouée pour « m »", "base_acces_refuse"),
        ("FATAL: la base de données « m » n’existe pas", "base_acces_refuse"),
        ('FATAL: role "m" does not exist', "base_acces_refuse"),
        ('FATAL: database "m" does not exist', "base_acces_refuse"),
        ("FATAL: le rôle « m » n’existe pas", "base_acces_refuse"),
        ("fe_sendauth : aucun mot de passe fourni", "base_acces_refuse"),
    ],
)
def test_a_server_that_was_not_reached_is_understood_by_its_words(said: str, code: str) -> None:
    assert _code(SERVER(said)) == code


@pytest.mark.parametrize(
    "said",
    [
        "FATAL: the database system is starting up",
        "FATAL: le système de bases de données s’arrête",
        "FATAL: sorry, too many clients already",
        "could not receive data from server: Connection reset by peer",
        "Connection timed out (0x0000274C/10060)",
        "received invalid response to SSL negotiation: H",
    ],
)
def test_a_connection_that_fails_is_no_bug_whatever_the_driver_says(said: str) -> None:
    assert _code(SERVER(said)) == "base_injoignable"


def test_a_disk_that_fails_under_the_store_is_a_refusal() -> None:
    assert _code(FILE("disk I/O error")) == "disque_en_panne"


@pytest.mark.parametrize(
    ("driver", "said", "what", "remedy"),
    [
        (FILE, "database is locked", f"depuis plus de {BUSY_SECONDS} secondes", "puis recommencez"),
        (FILE, "attempt to write a readonly database", "en lecture seule", "Vérifiez vos droits"),
        (FILE, "database or disk is full", "Le disque est plein", "Libérez de la place"),
        (FILE, "disk I/O error", "n’a pas pu être lu ou écrit", "Libérez de la place"),
        (FILE, "file is not a database", "n’est pas une base M+3", "mplus3 base restaurer FICHIER"),
        (FILE, "database disk image is malformed", "est abîmé", "mplus3 base restaurer FICHIER"),
        (FILE, "unable to open database file", "son dossier manque", "--espace"),
        (SERVER, "connection refused", "ne répond pas", "Recommencez dans une minute"),
        (SERVER, "no password supplied", "refuse l’accès", "--base, MPLUS3_BASE ou mplus3.toml"),
    ],
)
def test_a_refusal_says_what_happened_and_what_to_do(
    driver: type[Exception], said: str, what: str, remedy: str
) -> None:
    refusal = _refusal(driver(said))
    assert refusal is not None
    assert what in refusal.what
    assert remedy in refusal.remedy


@pytest.mark.parametrize(
    "said",
    [
        *("unable to open database file", "database disk image is malformed"),
        *("attempt to write a readonly database", "disk I/O error"),
    ],
)
def test_a_refusal_names_the_file_that_is_in_trouble(said: str) -> None:
    refusal = _refusal(FILE(said))
    assert refusal is not None
    assert f"« {BASE} »" in refusal.what


@pytest.mark.parametrize("said", ["connection refused", "no password supplied"])
def test_a_server_that_lets_nobody_in_is_named_without_the_password(said: str) -> None:
    engine = create_engine("postgresql+psycopg://m:Secret@serveur/m3")
    with pytest.raises(UserError) as refused, translated(engine):
        raise OperationalError("SELECT 1", {}, SERVER(said))
    assert "« postgresql://m:***@serveur/m3 »" in refused.value.what


def test_what_sqlite_says_and_nobody_knows_is_a_bug() -> None:
    error = FILE("no such table: dossiers")
    assert _code(error) is None
    engine = create_engine("sqlite://")
    with pytest.raises(OperationalError, match="no such table"), translated(engine):
        raise OperationalError("SELECT 1", {}, error)
