"""What people do in a browser, as one line in a test."""

from __future__ import annotations


def look(page):
    """Where one's answers are shown once more: they are good."""
    if page.locator("button[name=nagekeken]").count():
        page.locator("button[name=nagekeken]").click()


def act(page, where: str, name: str, **fields):
    """Open a file, choose an act, fill its form by the names of its fields, send it."""
    page.goto(where)
    page.get_by_role("link", name=name, exact=True).first.click()
    for asked, value in fields.items():
        field = page.locator(f'[name="{asked.replace("__", ".")}"]')
        kind = field.first.evaluate("e => e.type || e.tagName")
        if kind == "radio":
            page.locator(f'[name="{asked.replace("__", ".")}"][value="{value}"]').check()
        elif kind == "checkbox":
            for one in [value] if isinstance(value, str) else value:
                page.locator(f'[name="{asked}"][value="{one}"]').check()
        elif kind == "select-one":
            field.select_option(value) if isinstance(value, str) else field.select_option(
                index=value
            )
        else:
            field.fill(value)
    page.get_by_role("button", name=name, exact=True).click()
    look(page)
    assert page.locator("[role=alert]").count() == 0, page.locator(
        "[role=alert]"
    ).first.inner_text()
