"""What the measurements ran on and with: the kind of machine and the versions, nothing that names anybody."""

import os
import platform
import re
from importlib.metadata import version
from pathlib import Path


def machine() -> str:
    """Return processor, cores and memory."""
    cpuinfo = Path("/proc/cpuinfo")
    found = (
        re.search(r"model name\s*: (.+)", cpuinfo.read_text(encoding="utf-8")) if cpuinfo.exists() else None
    )
    processor = found[1] if found else platform.processor()
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return f"{processor}, {os.cpu_count()} cores, {gigabytes:.0f} GB of memory, {platform.system()}"


def versions() -> str:
    """Return the versions of what took part."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("parcours", "numpy", "ortools", "scipy"))
    return f"Python {platform.python_version()}, {packages}"
