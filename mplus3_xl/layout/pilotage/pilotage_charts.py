"""The charts of Pilotage, native ones, over its tables."""

from mplus3_xl.layout.model import Chart
from mplus3_xl.layout.pilotage.pilotage_lines import (
    AGENCIES,
    BY_WEEK,
    CHARGES,
    MONTHS_DONE,
    MONTHS_DUE,
)

# What slips, in the colours of the Okabe–Ito palette; the words are in the legend.
SLIPPING = (("ferme_bientot", "#56B4E9"), ("en_retard", "#D55E00"), ("hors_delai", "#595959"))


def charts(top: int, below: int, first_col: int) -> tuple[Chart, ...]:
    """Return the charts: three in the row `top`, two in the row `below`."""
    slipping = "ce qui se ferme sous 3 jours, est en retard ou hors délai"
    return (
        Chart(
            "Ce qui glisse, par chargé",
            f"Histogramme : pour chaque chargé, {slipping}. "
            "Les chiffres sont dans le tableau « Par chargé ».",
            *("dossiers", CHARGES.table, "libelle", SLIPPING),
            *(top, first_col + 1, 595),
        ),
        Chart(
            "Ce qui glisse, par agence",
            f"Histogramme : pour chaque agence, {slipping}. "
            "Les chiffres sont dans le tableau « Par agence ».",
            *("dossiers", AGENCIES.table, "libelle", SLIPPING),
            *(top, first_col + 8, 252),
        ),
        Chart(
            "Fenêtres qui se ferment",
            "Histogramme : pour chaque semaine à venir, fenêtres qui se ferment. "
            "Les chiffres sont dans le tableau « Les fenêtres qui se ferment ».",
            *("dossiers", BY_WEEK.table, "libelle", (("fermees", "#0072B2"),)),
            *(top, first_col + 11, 338),
        ),
        Chart(
            "Reste à faire, par mois à faire",
            "Histogramme : pour chaque mois à faire, dossiers à appeler et hors délai. "
            "Les chiffres sont dans le tableau « Par mois à faire ».",
            *("dossiers", MONTHS_DUE.table, "libelle"),
            (("a_appeler", "#0072B2"), ("hors_delai", "#595959")),
            *(below, first_col + 3, 505),
        ),
        Chart(
            "Joints dans la fenêtre, par mois du contact",
            "Histogramme : pour chaque mois, sur 100 dossiers joints, ceux qui l’ont été dans "
            "leur fenêtre. Les chiffres sont dans le tableau « Par mois du contact ».",
            *("%", MONTHS_DONE.table, "libelle", (("joints_dans_la_fenetre", "#009E73"),)),
            *(below, first_col + 9, 505),
        ),
    )
