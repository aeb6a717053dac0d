"""Tables from files: what is read, and how everything else is refused."""

import csv
import datetime
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from optimoot import cells, tables
from optimoot.errors import InputError
from optimoot.problem import Table
from optimoot.tables import load_tables


@pytest.fixture
def write(tmp_path):
    def write_file(name, content):
        path = tmp_path / name
        if isinstance(content, str):
            content = content.encode()
        path.write_bytes(content)
        return path

    return write_file


@pytest.fixture
def load(write):
    def load_one(name, content):
        (table,) = load_tables([write(name, content)])
        return table

    return load_one


@pytest.fixture
def workbook(tmp_path):
    """Writes a workbook from rows by sheet; `change` may do more to it."""

    def write_book(sheets, change=lambda book: None, name="book.xlsx"):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        change(book)
        book.save(tmp_path / name)
        return tmp_path / name

    return write_book


def refusal(path):
    with pytest.raises(InputError) as caught:
        load_tables([path])
    assert caught.value.remedy
    return str(caught.value)


def tables_or_refusal(path):
    """The tables of a file; none where it is refused, as long as a remedy is named."""
    try:
        return load_tables([path])
    except InputError as error:
        return () if error.remedy else pytest.fail(f"no remedy: {error}")


# What is read


def test_a_csv_file_is_a_table_called_by_its_stem(load):
    table = load("prices.csv", "product,price,stock\nchair,45.5,3\ntable,80,\n")
    assert table.name == "prices"
    assert table.columns == ("product", "price", "stock")
    assert table.rows == (("chair", 45.5, 3), ("table", 80, None))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16", "utf-16-le"])
def test_delimiter_and_encoding_are_told_from_the_content(load, delimiter, encoding):
    rows = [["Größe", "Preis"], ["Käse", "2.50"], ["Müsli, fein" if delimiter != "," else "M", "3"]]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    table = load("a.csv", text.encode(encoding))
    assert table.columns == ("Größe", "Preis")
    assert [row[1] for row in table.rows] == [2.5, 3]


def test_a_first_line_may_state_the_delimiter(load):
    table = load("a.csv", "sep=;\na;b\n1,5;x\n2,25;y\n")
    assert table.rows == ((1.5, "x"), (2.25, "y"))


def test_quoted_cells_may_hold_delimiters_quotes_and_line_ends(load):
    table = load("a.csv", 'name,note\n"a, b","say ""hi"""\n"two\nlines",x\n')
    assert table.rows == (("a, b", 'say "hi"'), ("two\nlines", "x"))


def test_one_column_needs_no_delimiter(load):
    assert load("a.csv", "city\nUlm\nBonn\n").rows == (("Ulm",), ("Bonn",))


def test_blank_lines_and_empty_columns_at_the_end_are_skipped(load):
    table = load("a.csv", "\na,b,,\n\n1,2,,\n,,,\n3,4\n\n")
    assert table.columns == ("a", "b")
    assert table.rows == ((1, 2), (3, 4))


def test_a_matrix_may_leave_its_corner_empty(load):
    table = load("cost.csv", ",north,south\nA,1,2\nB,3,4\n")
    assert table.columns == ("row", "north", "south")


