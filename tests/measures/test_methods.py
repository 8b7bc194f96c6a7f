"""docs/methods.md is what the catalogue, the rules and the examples say, in both languages."""

import ast
import operator
import re

import pytest
from typer.testing import CliRunner

import manage
from domain.catalogue.rules import CONFIDENCE, DIRECTIONS, NEEDED, RULES, SECTOR_NAMES, VALUES
from domain.examples import EXAMPLES, figures_of
from domain.indicator import SECTORS
from domain.indicators import CATALOGUE
from measures.methods import example_text, methods_page, number
from tests.conftest import ROOT
from tests.measures.offices import reference_of

PAGE = ROOT / "docs/methods.md"
LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹٫٬", "0123456789.,")
OPERATIONS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}
SUM = re.compile(r"([\d(][\d.,()]*(?: [×÷+−] [\d.,()]+)+) = (\d+(?:,\d{3})*(?:\.\d+)?)")
ODD = re.compile(r"(?<![ء-ی])ه\u200cی(?![ء-ی])|ۀ|ه ی |[يكة]|  | \u200c|\u200c |\u200c\u200c")


@pytest.fixture
def run(demo_database, monkeypatch):
    monkeypatch.setenv("HAMGAM_DATABASE_URL", f"sqlite:///{demo_database}")
    return lambda *options: CliRunner().invoke(manage.app, ["methods", *options])


@pytest.fixture(scope="module")
def page(demo):
    return methods_page(reference_of(demo)[1])


def parts(page):
    """The two editions of each indicator."""
    for section in page.split('<a id="')[1:]:
        code, text = section.split('"></a>', 1)
        english, persian = text.split('<div dir="rtl">', 1)
        yield code, english, persian.split("</div>")[0]


def worth(text):
    """The value of a sum as written."""

    def of(node):
        if isinstance(node, ast.BinOp):
            return OPERATIONS[type(node.op)](of(node.left), of(node.right))
        return node.value

    plain = text.replace(",", "").translate(str.maketrans("×÷−", "*/-"))
    return of(ast.parse(plain, mode="eval").body)


def test_the_page_in_the_repository_is_up_to_date(run):
    done = run("--check", "--out", str(PAGE))
    assert done.exit_code == 0, done.output


def test_a_page_that_differs_or_is_missing_is_found_out_and_written_anew(run, tmp_path):
    other = tmp_path / "methods.md"
    assert run("--check", "--out", str(other)).exit_code == 1
    other.write_text(
        PAGE.read_text(encoding="utf-8").replace("1,000 − 200 = 800", "1,000 − 200 = 700"), encoding="utf-8"
    )
    assert run("--check", "--out", str(other)).exit_code == 1
    assert run("--out", str(other)).exit_code == 0
    assert other.read_bytes() == PAGE.read_bytes()


def test_without_a_database_the_command_says_so(monkeypatch, tmp_path):
    monkeypatch.setenv("HAMGAM_DATABASE_URL", f"sqlite:///{tmp_path / 'none.sqlite'}")
    assert CliRunner().invoke(manage.app, ["methods", "--check"]).exit_code == 2


def test_every_indicator_has_both_editions_with_all_that_the_catalogue_says(page, demo):
    found = {code: (english, persian) for code, english, persian in parts(page)}
    assert set(found) == set(CATALOGUE)
    for code, editions in found.items():
        entry, method = CATALOGUE[code], CATALOGUE[code].method
        texts = (entry.name, method.purpose, method.numerator, method.denominator, method.formula, method.not_for)
        for lang, edition in zip(("en", "fa"), editions, strict=True):
            for text in (*texts, VALUES[entry.value], DIRECTIONS[entry.direction]):
                assert text.in_language(lang) in edition, (code, lang, text)
            assert method.symbols.split(";")[0] in edition
            assert example_text(entry, lang) in edition


