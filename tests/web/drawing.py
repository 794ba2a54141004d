"""Components as tests draw them."""

import re
from typing import Any

from django.template import engines
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler


def drawn(source: str, **context: Any) -> str:
    """Return what the template ``source`` becomes, each run of white space one space."""
    template = engines["django"].from_string(CottonCompiler().process(source))
    return re.sub(r"\s+", " ", template.render(context, RequestFactory().get("/"))).strip()
