"""Runs axe-core on a page."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

SOURCE = Path(__file__).parent / "vendor" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The browser hands over what was violated alone: axe's account of all that it looked at is 50 KB a page.
RUN = """async tags => {
    const found = await axe.run(document, {runOnly: tags, resultTypes: ["violations"]})
    return found.violations.map(({id, help, nodes}) => ({id, help, nodes: nodes.map(node => node.html)}))
}"""


def bring(page: Page) -> None:
    """Has the browser load axe with every address that the page goes to from now on: sent once, not at each look."""
    page.add_init_script(path=SOURCE)


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it stands: one line for each violation, with the element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SOURCE.read_text())
    return [
        f"{violation['id']}: {violation['help']}: {html[:160]}"
        for violation in page.evaluate(RUN, TAGS)
        for html in violation["nodes"]
    ]