def test_every_standard_stands_with_its_source_and_confidence(page, demo):
    reference = reference_of(demo)[1]
    found = {code: (english, persian) for code, english, persian in parts(page)}
    assert len(reference.standards) >= 10
    for row in reference.standards.to_dict("records"):
        source = reference.sources.loc[row["source_id"]]
        for lang, edition in zip(("en", "fa"), found[row["indicator_id"]], strict=True):
            confidence = CONFIDENCE[row["confidence"]].in_language(lang)
            assert re.search(
                f"{re.escape(row[f'name_{lang}'])}[^<|]*{re.escape(source[f'title_{lang}'])}[^<|]*: {confidence}",
                edition,
            ), (row["standard_id"], lang)


@pytest.mark.parametrize("lang", ["fa", "en"])
@pytest.mark.parametrize("code", CATALOGUE)
def test_the_sums_of_each_example_come_out_as_written(code, lang):
    text = re.sub("<[^>]*>", "", example_text(CATALOGUE[code], lang)).translate(LATIN)
    sums = SUM.findall(text)
    assert sums, text
    for left, right in sums:
        assert worth(left) == pytest.approx(float(right.replace(",", "")), abs=0.006), (left, right)


@pytest.mark.parametrize("code", CATALOGUE)
def test_both_editions_of_an_example_have_the_same_sums_and_end_with_the_mapped_value(code):
    sums = [
        SUM.findall(re.sub("<[^>]*>", "", example_text(CATALOGUE[code], lang)).translate(LATIN))
        for lang in ("fa", "en")
    ]
    assert sums[0] == sums[1]
    value = number(figures_of(CATALOGUE[code], EXAMPLES[code])["value"], "en")
    assert value in [right for _left, right in sums[1]]


def test_there_is_an_example_of_every_indicator_and_of_no_other():
    assert set(EXAMPLES) == set(CATALOGUE)


def test_the_persian_edition_has_persian_letters_and_digits_and_no_others(page):
    for block in re.findall(r'<div dir="rtl">(.*?)</div>', page, re.DOTALL):
        text = re.sub("<[^>]*>", "", re.sub("<code.*?</code>", "–", block))
        assert not re.search("[A-Za-z0-9]", text), re.search(".{20}[A-Za-z0-9].{20}", text)
        assert not ODD.search(text), ODD.search(text)


def test_the_english_edition_has_no_persian_letter(page):
    for _code, english, _persian in parts(page):
        assert not re.search("[\u0600-\u06ff]", english)


def test_sums_inside_persian_text_are_read_from_left_to_right():
    assert '<span dir="ltr">۶ × ۲ × ۳۵ = ۴۲۰</span>' in example_text(CATALOGUE["school_seats"], "fa")
    assert '<span dir="ltr">۲۴۰ × ۱٬۰۰۰ ÷ (۷٬۰۰۰ + ۱٬۰۰۰) = ۳۰</span>' in example_text(
        CATALOGUE["livelihood_reach"], "fa"
    )


@pytest.mark.parametrize(
    ("value", "persian", "english"),
    [(1234.5, "۱٬۲۳۴٫۵", "1,234.5"), (8.0, "۸", "8"), (1 / 3, "۰٫۳۳", "0.33"), (100, "۱۰۰", "100")],
)
def test_numbers_are_written_in_the_digits_of_the_language(value, persian, english):
    assert (number(value, "fa"), number(value, "en")) == (persian, english)


def test_each_shared_rule_stands_once_in_each_language(page):
    for rule in RULES:
        for lang in ("fa", "en"):
            assert page.count(f"### {rule.title.in_language(lang)}\n") == 1
    assert "{" not in re.sub("<code.*?</code>", "", page)


def test_every_id_of_the_catalogue_has_its_words():
    entries = CATALOGUE.values()
    assert {entry.value for entry in entries} == set(VALUES)
    assert {entry.direction for entry in entries} <= set(DIRECTIONS)
    assert {name for entry in entries for name in entry.method.sources} <= set(NEEDED)
    assert set(SECTOR_NAMES) == set(SECTORS)
