"""What each button does, in a few lines. Heavy parts are imported by the action that needs them."""

from mplus3_xl.bootstrap import Workspace
from mplus3_xl.errors import UserError
from mplus3_xl.layout.french import count, of
from mplus3_xl.live import queue_desk
from mplus3_xl.live.by_sheet import REFRESHED, SAVED, way_of
from mplus3_xl.live.entry import action
from mplus3_xl.live.port import Desk


@action("Actualiser la file")
def actualiser(desk: Desk, workspace: Workspace) -> None:
    """Show the queue and the figures of the day as the store has them, or the list in front."""
    if show := way_of(REFRESHED, desk.front()):
        show(desk, workspace)
        return
    shown = queue_desk.refresh(desk, workspace)
    desk.tell(f"File à jour : {count(shown.dossiers, 'dossier', 'dossiers')}.{shown.said}")


@action("Importer un export")
def importer(desk: Desk, workspace: Workspace) -> None:
    """Ask for an export, take it in, show the queue that comes of it."""
    from mplus3_xl.intake import take_in
    from mplus3_xl.live.copies import refuse_copy
    from mplus3_xl.live.import_words import import_lines
    from mplus3_xl.live.shown_after import sheet_follows

    refuse_copy(desk, workspace)
    path = desk.ask_file("Choisissez un export Lagon")
    if path is None:
        return
    done = import_lines(take_in(workspace, [path], {}, desk.progress))
    with sheet_follows(desk, done):
        shown = queue_desk.refresh(desk, workspace)
        desk.tell(f"{done}{shown.said}")


@action("Mes dossiers")
def mes_dossiers(desk: Desk, workspace: Workspace) -> None:
    """Show only the dossiers of whoever clicks."""
    from mplus3_xl.live.seat import who

    charge = who(desk, workspace).charge_clientele
    if charge is None:
        raise UserError(
            "sans_dossiers",
            "Vous n’êtes connu comme chargé d’aucun dossier.",
            "Un responsable dit qui est qui dans la feuille Paramètres, tout en bas ; "
            "tant qu’il n’y en a aucun, vous pouvez le dire vous-même.",
        )
    queue_desk.show_only(desk, workspace, {"charge": charge}, f"Dossiers {of(charge)}.")


@action("En retard")
def en_retard(desk: Desk, workspace: Workspace) -> None:
    """Show only the dossiers whose window is past."""
    from mplus3_xl.domain.vocabulary import Phase

    queue_desk.show_only(desk, workspace, {"phase": Phase.EN_RETARD.label}, "Dossiers en retard.")


@action("Aujourd’hui")
def aujourdhui(desk: Desk, workspace: Workspace) -> None:
    """Show only the dossiers that may be called today."""
    from mplus3_xl.live.queue_filter import SLOT, until_today

    wanted = {SLOT: until_today(workspace.today)}
    queue_desk.show_only(desk, workspace, wanted, "Appels possibles aujourd’hui.")


@action("Toute la file")
def toute_la_file(desk: Desk, workspace: Workspace) -> None:
    """Show all the dossiers of the queue again."""
    queue_desk.show_only(desk, workspace, {}, "Toute la file.")


@action("Suivant")
def suivant(desk: Desk, workspace: Workspace) -> None:
    """Open the form of the next client to call."""
    from mplus3_xl.live import fiche_desk, fiche_form, queue_filter
    from mplus3_xl.live.seat import who
    from mplus3_xl.services.records import QueueFilter

    queue_filter.notice(desk, workspace)
    charge = who(desk, workspace).charge_clientele
    shown = desk.read_form([fiche_form.CODE])[fiche_form.CODE]
    current = shown if isinstance(shown, int) else None
    rows = workspace.queue_of(QueueFilter(charge_clientele=charge))
    dossier = queue_desk.next_to_call(rows, workspace, charge, current)
    fiche_desk.open_fiche(desk, workspace, dossier)


@action("Ouvrir la fiche")
def ouvrir(desk: Desk, workspace: Workspace) -> None:
    """Open the form of the selected row."""
    from mplus3_xl.live.fiche_desk import open_fiche

    dossier = desk.selected_dossier()
    if dossier is None:
        raise UserError(
            "aucune_ligne",
            "Aucune ligne de dossier n’est choisie.",
            "Choisissez une ligne de la file ou de la recherche, puis recommencez.",
        )
    open_fiche(desk, workspace, dossier)


@action("Appeler")
def appeler(desk: Desk, workspace: Workspace) -> None:
    """Ask the gate, then dial the client of the form or of the selected row."""
    from mplus3_xl.live.calling_desk import start

    start(desk, workspace)


@action("Tout confirmer")
def tout_confirmer(desk: Desk, workspace: Workspace) -> None:
    """Confirm on the form every field of objective 1 that has no state yet."""
    from mplus3_xl.live.calling_desk import confirm_fields

    confirm_fields(desk, workspace)