@pytest.mark.parametrize(
    ("texts", "values"),
    [
        (["12", "-3", "+4"], [12, -3, 4]),
        (["1.5", ".5", "2."], [1.5, 0.5, 2.0]),
        (["1e3", "2.5E-2", "3"], [1000.0, 0.025, 3]),
        (['"1,200"', '"1,234,567.5"', "3"], [1200, 1234567.5, 3]),
        (["1 200", "1 000 000", "5"], [1200, 1000000, 5]),
        (["1'200", "17", "5"], [1200, 17, 5]),
        (["$5", '"$1,200.50"', "7"], [5, 1200.5, 7]),
        (["5 €", "-2.5 €", "€ 3"], [5, -2.5, 3]),
        (["USD 10", "USD 2.5", "3"], [10, 2.5, 3]),
        (["-$5", "$-5", "$5"], [-5, -5, 5]),
        (["−4", "4", "5"], [-4, 4, 5]),
        (["30%", "2.5 %", "100%"], [0.3, 0.025, 1.0]),
        (["5", "NA", "n/a"], [5, None, None]),
        (["1", "-", ""], [1, None, None]),
        (["true", "FALSE", ""], [True, False, None]),
    ],
)
def test_a_column_of_numbers(load, texts, values):
    rows = "\n".join(f"r{at},{text}" for at, text in enumerate(texts))
    found = [row[1] for row in load("a.csv", f"key,value\n{rows}\n").rows]
    assert found == values
    assert [type(cell) for cell in found] == [type(cell) for cell in values]


@pytest.mark.parametrize(
    "texts",
    [
        ["007", "012", "100"],
        ["12345678901234567", "1", "2"],
        ["2024-01-05", "2024-02-05", "2025-01-01"],
        ["1/2", "x", "y"],
        ["A", "7", "B"],
        ["NA", "-", "NA"],
        ["12:30", "13:00", "1"],
        ["1_000", "infinity", "٣"],
        ["1,2,3", "x,y", "z"],
        ["yes", "no", "yes"],
    ],
)
def test_a_column_of_text_stays_as_written(load, texts):
    rows = "\n".join(f"r{at}\t{text}" for at, text in enumerate(texts))
    assert [row[1] for row in load("a.csv", f"key\tvalue\n{rows}\n").rows] == texts


def test_labels_in_the_first_column_may_be_digits_and_words(load):
    table = load("nodes.csv", "node,supply\n1,5\n2,0\nsink,-5\n")
    assert [row[0] for row in table.rows] == ["1", "2", "sink"]


def test_decimal_commas_where_columns_are_not_parted_by_commas(load):
    table = load("a.csv", "name;preis;menge\nA;1,5;1.200\nB;1.250,75;7\n")
    assert table.rows == (("A", 1.5, 1200), ("B", 1250.75, 7))


def test_decimal_points_and_thousands_commas_beside_semicolons(load):
    table = load("a.csv", "name;price;stock\nA;1.5;1,200\nB;2;7\n")
    assert table.rows == (("A", 1.5, 1200), ("B", 2, 7))


def test_every_visible_sheet_with_cells_is_a_table(workbook):
    def change(book):
        book["Notes"].sheet_state = "hidden"
        book.create_sheet("Empty")

    path = workbook(
        {"Costs": [["p", "c"], ["a", 1]], "Demand": [["q", "d"], ["x", 2.5]], "Notes": [["n"]]},
        change,
    )
    costs, demand = load_tables([path])
    assert (costs.name, costs.rows) == ("Costs", (("a", 1),))
    assert (demand.name, demand.rows) == ("Demand", (("x", 2.5),))
    assert "Demand" in demand.source
    assert "book.xlsx" in demand.source


def test_a_lone_sheet_with_the_default_name_is_called_by_the_file(workbook):
    (table,) = load_tables([workbook({"Sheet1": [["a", "b"], [1, 2]]}, name="plants.xlsx")])
    assert table.name == "plants"


def test_a_sheet_may_have_a_title_empty_rows_and_begin_anywhere(workbook):
    rows = [
        [],
        ["", "Prices of 2024"],
        [],
        [None, "item", "price"],
        [],
        [None, "a", 1],
        [None, "b", 2],
    ]
    (table,) = load_tables([workbook({"S": rows})])
    assert table.columns == ("item", "price")
    assert table.rows == (("a", 1), ("b", 2))


