"""What leaves kortui is read back by the programs of others, and never puts a digest's words in a publisher's mouth."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from dataclasses import replace
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any

import bibtexparser
import icalendar
import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kortui.errors import UsageError
from kortui.export import bibtex, csl, grid, ics, registry, ris, styles
from kortui.export.base import Exporter, Selection
from kortui.export.records import COLUMNS
from kortui.model import Amount, DigestOf, EventDate, Evidence
from kortui.vocabulary import AmountKind, DateBasis, Hedge
from tests.bench import generate
from tests.unit.conftest import Run
from tests.unit.samples import EARLIER, NOTE, PLANT, REPORT, TRADE, library

ALL = Selection(library(), library().events)
SENTENCES = [e.exact for event in ALL.events for e in event.evidence if e.document == NOTE.id]


def text(name: str, selection: Selection = ALL) -> str:
    return "".join(registry.get(name).pieces(selection))


def of_title(title: str) -> str:
    return next(event.id for event in ALL.events if event.title == title)


# Tables


def test_csv_has_a_row_for_every_event_and_every_column() -> None:
    rows = list(csv.DictReader(io.StringIO(text("csv"))))
    assert [row["id"] for row in rows] == [event.id for event in ALL.events]
    plant = next(row for row in rows if row["title"] == "Altay Works opens a plant")
    assert plant == {
        "id": plant["id"], "date": "1987", "start": "1987-01-01", "end": "1987-12-31", "date_words": "1987",
        "date_basis": "stated", "date_role": "event", "title": "Altay Works opens a plant", "type": "investment",
        "domains": "trade", "actors": "Altay Works (investor); South Korea (partner)", "places": "Manisa", "stage": "",
        "topic": "", "amounts": "", "relevance": "bilateral", "confidence": "stated", "reviewed": "yes",
        "conflicts": "altay-works-plant", "evidence": f"{PLANT} … {EARLIER}", "stale": "no",
        "sources": "The Manisa Herald, Altay & partners: “forty years” (kortui digest); Ministry of Examples, A report",
    }  # fmt: skip
    undated = next(row for row in rows if row["title"] == "Armour cooperation")
    assert (undated["date"], undated["start"], undated["end"]) == ("", "", "")


@given(st.text(max_size=12))
def test_csv_has_no_formulas_and_loses_nothing(content: str) -> None:
    made = "".join(grid.to_csv(grid.Grid(("id",), [(content,)])))
    (cell,) = list(csv.reader(io.StringIO(made)))[1] or [""]
    flat = " ".join(content.split())
    assert cell in (flat, f"'{flat}")
    assert not cell.startswith(("=", "+", "@", "\t", "\r")) and (
        not cell.startswith("-") or re.fullmatch(r"-\d+(\.\d+)?", cell)
    )


@pytest.mark.parametrize("attack", ["=cmd|' /C calc'!A0", "+1+1", "@SUM(A1)", "-1+cmd", "\t=1", '=HYPERLINK("http://x")'])
def test_csv_disarms_a_title(attack: str) -> None:
    event = replace(ALL.events[0], title=attack)
    (row,) = csv.DictReader(io.StringIO(text("csv", Selection(ALL.library, [event]))))
    assert row["title"] == "'" + " ".join(attack.split())


def test_tsv_is_one_line_a_row_whatever_the_cells_hold() -> None:
    event = replace(ALL.events[0], title="a\tb\nc")
    lines = text("tsv", Selection(ALL.library, [event])).splitlines()
    assert len(lines) == 2 and [len(line.split("\t")) for line in lines] == [len(COLUMNS)] * 2


def test_markdown_table_keeps_its_columns() -> None:
    made = "".join(grid.to_markdown(grid.Grid(("id", "name"), [("a|b", "<script>`x`"), ("[x](y)", None)])))
    html = MarkdownIt("gfm-like", {"linkify": False}).render(made)
    assert html.count("<td>") == 4 and "<script>" not in html and "<a" not in html and "<td>a|b</td>" in html


# Citations


def test_csl_names_the_original_and_says_it_was_read_as_a_digest() -> None:
    items = {one["id"]: one for one in json.loads(text("csl"))}
    assert items == {
        "a-report": {
            "id": "a-report", "type": "document", "title": "A report", "publisher": "Ministry of Examples",
            "issued": {"date-parts": [[2020, 3, 9]]}, "language": "en",
        },
        "briefing-note": {
            "id": "briefing-note", "type": "article-newspaper", "title": "Altay & partners: “forty years”",
            "container-title": "The Manisa Herald", "issued": {"date-parts": [[2026, 1]]},
            "URL": "https://example.org/altay?a=1&b=2", "note": csl.DIGEST_NOTE,
        },
    }  # fmt: skip


@pytest.mark.parametrize(
    ("value", "made"),
    [
        ("2025-07-08", {"date-parts": [[2025, 7, 8]]}),
        ("2026-01", {"date-parts": [[2026, 1]]}),
        ("2026", {"date-parts": [[2026]]}),
        ("2026~", {"date-parts": [[2026]], "circa": True}),
        ("2026?", {"date-parts": [[2026]], "circa": True}),
        ("2026-21", {"date-parts": [[2026]], "season": 1}),
        ("2026-33", {"literal": "first quarter of 2026"}),
        ("[2024..2026]", {"literal": "between 2024 and 2026"}),
        ("198X", {"literal": "1980s"}),
        ("2026-XX-05", {"literal": "2026-XX-05"}),
    ],
)
def test_date_of_a_source_is_no_finer_than_known(value: str, made: dict[str, Any]) -> None:
    if value == "2026-XX-05":
        assert "date-parts" not in csl.csl_date(value)
    else:
        assert csl.csl_date(value) == made


def entries(made: str) -> dict[str, tuple[str, dict[str, str]]]:
    """Type and fields by key, as bibtexparser reads them."""
    library = bibtexparser.parse_string(made)
    assert not library.failed_blocks
    return {e.key: (e.entry_type, {f.key: f.value for f in e.fields}) for e in library.entries}


def test_bibtex_is_read_by_bibtexparser() -> None:
    found = entries(text("bibtex"))
    assert set(found) == {"a-report", "briefing-note"}
    kind, note = found["briefing-note"]
    assert kind == "article" and note["journal"] == "The Manisa Herald"
    assert (note["year"], note["month"]) == ("2026", "jan") and "day" not in note
    assert note["title"] == r"{Altay \& partners: “forty years”}" and note["url"] == "https://example.org/altay?a=1&b=2"
    assert note["note"] == csl.DIGEST_NOTE
    kind, report = found["a-report"]
    assert (kind, report["day"]) == ("misc", "9")


@pytest.mark.parametrize(
    ("url", "cited"),
    [
        ("javascript:alert(1)", False), ("JavaScript:alert(1)", False), (" data:text/html,x", False), ("vbscript:x", False),
        ("file:///etc/passwd", False), ("java-script:80x", False), ("doi:10.1000/182", True), ("urn:isbn:0451450523", True),
        ("ftp://example.org/a", True), ("example.org/a", True), ("example.org:8080/a", True), ("HTTPS://example.org", True),
        ("10.1000/182", True),
    ],
)  # fmt: skip
def test_only_a_link_is_cited(url: str, cited: bool) -> None:
    assert csl.item(replace(REPORT, url=url)).get("URL") == (url if cited else None)


@given(st.text(alphabet=st.sampled_from('ab{}\\%$#_~^&"@,=\n é한'), min_size=1, max_size=30).filter(str.strip))
def test_bibtex_survives_any_title(title: str) -> None:
    document = replace(REPORT, title=title)
    selection = Selection(
        replace(ALL.library, documents=(document,)), [e for e in ALL.events if e.title == "Armour cooperation"]
    )
    ((key, (_, fields)),) = entries(text("bibtex", selection)).items()
    assert (key, fields["year"]) == ("a-report", "2020")


def test_ris_is_read_by_rispy() -> None:
    records = {record["id"]: record for record in rispy.loads(text("ris"))}
    note = records["briefing-note"]
    assert (note["type_of_reference"], note["title"]) == ("NEWS", "Altay & partners: “forty years”")
    assert (note["year"], note["date"], note["secondary_title"]) == ("2026", "2026/01//", "The Manisa Herald")
    assert note["urls"] == ["https://example.org/altay?a=1&b=2"] and note["notes"] == [csl.DIGEST_NOTE]
    assert (records["a-report"]["year"], records["a-report"]["publisher"]) == ("2020", "Ministry of Examples")


def test_citation_formats_hold_no_sentence_of_a_digest() -> None:
    for name in ("csl", "bibtex", "ris"):
        assert not [sentence for sentence in SENTENCES if sentence in text(name)]


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("chicago", "The Manisa Herald. “Altay & partners: ‘forty years’.” January 2026. https://example.org/altay?a=1&b=2. "),
        ("apa", "Altay & partners: “forty years”. (2026, January). The Manisa Herald. https://example.org/altay?a=1&b=2 "),
    ],
)
def test_citation_of_a_digest_in_words(style: str, expected: str) -> None:
    assert styles.citation(NOTE, style) == expected + csl.DIGEST_NOTE


def test_citation_of_a_source_in_words() -> None:
    assert styles.citation(REPORT) == "Ministry of Examples. “A report.” March 9, 2020."
    assert styles.citation(REPORT, "apa") == "Ministry of Examples. (2020, March 9). A report."
    unknown = replace(REPORT, published=None, publisher=None, title="Why?")
    assert styles.citation(unknown) == "“Why?” n.d."
    assert styles.citation(unknown, "apa") == "Why? (n.d.)."
    wiki = replace(REPORT, publisher="Wikipedia", published=None, url=None)
    assert styles.citation(wiki, "apa") == "A report. (n.d.). In Wikipedia."
    assert styles.citation(replace(REPORT, published="2020~")).endswith("ca. 2020.")
    with pytest.raises(UsageError, match="use chicago, apa"):
        styles.citation(REPORT, "mla")


def test_undated_source_is_not_dated_by_its_bounds() -> None:
    undated = replace(NOTE, digest_of=DigestOf("A title"), published="2026", published_bounds="[2024..2026]")
    assert "issued" not in csl.item(undated) and "n.d." in styles.citation(undated)


def test_a_date_the_source_shows_without_stating_it_is_cited_as_inferred() -> None:
    shown = replace(REPORT, published=None, published_bounds="2025-06-12")
    made = csl.item(shown)
    assert styles.citation(shown) == "Ministry of Examples. “A report.” [June 12, 2025]."
    assert styles.citation(shown, "apa") == "Ministry of Examples. [2025, June 12]. A report."
    assert made["issued"] == {"date-parts": [[2025, 6, 12]], "circa": True} and "inferred" in made["note"]
    entry, record = bibtex.entry(made), ris.record(made)
    assert "year = {[2025]}" in entry and "month = jun" in entry and f"note = {{{csl.INFERRED_NOTE}}}" in entry
    assert "DA  - 2025/06/12/" in record and f"N1  - {csl.INFERRED_NOTE}" in record
    for bounds in ("[2022..]", "[2025-06-12,2026-06-12]"):
        assert "n.d." in styles.citation(replace(shown, published_bounds=bounds)), "which day it is remains open"
    assert "[" not in styles.citation(replace(shown, published="2025-06-12")), "what is stated is not inferred"


def test_quotation_is_in_quotation_marks_only_where_the_document_is_the_source() -> None:
    plant = next(e for e in ALL.events if e.title == "Altay Works opens a plant")
    digest, source = styles.event_quotation(ALL.library, plant).splitlines()
    assert digest.startswith(f"[kortui digest] {PLANT} — after The Manisa Herald.") and f"“{PLANT}" not in digest
    assert source == f"“{EARLIER}” — Ministry of Examples. “A report.” March 9, 2020."


# Calendar


def test_ics_is_read_by_icalendar() -> None:
    calendar = icalendar.Calendar.from_ical(text("ics"))
    events = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    visit = events[f"{of_title('Minister visits Ankara')}@kortui"]
    assert visit["DTSTART"].dt == datetime.date(2005, 5, 5) and visit["DTEND"].dt == datetime.date(2005, 5, 6)
    assert str(visit["SUMMARY"]) == "Minister visits Ankara"
    assert f"{of_title('First plant of Altay Works')}@kortui" not in events, "no day"
    assert f"{of_title('Armour cooperation')}@kortui" not in events, "undated"
    assert f"{of_title('Trade of $10 billion wanted')}@kortui" not in events, "open at one end"


@pytest.mark.parametrize(
    ("value", "basis", "days"),
    [
        ("2005-05-05", "stated", ("20050505", "20050506")),
        ("2005-05-05", "relative", ("20050505", "20050506")),
        ("2005-05-05~", "stated", ("20050505", "20050506")),
        ("2005-05-05/2005-05-07", "stated", ("20050505", "20050508")),
        ("2005-05-05/2005-05-07", "relative", None),
        ("2005-05", "stated", None),
        ("2005", "stated", None),
        ("2005-05-XX", "stated", None),
        ("2005-XX-05", "stated", None),
        ("2005-05-05/2005-06", "stated", None),
        ("2005-05-05/..", "stated", None),
        ("[2005-05-05,2005-05-07]", "stated", None),
        ("2005-21", "stated", None),
    ],
)
def test_ics_has_no_day_that_nobody_stated(value: str, basis: DateBasis, days: tuple[str, str] | None) -> None:
    selection = Selection(ALL.library, [replace(ALL.events[0], date=EventDate.of(value, basis))])
    made = text("ics", selection)
    assert re.findall(r"DT(?:START|END);VALUE=DATE:(\d+)", made) == list(days or ())
    assert registry.get("ics").omitted(selection) == ("" if days else "1 of 1 left out: no source gives their day")
    assert ("SUMMARY:" + ics.escape(ALL.events[0].title) + "\r\n" in made) == (value == "2005-05-05")


def test_what_a_calendar_leaves_out_is_told(run: Run, tmp_path: Path) -> None:
    for words in (["export", "--format", "ics"], ["export", "-o", str(tmp_path / "x.ics")], ["list", "--format", "ics"]):
        done = run(*words)
        left, total = re.search(r"(\d+) of (\d+) left out: no source gives their day", done.err).groups()  # type: ignore[union-attr]
        made = done.out or (tmp_path / "x.ics").read_text()
        assert made.count("BEGIN:VEVENT") == int(total) - int(left) > 0
    assert "left out" not in run("export", "--format", "csv").err


def test_a_calendar_without_a_day_is_not_written(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "x.ics"
    dayless = [event.id for event in ALL.events if "BEGIN:VEVENT" not in text("ics", Selection(ALL.library, [event]))]
    assert dayless
    query = f"id:{dayless[0]}"
    for words in (
        ["export", query, "-o", str(target)],
        ["export", query, "--format", "ics"],
        ["search", query, "--format", "ics"],
    ):
        done = run(*words)
        assert done.code == 1 and not done.out and "0 of 1 written: no source gives their day" in done.err
    assert not target.exists()


@given(st.text(max_size=200))
def test_ics_folds_inside_75_octets_and_never_inside_a_character(content: str) -> None:
    line = "SUMMARY:" + ics.escape(content)
    folded = ics.fold_line(line)
    assert all(len(one.encode("utf-8", "surrogatepass")) <= 75 for one in folded[:-2].split("\r\n"))
    assert folded.endswith("\r\n") and folded[:-2].replace("\r\n ", "") == line


def test_ics_survives_years_no_calendar_has() -> None:
    far = replace(ALL.events[0], date=EventDate.of("-0057"))
    end = replace(ALL.events[1], date=EventDate.of("9999-12-31"))
    assert "VEVENT" not in text("ics", Selection(ALL.library, [far, end]))


# Briefing


def test_briefing_has_dated_points_with_footnotes() -> None:
    made = text("md", Selection(ALL.library, ALL.events, "altay", asked="altay"))
    assert made.startswith("# South Korea–Türkiye relations: altay\n")
    points = [line for line in made.splitlines() if line.startswith("- ")]
    assert len(points) == len(ALL.events)
    notes = re.findall(r"^\[\^(\d+)\]:", made, re.MULTILINE)
    assert [f"[^{n}]" in "\n".join(points) for n in notes] == [True] * 6
    assert "**by 2030** · Trade of $10 billion wanted" in made and "*(target)*" in made
    assert made.endswith(
        f"\n*6 records, 1 of them reviewed by an editor; found by `altay`; from database `{'f' * 12}`, kortui 0.1.0.*\n"
    )
    actors = next(e.actors for e in ALL.events if e.actors)
    plain = [replace(e, reviewed=False, actors=actors) for e in ALL.events]
    names = [ALL.library.index.name(actor.id) for actor in actors]
    entitled = [replace(plain[0], title=f"{names[0]} acts"), replace(plain[1], title="Somebody acts")]
    point, other = [x for x in text("md", Selection(ALL.library, entitled)).splitlines() if x.startswith("- ")]
    assert point.count(names[0]) == 1 and other.count(names[0]) == 1, "who stands in the title is not named again"
    assert "*2 records, none of them reviewed by an editor" in text("md", Selection(ALL.library, entitled))
    assert "*1 record, not reviewed by an editor" in text("md", Selection(ALL.library, entitled[:1]))


def test_briefing_has_one_footnote_for_one_sentence() -> None:
    target, other = ALL.events[-1], replace(ALL.events[-1], id="eother", title="Another record of that sentence")
    made = text("md", Selection(ALL.library, [target, other]))
    assert made.count(target.evidence[0].exact) == 1
    assert [line[-4:] for line in made.splitlines() if line.startswith("- ")] == ["[^1]", "[^1]"]


BUILT = "Seoul built four ferries at a cost of up to €2.4 billion, a tenth of 75 percent, which about 245,000 people use."


@pytest.mark.parametrize(
    ("title", "words", "told"),
    [
        ("Ferries built", ("four", 4, "ferry", "count", None), "four ferries"),
        ("Four ferries built", ("four", 4, "ferry", "count", None), ""),
        ("Ferries built", ("€2.4 billion", 2.4e9, "EUR", "money", "<="), "at a cost of up to €2.4 billion"),
        ("Ferries built", ("245,000", 245_000, "person", "count", "~"), "about 245,000 people"),
        ("Ferries built", ("75 percent", 75, "percent", "percent", None), ""),
    ],
)
def test_briefing_says_of_what_an_amount_is_or_leaves_it_to_the_sentence(
    title: str, words: tuple[str, float, str, AmountKind, Hedge | None], told: str
) -> None:
    said, value, unit, kind, hedge = words
    start = BUILT.index(said)
    one = Amount(kind, value, unit, hedge, said, None, None, None, 0, start, start + len(said))
    shown = Evidence("a-ferry", 0, len(BUILT), BUILT, "", "", "found")
    event = replace(ALL.events[0], title=title, actors=(), amounts=(one,), evidence=(shown,))
    point = next(line for line in text("md", Selection(ALL.library, [event])).splitlines() if line.startswith("- "))
    assert point.split("[^")[0].split(" *(")[0].split(" · ")[2:] == ([told] if told else [])
    (row,) = csv.DictReader(io.StringIO(text("csv", Selection(ALL.library, [event]))))
    assert row["amounts"] == {"<=": f"up to {said}", "~": f"about {said}"}.get(hedge or "", said)


def test_briefing_marks_digests_and_quotes_sources() -> None:
    made = text("md")
    assert f"Consulted as a kortui digest. In the digest's words: {PLANT}" in made
    assert f"“{EARLIER}”" in made and f"“{PLANT}" not in made and "$515 million (600 billion won)" in made
    assert "<https://example.org/altay?a=1&b=2>" in made, "an address stays one"
    assert TRADE in made


def test_briefing_sets_disagreements_apart() -> None:
    box = [line for line in text("md").splitlines() if line.startswith(">")]
    assert box[0] == "> **Where the sources disagree**"
    assert "mid-1980s or 1987" in box[1] and "1987: Altay Works opens a plant" in "\n".join(box)
    lone = Selection(ALL.library, [e for e in ALL.events if e.title == "Armour cooperation"])
    assert "disagree" not in text("md", lone)


def test_briefing_does_not_call_agreement_a_disagreement() -> None:
    (conflict,) = ALL.library.conflicts
    agreed = replace(ALL.library, conflicts=(replace(conflict, kind="derived-agreement"),))
    made = text("md", Selection(agreed, ALL.events))
    assert "> **What the sources say together**" in made and "disagree" not in made


def test_briefing_shows_markup_as_text() -> None:
    event = replace(ALL.events[0], title="<img src=x> **[a](javascript:b)** `c`")
    html = MarkdownIt("commonmark").render(text("md", Selection(ALL.library, [event])))
    assert "<img" not in html and "<a " not in html.split("<li>")[1].split("</li>")[0]
    assert "&lt;img src=x&gt; **[a](javascript:b)** `c`" in html


def test_every_format_takes_three_scripts_and_dates_of_all_kinds() -> None:
    made = generate.library(120, 7)
    selection = Selection(made, made.events)
    assert len(list(csv.DictReader(io.StringIO(text("csv", selection))))) == 120
    assert {len(line.split("\t")) for line in text("tsv", selection).splitlines()} == {len(COLUMNS)}
    assert [json.loads(line)["id"] for line in text("jsonl", selection).splitlines()] == text("ids", selection).split()
    assert json.loads(text("json", selection))[119]["id"] == made.events[119].id
    documents = {d.id for d in selection.documents()}
    assert set(entries(text("bibtex", selection))) == documents
    assert {one["id"] for one in rispy.loads(text("ris", selection))} == documents
    assert {one["id"] for one in json.loads(text("csl", selection))} == documents
    assert icalendar.Calendar.from_ical(text("ics", selection)).walk("VEVENT")
    assert text("md", selection).count("\n- ") >= 119


# Registry


def test_built_in_exporters_are_the_entry_points() -> None:
    assert {p.name: p.value for p in entry_points(group=registry.GROUP) if p.value.startswith("kortui.")} == dict(
        registry.BUILT_IN
    )


def test_every_exporter_knows_its_name_and_suffix() -> None:
    made = [registry.get(name) for name in registry.names()]
    assert [one.name for one in made] == list(registry.names())
    assert len({one.suffix for one in made}) == len(made) and all(one.label for one in made)


class _Shout(Exporter):
    name, suffix, label = "shout", ".shout", "titles, loud"

    def pieces(self, selection: Selection) -> Any:
        return (event.title.upper() + "\n" for event in selection.events)


class _NoExporter:
    pass


@pytest.fixture
def plugins(monkeypatch: pytest.MonkeyPatch) -> Any:
    def points(group: str) -> list[EntryPoint]:
        here = __name__
        return [
            EntryPoint("shout", f"{here}:_Shout", group), EntryPoint("odd", f"{here}:_NoExporter", group),
            EntryPoint("gone", "no.such.module:X", group), EntryPoint("csv", f"{here}:_Shout", group),
        ]  # fmt: skip

    monkeypatch.setattr("importlib.metadata.entry_points", points)
    registry._plugins.cache_clear()
    yield
    registry._plugins.cache_clear()


@pytest.mark.usefixtures("plugins")
def test_another_package_adds_a_format(run: Run) -> None:
    assert run("search", "ankara", "--format", "shout").out == "MINISTER VISITS ANKARA\n"
    assert "ankara" in run("export", "ankara", "--format", "csv").out.lower(), "and cannot take a built-in's name"
    for broken, said in (("odd", "is no kortui.export.base.Exporter"), ("gone", "cannot be used: No module named")):
        done = run("export", "--format", broken)
        assert done.code == 2 and said in done.err
    assert run("export", "--format", "shuot").code == 2


# The commands


def test_cite_gives_each_source_once(run: Run) -> None:
    ids = [event.id for event in ALL.events]
    assert run("cite", *ids).out.splitlines() == [styles.citation(REPORT), styles.citation(NOTE)]
    assert run("cite", "-", stdin="\n".join(ids)).out == run("cite", *ids).out
    assert run("cite", "briefing").out == styles.citation(NOTE) + "\n"
    assert run("cite", "a-report", "--format", "apa").out == styles.citation(REPORT, "apa") + "\n"


@pytest.mark.parametrize("name", ["bibtex", "ris", "csl"])
def test_cite_in_a_format_is_what_export_gives(run: Run, name: str) -> None:
    ids = [event.id for event in ALL.events]
    assert run("cite", *ids, "--format", name).out == run("export", "--format", name).out == text(name)


def test_cite_quotes(run: Run) -> None:
    plant = of_title("Altay Works opens a plant")
    assert run("cite", plant, "--quote").out.startswith("[kortui digest] ")
    assert run("cite", "a-report", "--quote").code == 2
    assert run("cite", plant, "--quote", "--format", "ris").code == 2
    assert run("cite", "manisa").code == 2
    assert run("cite", "-").code == 1


def test_export_takes_the_format_from_the_suffix(run: Run, tmp_path: Path) -> None:
    for suffix, name in ((".csv", "csv"), (".csl.json", "csl"), (".json", "json"), (".bib", "bibtex"), (".MD", "md")):
        target = tmp_path / f"out{suffix}"
        done = run("export", "altay", "-o", str(target))
        assert done.code == 0 and done.out == "" and f"2 records as {name}" in done.err
        assert target.read_text("utf-8") == run("export", "altay", "--format", name).out
    assert run("export", "-o", str(tmp_path / "out.xyz")).code == 2
    assert not [one for one in tmp_path.iterdir() if one.name.endswith((".tmp", ".xyz"))]


def test_export_does_not_replace_unasked_and_writes_whole_files(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.csv"
    target.write_text("mine")
    assert run("export", "-o", str(target)).code == 2 and target.read_text() == "mine"
    assert run("export", "-o", str(target), "--force").code == 0 and target.read_text().startswith("id,")
    assert run("export", "-o", str(tmp_path), "--format", "csv", "--force").code == 2

    def breaks(self: Any, selection: Selection) -> Any:
        yield "half"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kortui.export.records.CsvExporter.pieces", breaks)
    before = target.read_text()
    done = run("export", "-o", str(target), "--force")
    assert done.code == 74 and "No space left" in done.err and target.read_text() == before
    assert not list(tmp_path.glob(".*.tmp"))


def test_export_of_nothing_is_1_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    done = run("export", "submarine", "-o", str(tmp_path / "out.csv"))
    assert done.code == 1 and not (tmp_path / "out.csv").exists()


def test_export_to_stdout_is_json_lines(run: Run) -> None:
    assert run("export").out == text("jsonl")
    assert [row[0] for row in run("list", "formats").rows[1:]] == list(registry.names())


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", ""),
        ("altay", "altay"),
        ("type:visit,meeting date:1980s", "visit or meeting, 1980s"),
        ("tank -amount:>=10bn", "tank, not figures >=10bn"),
    ],
)
def test_a_heading_says_in_words_what_was_asked(query: str, words: str) -> None:
    from kortui.search.asked import asked

    assert asked(query, library()) == words
