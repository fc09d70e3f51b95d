"""What no story shows, each with why: the tests of all stories allow these and no others."""

from __future__ import annotations

# What an act may write and no story does: the working method as it stands never makes it happen,
# but a jurist may change that.
NEVER = {
    (
        "betrokkene_verbeteren",
        "subjects_subject",
        "link",
    ): "no story puts right how two people hang together; of names and numbers one does",
    (
        "betrokkene_weghalen",
        "subjects_subject",
        "identifier",
    ): "whom a story takes out had no number",
    (
        "gegeven_verbeteren",
        "sharing_statement",
        "in_use",
    ): "a datum of the police is in use before and after, and another one never",
    ("casus_starten", "files_file", "ends_on"): "cases have no term; the region may agree one",
    ("casus_wijzigen", "files_file", "ends_on"): "the same",
    ("scan_besluiten", "files_file", "ends_on"): "nor have scans",
    ("scan_wijzigen", "files_file", "ends_on"): "the same",
    ("scan_wijzigen", "files_file", "phase"): "a change keeps the phase, as of a case",
    (
        "casus_wijzigen",
        "files_file",
        "phase",
    ): "a change keeps the phase; it would open one if the first decision had opened none",
    ("knelpunt_wijzigen", "files_file", "ends_on"): "a change keeps the day",
    (
        "levering_terugnemen",
        "sharing_confirmation",
        "delete",
    ): "a story has no name for a datum of a spreadsheet; tests/sharing/test_taken_back",
    (
        "levering_terugnemen",
        "sharing_retention",
        "delete",
    ): "the same",
    ("knelpunt_wijzigen", "files_file", "phase"): "and the phase",
    ("knelpunt_verlengen", "files_file", "phase"): "an extension keeps the phase",
    (
        "verzoek_overdragen",
        "files_involvement",
        "until_day",
    ): "nobody's part ended before it was handed the request",
    (
        "verzoek_uitvragen",
        "files_involvement",
        "until_day",
    ): "nobody's part ended before it was asked",
    (
        "overeenkomst_beantwoorden",
        "signals_similaranswer",
        "known",
    ): "only a region that asks it (Q5); told in voorbeeldregio",
    (
        "overeenkomst_beantwoorden",
        "signals_similaranswer",
        "begins with known",
    ): "the same",
    (
        "overeenkomst_beantwoorden",
        "signals_similaranswer",
        "person_id",
    ): "each participant of this region has one assessor",
}
# Values that an act may write and no story does.
NEVER_SO = {
    (
        "agenderen",
        "panels_agendaitem",
        "there_on",
        None,
    ): "as a row begins; nothing is written there",
    (
        "bekendheid_vastleggen",
        "results_inquiry",
        "answer",
        "niet_bekend",
    ): "every participant that is asked in a story knows somebody, or does not answer",
}
# What destroying a file takes along and no story has yet.
NOWHERE = {
    ("areascans_flag", "delete"): "a scan is destroyed before it begins, and has no flag then",
    ("areascans_flagverdict", "delete"): "the same",
    ("areascans_followup", "delete"): "the same",
    (
        "subjects_sameness",
        "delete",
    ): "a case that is not started, in which two subjects were found to be the same",
    ("panels_interest", "delete"): "the same, in which somebody declared an interest",
    (
        "files_reminder",
        "delete",
    ): "a file in which somebody was reminded, and whose term passed; tests/retention",
    ("rights_hit", "delete"): "a request whose term passed; tests/rights and tests/retention",
    ("rights_hitverdict", "delete"): "the same",
    ("rights_handover", "reasons"): "the same",
    ("rights_extension", "reasons"): "the same",
    ("rights_citizenrequest", "basis"): "the same",
    ("sharing_reply", "delete"): "a question whose term passed; tests/retention",
    ("sharing_request", "delete"): "the same",
    ("results_feedback", "delete"): "a result whose term passed; tests/retention",
    ("results_inquiry", "delete"): "the same",
    ("files_erasure", "counts"): "destroying by term, in more lots than one; tests/retention",
    ("files_deviation", "reasons"): "a file that is destroyed after it was deviated from the RAC",
    ("files_phaseneed", "reasons"): "a file that is destroyed after a phase was asked for",
    ("files_phaseverdict", "reasons"): "a file that is destroyed after a phase was judged",
}


# What an act opens and looks at in no story.
UNSEEN: dict[tuple[str, str], str] = {}
# What an act looks at though it is shut to it, and may find empty.
BLIND = {
    (
        "levering_terugnemen",
        "documenten",
    ): "Django asks whether a document points at the datum; with a spreadsheet none comes along",
}
# Of these one finds one's own under any act, and needs no others.
OWN = {"woorden"}
