"""`parcours audit`: whether the audit log holds, and its heads to keep elsewhere."""

import argparse
import json

from parcours.accounts.audit.anchors import BadAnchor, exported, mail_anchor, read_anchors, verify_all
from parcours.accounts.audit.queries import chains_across
from parcours.accounts.audit.verify import Anchor, Fault, Verdict
from parcours.cli.console import Console
from parcours.core.language import N_, Language

BROKEN = 1
REFUSED = 2

FAULTS = {
    Fault.MISSING: N_("entry {number} is missing."),
    Fault.CHANGED: N_("entry {number} was changed."),
    Fault.UNLINKED: N_("entry {number} does not follow the one before it."),
    Fault.CONTENT_CHANGED: N_("the content of entry {number} was changed, or cannot be opened."),
    Fault.CONTENT_MISSING: N_("the content of entry {number} is missing, and nobody was erased."),
    Fault.HEAD: N_("entry {number} does not agree with the head of the log."),
    Fault.ANCHOR: N_("entry {number} is another than the one exported: the log was rewritten."),
}


def run(options: argparse.Namespace, console: Console) -> int:
    """Do what was asked; return 1 where the log does not hold."""
    return _verify(options, console) if options.what == "verify" else _anchor(options, console)


def _anchor(options: argparse.Namespace, console: Console) -> int:
    if options.mail:
        console.result(console.say.plural("Mailed to {n} person.", "Mailed to {n} persons.", mail_anchor()))
    elif options.out:
        try:
            options.out.write_text(exported(), encoding="utf-8")
        except OSError as problem:
            console.progress(f"{options.out}: {problem.strerror}")
            return REFUSED
        console.result(
            console.say("{file} holds the heads of the audit log. Keep it elsewhere.", file=options.out)
        )
    else:
        console.result(exported().rstrip())
    return 0


def _verify(options: argparse.Namespace, console: Console) -> int:
    say, anchors, chains = console.say, list[Anchor](), None
    for file in options.anchor:
        try:
            anchors += read_anchors(file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError):
            console.progress(say("{file} cannot be read.", file=file))
            return REFUSED
        except BadAnchor:
            console.progress(
                say(
                    "{file} is not an anchor of this site, or it was changed after it was written.", file=file
                )
            )
            return REFUSED
    if options.organization:
        named = options.organization
        chains = [
            chain for chain in chains_across() if chain.organization and chain.organization.slug == named
        ]
        if not chains:
            console.progress(
                say("No organization with an audit log is called “{name}”.", name=options.organization)
            )
            return REFUSED
    verdicts = verify_all(anchors, chains)
    if console.as_json:
        console.result(json.dumps([_row(verdict) for verdict in verdicts], ensure_ascii=False, indent=2))
    else:
        for verdict in verdicts:
            console.result(_sentence(verdict, say))
        if not verdicts:
            console.result(say("The audit log is empty."))
    return BROKEN if any(verdict.fault for verdict in verdicts) else 0


def _sentence(verdict: Verdict, say: Language) -> str:
    name = verdict.chain.organization.slug if verdict.chain.organization else say("installation")
    if verdict.fault is None:
        holds = say.plural("{n} entry, and it holds.", "{n} entries, and all hold.", verdict.length)
    else:
        holds = say(FAULTS[verdict.fault], number=verdict.number)
    return say("{name}: {sentence}", name=name, sentence=holds)


def _row(verdict: Verdict) -> dict[str, object]:
    organization = verdict.chain.organization
    return {
        "organization": organization.slug if organization else None,
        "entries": verdict.length,
        "first_bad": verdict.number,
        "fault": verdict.fault,
    }
