"""What is inconsistent in a store is told in French."""

from mplus3_xl.faults import rows_of, told
from mplus3_xl.services.records import Fault, FaultKind
from mplus3_xl.store.tables.every import metadata


def test_the_rows_of_every_table_that_has_an_owner_have_a_french_name() -> None:
    owned = [name for name, table in metadata.tables.items() if table.foreign_keys]
    assert [name for name in owned if rows_of(name) == name] == []


def test_five_of_a_kind_are_named_and_more_are_hinted_at() -> None:
    faults = [Fault(FaultKind.EMPTY_DOSSIER, f"MARTIN {at}", at) for at in range(1, 7)]
    named = ", ".join(f"{at} (MARTIN {at})" for at in range(1, 6))
    ((five, cure),) = told(faults[:5])
    ((six, _),) = told(faults)
    assert five == f"Dossiers ouverts sans contrat (5) : {named}."
    assert six == f"Dossiers ouverts sans contrat (6) : {named}, …."
    assert "« Clore le dossier »" in cure
    assert "mplus3 base restaurer" in cure


def test_each_kind_is_told_apart_with_its_cure() -> None:
    faults = [Fault(FaultKind.ORPHANS, "actes", 2), Fault(FaultKind.FILE, "page 3 en double")]
    (file, disk), (orphans, only) = told(faults)
    assert file == "Fichier de la base abîmé (1) : page 3 en double."
    assert orphans == "Lignes dont le client ou le dossier manque (1) : Acte (2)."
    assert (disk.split(",")[0], only.split(" : ")[0]) == ("Vérifiez le disque", "Seul remède")
    assert disk.endswith("mplus3 base restaurer FICHIER (la base est gardée).")