def test_merged_cells_hold_their_value_everywhere(workbook):
    def change(book):
        sheet = book["S"]
        sheet.merge_cells("A1:C1")
        sheet.merge_cells("A3:A4")

    rows = [["A merged title", None, None], ["region", "shop", "need"], ["north", "s1", 3],
            [None, "s2", 4], ["south", "s3", 5]]  # fmt: skip
    (table,) = load_tables([workbook({"S": rows}, change)])
    assert table.columns == ("region", "shop", "need")
    assert [row[0] for row in table.rows] == ["north", "north", "south"]


def test_cells_of_a_sheet_keep_their_kind(workbook):
    day = datetime.datetime(2024, 3, 1)
    rows = [["id", "day", "open", "text number", 2024, "mixed"],
            ["a", day, True, "1,200", 1, "x"], ["b", day, False, "7", 2.5, 5],
            ["c", day, True, "8", 3, "y"]]  # fmt: skip
    (table,) = load_tables([workbook({"S": rows})])
    assert table.columns[4] == "2024"
    assert table.rows[0] == ("a", "2024-03-01", True, 1200, 1, "x")
    assert table.rows[1][5] == "5"


def test_values_of_formulas_are_read_where_they_were_stored(workbook, tmp_path):
    path = workbook({"S": [["a", "b"], [1, "=A2*2"], [2, 5]]})
    stored = tmp_path / "stored.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(stored, "w") as new:
        for entry in old.namelist():
            content = old.read(entry)
            if entry == "xl/worksheets/sheet1.xml":
                assert b"<v></v>" in content or b"<v />" in content or b"<v/>" in content
                for empty in (b"<v></v>", b"<v />", b"<v/>"):
                    content = content.replace(empty, b"<v>2</v>")
            new.writestr(entry, content)
    (table,) = load_tables([stored])
    assert table.rows == ((1, 2), (2, 5))


@pytest.mark.parametrize(
    ("value", "columns", "rows"),
    [
        ([{"p": "a"}, {"p": "b", "d": 2.5}], ("p", "d"), (("a", None), ("b", 2.5))),
        ({"p": ["a", "b"], "c": [1, 2]}, ("p", "c"), (("a", 1), ("b", 2))),
        ({"budget": 100, "hours": 7.5}, ("budget", "hours"), ((100, 7.5),)),
        ({"A": {"x": 1, "y": 2}, "B": {"x": 3}}, ("row", "x", "y"), (("A", 1, 2), ("B", 3, None))),
        ([["p", "d"], ["a", "1,200"], ["b", None]], ("p", "d"), (("a", 1200), ("b", None))),
        ([["", 2024, 2025], ["a", 1, 2]], ("row", "2024", "2025"), (("a", 1, 2),)),
        ({"columns": ["p", "d"], "rows": [["a", "12%"]]}, ("p", "d"), (("a", 0.12),)),
        ({"columns": ["a", "b"], "rows": [1, 2]}, ("columns", "rows"), (("a", 1), ("b", 2))),
    ],
)  # fmt: skip
def test_json_that_is_one_table(load, value, columns, rows):
    table = load("t.json", json.dumps(value))
    assert (table.name, table.columns, table.rows) == ("t", columns, rows)


def test_json_that_names_its_tables(write):
    value = {
        "products": [{"p": "a", "profit": 3}],
        "budget": 100,
        "cost": {"s1": {"d1": 1, "d2": 2}, "s2": {"d1": 3}},
        "limits": {"hours": 8, "shifts": 2},
        "demand": {"d": ["d1", "d2"], "units": [5, 6]},
        "stock": [["d", "units"], ["d1", 7]],
        "price": {"columns": ["p", "euros"], "rows": [["a", "€3"]]},
        "trips": {"s1": {"d1": {"mon": 1, "tue": 2}}, "s2": {"d1": {"mon": 3}}},
    }
    found = {table.name: table for table in load_tables([write("data.json", json.dumps(value))])}
    assert found["products"].rows == (("a", 3),)
    assert found["cost"].rows == (("s1", 1, 2), ("s2", 3, None))
    assert found["limits"].rows == ((8, 2),)
    assert found["demand"].rows == (("d1", 5), ("d2", 6))
    assert found["stock"].rows == (("d1", 7),)
    assert found["price"].rows == (("a", 3),)
    assert found["trips"].columns == ("row", "row 2", "mon", "tue")
    assert found["trips"].rows == (("s1", "d1", 1, 2), ("s2", "d1", 3, None))
    assert found["data"].columns == ("budget",)