@action("Enregistrer")
def enregistrer(desk: Desk, workspace: Workspace) -> None:
    """Save what the sheet in front holds, then meet whoever saved for the first time."""
    from mplus3_xl.live.seat import meet

    front = desk.front()
    save = way_of(SAVED, front)
    if save is None:
        raise UserError(
            "rien_a_enregistrer",
            f"La feuille « {front} » n’a rien à enregistrer.",
            f"Allez sur une de ces feuilles, puis recommencez : {', '.join(SAVED)}.",
        )
    save(desk, workspace)
    meet(desk, workspace)


@action("Consentement")
def consentement(desk: Desk, workspace: Workspace) -> None:
    """Note the consent of the client that the form shows, or withdraw it."""
    from mplus3_xl.live import contact_desk, dossier_desk

    dossier_desk.act(desk, workspace, contact_desk.consent)


@action("Opposition")
def opposition(desk: Desk, workspace: Workspace) -> None:
    """Note that the client that the form shows wants no call any more."""
    from mplus3_xl.live import contact_desk, dossier_desk

    dossier_desk.act(desk, workspace, contact_desk.oppose)


@action("Reprendre un dossier")
def reprendre(desk: Desk, workspace: Workspace) -> None:
    """Take another dossier of the client in the call."""
    from mplus3_xl.live import dossier_desk

    dossier_desk.act(desk, workspace, dossier_desk.join)


@action("Barrer un essai")
def barrer(desk: Desk, workspace: Workspace) -> None:
    """Strike an attempt noted by mistake."""
    from mplus3_xl.live import contact_desk, dossier_desk

    dossier_desk.act(desk, workspace, contact_desk.strike)


@action("Clore le dossier")
def clore(desk: Desk, workspace: Workspace) -> None:
    """Close the dossier that the form shows, without success."""
    from mplus3_xl.live import dossier_desk

    dossier_desk.act(desk, workspace, dossier_desk.close)


@action("Chercher un client")
def chercher(desk: Desk, workspace: Workspace) -> None:
    """Look for a client; open his form if he has one dossier, else list what was found."""
    from mplus3_xl.live.search_desk import search

    search(desk, workspace)


@action("Annuler ma dernière action")
def annuler(desk: Desk, workspace: Workspace) -> None:
    """Take back the last save of whoever clicks, once he said yes."""
    from mplus3_xl.live.undoing_desk import take_back_last

    take_back_last(desk, workspace)


@action("Actions")
def suivre(desk: Desk, workspace: Workspace) -> None:
    """Show the actions to follow."""
    from mplus3_xl.live.actions_desk import show_actions

    show_actions(desk, workspace)


@action("Actes")
def actes(desk: Desk, workspace: Workspace) -> None:
    """Show the register of the actes."""
    from mplus3_xl.live.actes_desk import show_actes

    show_actes(desk, workspace)


@action("Corriger l’acte")
def corriger_acte(desk: Desk, workspace: Workspace) -> None:
    """Correct the acte that is selected in the register."""
    from mplus3_xl.live.actes_desk import correct

    correct(desk, workspace)


@action("Exporter le mois")
def exporter_mois(desk: Desk, workspace: Workspace) -> None:
    """Write the two files of the month that the person names."""
    from mplus3_xl.live.month_desk import export

    export(desk, workspace)


@action("Clôturer le mois")
def cloturer_mois(desk: Desk, workspace: Workspace) -> None:
    """Freeze the month that the manager names, once he said yes."""
    from mplus3_xl.live.month_desk import close

    close(desk, workspace)


@action("Reports")
def reporter(desk: Desk, workspace: Workspace) -> None:
    """Show what is to be typed into Lagon."""
    from mplus3_xl.live.reports_desk import show_reports

    show_reports(desk, workspace)


@action("Actualiser le pilotage")
def actualiser_pilotage(desk: Desk, workspace: Workspace) -> None:
    """Count again what is chosen in Pilotage."""
    from mplus3_xl.live.pilotage_desk import show_figures

    show_figures(desk, workspace)


@action("Voir les lignes")
def voir_lignes(desk: Desk, workspace: Workspace) -> None:
    """List what the selected figure of Pilotage counts."""
    from mplus3_xl.live.pilotage_desk import show_rows

    show_rows(desk, workspace)


@action("Doubles")
def lister_doubles(desk: Desk, workspace: Workspace) -> None:
    """Show the clients who are probably one and the same."""
    from mplus3_xl.live.doubles_desk import show_doubles

    show_doubles(desk, workspace)


@action("Fusionner")
def fusionner(desk: Desk, workspace: Workspace) -> None:
    """Merge the doubles of the selected group, once the manager said yes."""
    from mplus3_xl.live.doubles_desk import merge

    merge(desk, workspace)


@action("Pas des doubles")
def pas_doubles(desk: Desk, workspace: Workspace) -> None:
    """Say that the selected client is none of the others, once the manager said yes."""
    from mplus3_xl.live.doubles_desk import part

    part(desk, workspace)


@action("Bilan")
def ouvrir_bilan(desk: Desk, workspace: Workspace) -> None:
    """Show the bilan of the dossier in front."""
    from mplus3_xl.live.bilan_desk import show_bilan

    show_bilan(desk, workspace)


