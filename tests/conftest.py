"""For every test: what was left out is said loudly."""

from collections import Counter

import pytest
from hypothesis import settings

from tests import (
    declarations,  # before what it watches is imported
    programs,
)
from tests.bench import proxy
from tests.browser import conftest as browser
from tests.thorough import many

declarations.watch()
# Machines are slow: no example has a time to be done in
settings.register_profile("skk", settings.default, deadline=None, max_examples=many(30, 500))
settings.load_profile("skk")
MISSING = (browser.MISSING, proxy.MISSING, *programs.MISSING)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly which tests did not run for want of a program."""
    skipped = [str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])]
    for missing, count in Counter(
        missing for told in skipped for missing in MISSING if missing in told
    ).items():
        terminalreporter.write_line(
            f"PERINGATAN: {missing}; {count} uji dilewati", red=True, bold=True
        )