def test_several_files_in_the_order_given(write):
    paths = [write("b.csv", "x,y\na,1\n"), write("a.json", '{"n": 1}')]
    assert [table.name for table in load_tables(paths)] == ["b", "a"]
    assert load_tables([str(path) for path in paths]) == load_tables(paths)


# What is refused


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("a,b,c\n1,2,3\n4,5\n", ["row 3", "2 cells", "are 3"]),
        ("a,b\n1,2,3\n", ["row 2", "3 cells"]),
        ('a,b\n"x\ny",1\n1,2,3\n', ["row 4"]),
        ("a,a\n1,2\n", ["'a'", "twice", "columns 1 and 2"]),
        ("a,,c\n1,2,3\n", ["row 1", "column 2 has no name"]),
        ("1,2,3\n4,5,6\n", ["row 1", "column names"]),
        ("", ["empty"]),
        ("\n  \n\n", ["empty"]),
        ("a,b\n", ["no rows"]),
        ('a,b\n"x,1\ny,2\n', ["row 2", "quotation mark"]),
        ("k,cost\na,1\nb,2\nc,cheap\nd,4\n", ["row 4", "column 'cost'", "'cheap'", "3 cells"]),
        ("k,cost\na,1\nb,2\nc,x\nd,y\n", ["row 4", "(and 1 more)"]),
        ("cost,k\n1,a\n1,b\nx,c\n", ["row 4", "column 'cost'"]),
        ("k,share\na,30%\nb,0.3\n", ["row 3", "'30%'", "one column"]),
        ("k,price\na,$3\nb,€3\n", ["row 3", "'$3'", "'€3'"]),
        ("k,v\na,#DIV/0!\nb,3\n", ["row 2", "'v'", "#DIV/0!"]),
        ("k;v\na;1,200\nb;3,400\n", ["row 2", "'1,200'", "thousands"]),
        ("k;v\na;1.200\nb;3\n", ["'1.200'", "thousands"]),
        ("k;v;w\na;1,5;2.5\n", ["'1,5'", "'2.5'"]),
        (b"k,v\na,\x00\x01\x02\n", ["not text", "line 2"]),
        (b"k,v\n\x81\x8d\x90,1\n", ["encoding"]),
        (b"%PDF-1.7 ...", ["PDF"]),
        (b"PK\x03\x04 ...", ["ZIP"]),
        (b"\xff\xfea\x00,", ["UTF-16", "damaged"]),
    ],
)  # fmt: skip
def test_a_csv_file_that_cannot_be_used_is_refused_by_place(write, content, named):
    message = refusal(write("prices.csv", content))
    for part in ["prices.csv", *named]:
        assert part in message


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("", ["empty"]),
        ("{", ["line 1, column 2"]),
        ('{"a": [1, 2}', ["line 1"]),
        ("a,b\n1,2\n", ["not JSON", ".csv"]),
        ("7", ["single value"]),
        ("{}", ["empty"]),
        ("[]", ["empty list"]),
        ("[1, 2]", ["entry 1", "object"]),
        ('[{"a": 1}, {"a": [1, 2]}]', ["entry 2", "'a'", "[1, 2]"]),
        ('{"t": {"u": {"v": {"w": {"x": 1}}}}}', ["'t'", "'w'", "plain value"]),
        ('{"t": {"u": {"v": {"row 2": 1}}}}', ["'t'", "'u'", "'v'", "'row 2'"]),
        ('{"t": {"u": {"v": {"w": 1}, "x": 2}}}', ["'t'", "'v'", "plain value"]),
        ('[["p", "d"], ["a"]]', ["entry 2", "1 cells", "2 column names"]),
        ('[["p", "d"], ["a", [1]]]', ["entry 2", "column 2", "[1]"]),
        ('[["p", "d"], {"p": 1}]', ["entry 2", "must be a list"]),
        ('[["p", "d"], ["a", 1], ["b", 2], ["c", "two"]]', ["entry 4", "'d'", "'two'"]),
        ('[["p", "d"], ["a", 1e999]]', ["entry 2", "column 2", "too large"]),
        ('[["p", "d"]]', ["no rows"]),
        ("[[1, 2], [3, 4]]", ["entry 1", "numbers", "column names"]),
        ('[["p", {}], ["a", 1]]', ["entry 1", "column 2", "no name"]),
        ('[["p", "p"], ["a", 1]]', ["'p'", "twice"]),
        ('{"columns": ["p", "d"], "rows": [["a", 1], ["b"]]}', ["entry 2", "1 cells"]),
        ('{"t": {"u": [1], "v": {"w": 1}}}', ["'t'", "nested"]),
        ('{"a": [1, 2], "b": [1]}', ["'b'", "1 values"]),
        ('{"a": 1, "a": 2}', ["'a'", "twice"]),
        ('[{"a": NaN}]', ["NaN"]),
        ('[{"a": 1e999}]', ["too large"]),
        ('{"t": {}}', ["'t'"]),
        ('[{"a": 1, " a": 2}]', ["'a'", "twice"]),
        ('[{"k": "a", "v": 1}, {"k": "b", "v": "two"}]', ["entry 2", "'v'", "'two'"]),
        ('[{"k": "a", "v": 1}, {"k": "b", "v": 3}, {"k": "b", "v": true}]', ["entry 3", "'true'"]),
        ("[" * 100_000, ["deeply"]),
        ("[" + "9" * 5000 + "]", ["too long"]),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ["office document"]),
    ],
)
def test_json_that_cannot_be_used_is_refused_by_place(write, content, named):
    message = refusal(write("data.json", content))
    for part in ["data.json", *named]:
        assert part in message


