"""The ledger as tables in the terminal."""

from rich.console import Console
from rich.table import Table

from assistant import MailLedger
from bots.labels import labels
from corpus import Language


def show_status(console: Console, ledger: MailLedger, language: Language) -> None:
    """What became of the mails, and how much of the drafts was sent as it stood."""
    words, counts = labels("inbox"), ledger.counts()

    def say(key: str, **values: object) -> str:
        return words[key].say(language, **values)

    table = Table(say("status_title"), "", show_edge=False)
    table.add_row(say("status_received"), str(counts.received))
    table.add_row(say("status_drafted"), str(counts.drafted))
    table.add_row(f"  {say('status_urgent')}", str(counts.urgent))
    table.add_row(say("status_waiting"), str(counts.waiting))
    for reason, count in sorted(counts.skipped.items(), key=lambda pair: -pair[1]):
        table.add_row(say("status_skipped", reason=say(f"skip_{reason}")), str(count))
    for reason, count in sorted(counts.failed.items(), key=lambda pair: -pair[1]):
        table.add_row(say("status_failed", reason=say(f"failed_{reason}")), str(count))
    console.print(table)
    survival = ledger.survival()
    if survival:
        heads = [say("status_topic"), say("status_drafts"), say("status_share")]
        shares = Table(*heads, show_edge=False, title=say("status_survival"))
        for one in survival:
            shares.add_row(one.topic, str(one.drafts), say("share", share=round(100 * one.share)))
        console.print(shares)
