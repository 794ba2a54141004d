"""`parcours check`: how the installation is, and what to do about it."""

import argparse
import json

from parcours.cli.console import Console
from parcours.core.health import Grade, look
from parcours.jobs import health as jobs
from parcours.messaging import health as messages

MUST_ACT = 1


def run(_options: argparse.Namespace, console: Console) -> int:
    """Say every finding; return 1 where one of them must be put right before people use the site."""
    say = console.say
    findings = [*look(), *jobs.look(), *messages.look()]
    if console.as_json:
        rows = [
            {
                "about": finding.about,
                "grade": finding.grade,
                "what": say(finding.what, **finding.values),
                "do": say(finding.do, **finding.values),
            }
            for finding in findings
        ]
        console.result(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        words = {Grade.GOOD: say("good"), Grade.LOOK: say("look"), Grade.ACT: say("act")}
        for finding in findings:
            sentence = " ".join(
                part
                for part in (say(finding.what, **finding.values), say(finding.do, **finding.values))
                if part
            )
            console.result(f"{words[finding.grade]:<6} {finding.about:<9} {sentence}")
    return MUST_ACT if any(finding.grade is Grade.ACT for finding in findings) else 0