def test_files_that_cannot_be_opened(write, tmp_path):
    write("prices.csv", "a,b\n1,2\n")
    assert "Did you mean" in refusal(tmp_path / "price.csv")
    assert "prices.csv" in refusal(tmp_path / "prices.xlsx")
    assert "folder does not exist" in refusal(tmp_path / "no" / "such.csv")
    assert "is a folder" in refusal(tmp_path)
    assert "cannot be read" in refusal(tmp_path / ("x" * 5000))
    assert "cannot be read" in refusal(Path("a\0b.csv"))


def test_forms_that_are_not_read_are_named(write):
    assert "'.parquet'" in refusal(write("t.parquet", b"PAR1xx"))
    assert "a PDF document" in refusal(write("t.pdf", b"%PDF-1.4"))
    assert "no ending" in refusal(write("table", "a,b\n1,2\n"))
    assert "CSV" in refusal(write("t.ods", b"PK\x03\x04"))


def test_a_file_over_the_limit_is_refused(write, monkeypatch):
    monkeypatch.setattr(tables, "MAX_FILE_BYTES", 1_000)
    assert "1 kB" in refusal(write("a.csv", "a,b\n" + "1,2\n" * 300))


def test_a_table_over_the_limit_is_refused(write, monkeypatch):
    monkeypatch.setattr(cells, "MAX_CELLS", 100)
    assert "100 cells" in refusal(write("a.csv", "a,b\n" + "1,2\n" * 51))


def test_a_cell_without_end_is_refused(write):
    assert "row 2" in refusal(write("a.csv", "a,b\n" + "x" * 200_000 + ",1\n"))


