"""Small files of the tests' own making: PDFs and workbooks, written by hand so that each holds one trap."""

import io
import zipfile
import zlib
from xml.sax.saxutils import escape

from app.importing.report import Report, read_report
from app.importing.text import read_pages
from app.importing.wording import load_periods
from app.settings import ROOT

REFERENCE = ROOT / "seed_data" / "reference"
PERIODS = load_periods(REFERENCE / "domains.csv")

ILACS_COVER = """1
{authority}
Inspection of children's social care services
Inspection dates: {dates}
Lead inspector: {lead}
Her Majesty’s Inspector
Judgement Grade
The impact of leaders on social work practice with children
and families {leadership}
The experiences and progress of children who need help and
protection {help}
The experiences and progress of children in care and care
leavers {care}
Overall effectiveness {overall}
Leaders know the service well, and children are safer than they were.
"""

NEW_ILACS = """Inspection of Bexley local authority
children’s services
Inspection dates: {dates}
Lead inspector: Tom Anthony, His Majesty’s Inspector
Judgement Grade
The impact of leaders on social work
practice with children and families
Good
The experiences and progress of
children who need help and protection
Good
The experiences and progress of
children in care
Outstanding
The experiences and progress of care
leavers
Requires improvement to be good
Overall effectiveness Good
"""

SIF_COVER = """1
{authority}
Inspection of services for children in need of help and
protection, children looked after and care leavers
and
Review of the effectiveness of the Local Safeguarding Children
Board1
Inspection date: {dates}
Report published: {published}
Children’s services in {authority} are {overall}
1. Children who need help and protection {help}
2. Children looked after and achieving
permanence
{care}
2.1 Adoption performance {adoption}
2.2 Experiences and progress of care leavers {leavers}
3. Leadership, management and governance {leadership}
"""

SIF_BACK = """The Local Safeguarding Children Board (LSCB)
The Local Safeguarding Children Board is {board}
The arrangements in place to evaluate what is done are {board}.
The inspection team
Lead inspector: {lead}
Deputy lead inspector: Someone Else
Team inspectors: A Third, A Fourth
"""


def read(*pages: str, name: str = "80488_bexley/children's services inspection - 20 august 2018.pdf") -> Report:
    """What is read of a report with those pages, through a PDF of them."""
    return read_report(read_pages(pdf(*pages)), name, "0" * 64, PERIODS)


def causes(report: Report) -> str:
    """What is doubted of a report, in one line."""
    return "; ".join(doubt.cause for doubt in report.doubts)


def ilacs(**words: str) -> str:
    """The cover of an ILACS report; what is not given is `Good`, or Bexley in July 2018."""
    usual = {
        "authority": "London Borough of Bexley",
        "dates": "9 July 2018 to 20 July 2018",
        "lead": "Marcie Taylor",
        **dict.fromkeys(("leadership", "help", "care", "overall"), "Good"),
    }
    return ILACS_COVER.format(**(usual | words))


def sif(**words: str) -> tuple[str, str]:
    """The cover and the last page of a SIF report; what is not given is `Good`, or Bexley in March 2014."""
    usual = {
        "authority": "London Borough of Bexley",
        "dates": "11 March 2014 – 2 April 2014",
        "published": "23 May 2014",
        "lead": "Pietro Battista HMI",
        "overall": "good",
        "board": "good",
        **dict.fromkeys(("help", "care", "adoption", "leavers", "leadership"), "Good"),
    }
    return SIF_COVER.format(**(usual | words)), SIF_BACK.format(**(usual | words))


def pdf(*pages: str, trailer: str = "", streams: list[tuple[str, bytes]] | None = None) -> bytes:
    """A PDF whose pages have the lines of the texts, in their order, in any characters of Unicode.

    `trailer` adds entries to the trailer; `streams` puts content streams, with their own dictionaries, in place of
    the pages' texts.
    """
    letters = sorted({letter for page in pages for letter in page if letter != "\n"})
    codes = {letter: number for number, letter in enumerate(letters, 1)}
    mapping = "\n".join(f"<{code:04X}> <{letter.encode('utf-16-be').hex()}>" for letter, code in codes.items())
    to_unicode = (
        "begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{mapping}\nendbfchar endcmap"
    ).encode()
    contents = streams or [("", _content(page, codes)) for page in pages]
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Arial /Encoding /Identity-H"
        b" /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Arial /DW 500"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        _stream("", to_unicode),
    ]
    for number, (dictionary, content) in enumerate(contents):
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 900] /Contents {7 + 2 * number} 0 R"
        objects.append(
            f"{page} /Resources << /Font << /F 3 0 R >> /XObject << /X {7 + 2 * number} 0 R >> >> >>".encode()
        )
        objects.append(_stream(dictionary, content))
    return _joined(objects, trailer)


def _content(page: str, codes: dict[str, int]) -> bytes:
    lines = ["".join(f"{codes[letter]:04X}" for letter in line) for line in page.split("\n")]
    shown = " T* ".join(f"<{line}> Tj" for line in lines)
    return f"BT /F 8 Tf 40 880 Td 10 TL {shown} ET".encode()


def _stream(dictionary: str, content: bytes) -> bytes:
    return f"<< /Length {len(content)} {dictionary} >>\nstream\n".encode() + content + b"\nendstream"


def _joined(objects: list[bytes], trailer: str) -> bytes:
    data = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, item in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n".encode() + item + b"\nendobj\n"
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    data += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    data += f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(data)


def bomb(megabytes: int, operators: bytes = b" ") -> bytes:
    """A PDF of some kilobytes whose page unpacks to that many megabytes of blanks, or of the operators."""
    packer = zlib.compressobj(9)
    million = operators * (1_000_000 // len(operators))
    packed = b"".join([packer.compress(million) for _ in range(megabytes)]) + packer.flush()
    return pdf(streams=[("/Filter /FlateDecode", packed)])


def burner() -> bytes:
    """A PDF whose page saves and restores the graphics state without end."""
    return bomb(300, b"q Q\n")


def tree() -> bytes:
    """A PDF whose page draws forms that draw forms: some lines that fill any memory."""
    depth, width = 14, 12
    forms = []
    for level in range(depth):
        below = b"/X Do " * width if level < depth - 1 else b"BT /F 8 Tf (a) Tj ET "
        resources = f"<< /XObject << /X {6 + level} 0 R >> /Font << /F 4 0 R >> >>"
        forms.append(_stream(f"/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Resources {resources}", below))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 900] /Contents 19 0 R"
        b" /Resources << /XObject << /X 5 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *forms,
        _stream("", b"/X Do"),
    ]
    return _joined(objects, "")


def xlsx(rows: list[list[str]], *, sheet: str = "overview", extra: str = "", changed_on: str = "2026-06-29") -> bytes:
    """A workbook with one sheet of text cells; `extra` is put into the sheet as it is."""
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(
            f'<c r="{_column(place)}{number}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
            for place, cell in enumerate(row)
            if cell
        )
        lines.append(f'<row r="{number}">{cells}</row>')
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="xml"'
        ' ContentType="application/xml"/><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1"'
        f' Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        f'<sheet name="{sheet}" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1"'
        f' Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{package}/metadata/core-properties"'
        ' xmlns:dcterms="http://purl.org/dc/terms/">'
        f"<dcterms:modified>{changed_on}T05:22:10Z</dcterms:modified></cp:coreProperties>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>'
        f"{''.join(lines)}{extra}</sheetData></worksheet>",
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            # Without a time of its own, so that equal workbooks are equal bytes.
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def _column(place: int) -> str:
    return (chr(64 + place // 26) if place >= 26 else "") + chr(65 + place % 26)