@action("Recalculer")
def recalculer(desk: Desk, workspace: Workspace) -> None:
    """Compute the bilan again from what is typed in it."""
    from mplus3_xl.live.bilan_desk import recalculate

    recalculate(desk, workspace)


@action("Le reste : aucun")
def reste_aucun(desk: Desk, workspace: Workspace) -> None:
    """Answer "Aucun" for every family without answer."""
    from mplus3_xl.domain.vocabulary import Holding
    from mplus3_xl.live.bilan_desk import fill_the_rest

    fill_the_rest(desk, workspace, Holding.AUCUN)


@action("Le reste : ne sait pas")
def reste_inconnu(desk: Desk, workspace: Workspace) -> None:
    """Answer "Ne sait pas" for every family without answer."""
    from mplus3_xl.domain.vocabulary import Holding
    from mplus3_xl.live.bilan_desk import fill_the_rest

    fill_the_rest(desk, workspace, Holding.NE_SAIT_PAS)


@action("Ajouter un contrat")
def ajouter_contrat(desk: Desk, workspace: Workspace) -> None:
    """Add a contract held elsewhere to the selected family."""
    from mplus3_xl.live.bilan_desk import add_contract

    add_contract(desk, workspace)


@action("Ajouter les actions proposées")
def ajouter_actions(desk: Desk, workspace: Workspace) -> None:
    """Save the bilan with the actions that it proposes."""
    from mplus3_xl.live.bilan_desk import add_actions

    add_actions(desk, workspace)


@action("Synthèse client")
def synthese(desk: Desk, workspace: Workspace) -> None:
    """Write the page that the client takes away."""
    from mplus3_xl.live.summary_desk import show_summary

    show_summary(desk, workspace)


@action("Agenda (.ics)")
def agenda(desk: Desk, workspace: Workspace) -> None:
    """Write the calendars of the actions to follow."""
    from mplus3_xl.live.agenda_desk import write_calendars

    write_calendars(desk, workspace)


@action("Actions du jour")
def actions_du_jour(desk: Desk, workspace: Workspace) -> None:
    """Show the actions of today and the late ones, to print."""
    from mplus3_xl.live.actions_desk import show_due

    show_due(desk, workspace)


@action("Ouvrir le journal")
def journal(desk: Desk, workspace: Workspace) -> None:
    """Show the last lines of the journal."""
    from mplus3_xl.live.journal_desk import show_journal

    show_journal(desk, workspace)


@action("Affecter")
def affecter(desk: Desk, workspace: Workspace) -> None:
    """Give the selected dossiers to an account manager."""
    from mplus3_xl.live.manager_desk import assign

    assign(desk, workspace)


@action("Différer")
def differer(desk: Desk, workspace: Workspace) -> None:
    """Put the selected dossiers off until a day."""
    from mplus3_xl.live.manager_desk import postpone

    postpone(desk, workspace)


@action("Clore le retard")
def clore_retard(desk: Desk, workspace: Workspace) -> None:
    """Close the dossiers out of time that nobody worked on."""
    from mplus3_xl.live.manager_desk import close_late

    close_late(desk, workspace)


@action("Scripts")
def scripts(desk: Desk, workspace: Workspace) -> None:
    """Show the texts of the script that are in force; asked first if some are typed, not saved."""
    from mplus3_xl.layout.titles import SCRIPTS
    from mplus3_xl.live.reglages_saving import stay_with_typing
    from mplus3_xl.live.scripts_desk import show_texts

    if stay_with_typing(desk, SCRIPTS):
        return
    show_texts(desk, workspace.reglages)
    desk.go_to(SCRIPTS)
    desk.tell("")


@action("Paramètres")
def parametrer(desk: Desk, workspace: Workspace) -> None:
    """Show the settings and the users as the store has them; asked first if some are typed."""
    from mplus3_xl.layout import parametres
    from mplus3_xl.live.reglages_desk import show_reglages
    from mplus3_xl.live.reglages_saving import stay_with_typing
    from mplus3_xl.live.users_desk import show_users

    if stay_with_typing(desk, parametres.TITLE):
        return
    left_out = show_reglages(desk, workspace, workspace.reglages)
    show_users(desk, workspace)
    desk.go_to(parametres.TITLE)
    desk.tell("\n".join(left_out))


@action("Enregistrer les réglages")
def enregistrer_reglages(desk: Desk, workspace: Workspace) -> None:
    """Save what a manager typed in the settings."""
    from mplus3_xl.live.reglages_desk import save

    save(desk, workspace)


@action("Annuler les réglages")
def annuler_reglages(desk: Desk, workspace: Workspace) -> None:
    """Take back one's own last save of the settings, and show those of the sheet in front."""
    from mplus3_xl.layout.titles import SCRIPTS
    from mplus3_xl.live import reglages_desk, scripts_desk

    where = scripts_desk if desk.front() == SCRIPTS else reglages_desk
    where.take_back(desk, workspace)


@action("Diagnostic")
def diagnostic(desk: Desk, workspace: Workspace) -> None:
    """Look at all that the program needs, and show the cure of what is wrong."""
    from mplus3_xl.live.diagnosis import show_diagnosis

    show_diagnosis(desk, workspace)