def test_two_tables_of_one_name_are_refused(write, tmp_path):
    (tmp_path / "other").mkdir()
    paths = [write("a.csv", "x,y\nk,1\n"), write("other/a.csv", "x,y\nk,1\n")]
    with pytest.raises(InputError, match="Two tables are called 'a'") as caught:
        load_tables(paths)
    assert "other" in str(caught.value)


def test_workbooks_that_cannot_be_used(write, workbook):
    encrypted = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
    stream = "EncryptedPackage".encode("utf-16-le")
    assert "password" in refusal(write("a.xlsx", encrypted + stream))
    assert "old XLS" in refusal(write("b.xlsx", encrypted))
    assert "not an XLSX" in refusal(write("c.xlsx", "a,b\n1,2\n"))
    assert "damaged" in refusal(write("d.xlsx", b"PK\x03\x04" + bytes(100)))
    assert "no visible sheet" in refusal(workbook({"S": []}))
    message = refusal(workbook({"Costs": [["p", "c"], ["a", 1], ["b", 2], ["c", "dear"]]}))
    assert "sheet 'Costs', row 4, column 'c'" in message


def test_another_archive_is_no_workbook(write):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("word/document.xml", "<w/>")
    assert "not an XLSX workbook" in refusal(write("a.xlsx", archive.getvalue()))


def test_a_broken_part_of_a_workbook_is_told_as_damage(workbook, tmp_path):
    path = workbook({"S": [["a"], [1]]})
    broken = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(broken, "w") as new:
        for entry in old.namelist():
            new.writestr(entry, old.read(entry)[:-20])
    assert "damaged" in refusal(broken)


def test_formulas_without_stored_values_are_refused(workbook):
    message = refusal(workbook({"S": [["a", "b"], [1, "=A2*2"]]}))
    assert "row 2, column B" in message
    assert "formula" in message


# Laws

_names = st.text("abcdefgh ßé", min_size=1).map(lambda text: " ".join(text.split())).filter(bool)
_labels = st.text("ABCÄ xyz\"'\n", min_size=1).filter(lambda text: text == text.strip()).map(
    lambda text: f"L{text}"
)  # fmt: skip
_numbers = st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9)


@st.composite
def _tables(draw):
    columns = draw(st.lists(_names, min_size=2, max_size=5, unique=True))
    height = draw(st.integers(1, 6))
    kinds = [draw(st.sampled_from([_labels, _numbers])) for _ in columns]
    cell_columns = [
        draw(st.lists(kind | st.none(), min_size=height, max_size=height)) for kind in kinds
    ]
    rows = [row for row in zip(*cell_columns, strict=True) if any(c is not None for c in row)]
    return columns, rows


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(made=_tables(), encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_what_was_written_as_csv_is_read_back(tmp_path, made, encoding):
    columns, rows = made
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([columns, *rows])
    path = tmp_path / "law.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    if not rows:
        assert "no rows" in refusal(path)
        return
    (table,) = load_tables([path])
    assert table.columns == tuple(columns)
    assert table.rows == tuple(rows)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    raw=st.binary(max_size=80) | st.text(',;\t|"\n\r ab1.%$-', max_size=60).map(str.encode),
    ending=st.sampled_from([".csv", ".json", ".xlsx", ".txt"]),
)
def test_any_bytes_are_a_table_or_an_input_error(tmp_path, raw, ending):
    path = tmp_path / f"any{ending}"
    path.write_bytes(raw)
    for table in tables_or_refusal(path):
        assert all(len(row) == len(table.columns) for row in table.rows)


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "b", "row", ""]), inner, max_size=3)
    ),
    max_leaves=12,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(value=_json)
def test_any_json_is_tables_or_an_input_error(tmp_path, value):
    path = tmp_path / "any.json"
    path.write_text(json.dumps(value))
    assert all(isinstance(table, Table) for table in tables_or_refusal(path))


def test_reading_tables_imports_neither_pandas_nor_a_workbook_reader():
    code = "import optimoot.tables, sys; print({'pandas', 'openpyxl', 'pyomo'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
