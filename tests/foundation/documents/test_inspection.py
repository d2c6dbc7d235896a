"""Opening hostile files: what is refused, with which sentence, and what is left out of the copy."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Encryption, Name, Permissions, String
from PIL import Image

from cilexportal.foundation.documents.inspection import finding, image, pdf, word
from tests.foundation.documents import corpus

PDFS = {
    "a script when it opens": (corpus.pdf(corpus.opening(corpus.script())), pdf.SCRIPT),
    "a script by name": (corpus.pdf(corpus.named_script), pdf.SCRIPT),
    "a launch behind a jump": (corpus.pdf(corpus.hidden_in_next), pdf.LAUNCHES),
    "printing when it opens": (corpus.pdf(corpus.opening(Dictionary(S=Name.Named, N=Name.Print))), pdf.STARTS),
    "a form that sends": (corpus.pdf(corpus.opening(Dictionary(S=Name.SubmitForm, F=String("x")))), pdf.STARTS),
    "a file inside": (corpus.pdf(corpus.attached), finding.EMBEDDED),
    "an attachment on a page": (corpus.pdf(corpus.annotation(Name.FileAttachment)), finding.EMBEDDED),
    "a film": (corpus.pdf(corpus.annotation(Name.RichMedia)), pdf.MEDIA),
    "an XFA form": (corpus.pdf(corpus.form), pdf.FORM),
    "a link to another file": (corpus.pdf(corpus.link(Dictionary(S=Name.GoToR, F=String("x.pdf")))), pdf.ELSEWHERE),
    "another file when a page opens": (corpus.pdf(corpus.acting(Dictionary(S=Name.GoToR))), pdf.ELSEWHERE),
    "a picture kept elsewhere": (corpus.pdf(corpus.drawing(F=String("//host/x"))), pdf.ELSEWHERE),
    "a page drawn from elsewhere": (corpus.pdf(corpus.drawing(Ref=Dictionary(F=String("x.pdf")))), pdf.ELSEWHERE),
    "an address as a file": (
        corpus.pdf(corpus.link(Dictionary(S=Name.Thread, F=Dictionary(FS=Name.URL, F=String("http://x"))))),
        pdf.ELSEWHERE,
    ),
    "a password": (corpus.pdf(encryption=Encryption(user="x", owner="y")), finding.LOCKED),
    "an owner's password": (
        corpus.pdf(encryption=Encryption(user="", owner="y", allow=Permissions(extract=False))),
        pdf.RESTRICTED,
    ),
    "a million pages": (corpus.many_pages(), pdf.LONG),
    "one page too many": (corpus.pdf(pages=pdf.MOST_PAGES + 1), pdf.LONG),
    "no end": (corpus.pdf()[:60], finding.DAMAGED),
    "nothing but a head": (b"%PDF-1.7\n", finding.DAMAGED),
}
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
TEMPLATE = corpus.relation("attachedTemplate", "http://example.org/x.dotm")
LINKED = corpus.relation("hyperlink", "https://example.org")
WORDS = {
    "macros": (corpus.word(parts={"word/vbaProject.bin": b"x"}), word.MACROS),
    "a macro type": (
        corpus.word(
            types='<Default Extension="x" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'
        ),
        word.MACROS,
    ),
    "a template from elsewhere": (
        corpus.word(relations=TEMPLATE),
        word.ELSEWHERE,
    ),
    "a picture from elsewhere": (corpus.word(relations=corpus.relation("image", "//host/x.png")), word.ELSEWHERE),
    "a command": (corpus.word(body="<w:instrText>DDEAUTO c:\\cmd.exe</w:instrText>"), word.ELSEWHERE),
    "a command in an attribute": (corpus.word(body='<w:fldSimple w:instr="DDEAUTO x"/>'), word.ELSEWHERE),
    "a command in two runs": (
        corpus.word(
            body="<w:r><w:fldChar/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar/></w:r>"
            "<w:r><w:instrText>DD</w:instrText></w:r><w:r><w:instrText>EAUTO x</w:instrText></w:r>"
        ),
        word.ELSEWHERE,
    ),
    "a command in numbers": (corpus.word(body="<w:instrText>&#68;&#x44;E x</w:instrText>"), word.ELSEWHERE),
    "a command under another prefix": (
        corpus.word(body=f'<v:instrText xmlns:v="{corpus.W}">DDE x</v:instrText>'),
        word.ELSEWHERE,
    ),
    "a command in a struck-out field": (corpus.word(body="<w:delInstrText>DDE x</w:delInstrText>"), word.ELSEWHERE),
    "a command outside the usual folder": (
        corpus.word(parts={"other/h.xml": f'<x xmlns:w="{corpus.W}"><w:instrText>DDE</w:instrText></x>'.encode()}),
        word.ELSEWHERE,
    ),
    "a template from elsewhere in capitals": (
        corpus.word(parts={"word/_rels/SETTINGS.XML.RELS": corpus.related(TEMPLATE)}),
        word.ELSEWHERE,
    ),
    "names that differ by case": (corpus.word(parts={"WORD/Document.xml": b"<x/>"}), finding.DAMAGED),
    "another part as the document": (
        corpus.word(parts={word.RELATIONS: corpus.root_relation("word/other.xml"), "word/other.xml": b"<x/>"}),
        word.NOT_WORD,
    ),
    "a macro relation": (corpus.word(relations=corpus.relation("vbaProject", "x.xml", "Internal")), word.MACROS),
    "no part as the document": (corpus.word(parts={word.RELATIONS: corpus.related("")}), word.NOT_WORD),
    "a heading that claims to be a picture": (
        corpus.word(parts={"word/h.png": b"<x/>"}, relations=corpus.relation("header", "h.png", "Internal")),
        finding.EMBEDDED,
    ),
    **{
        f"a part with the ending {ending}": (corpus.word(parts={f"word/evil.{ending}": b"x"}), finding.EMBEDDED)
        for ending in ("dat", "hta", "lnk", "SCR", "exe", "xml.js")
    },
    "an object": (corpus.word(parts={"word/embeddings/oleObject1.bin": b"x"}), finding.EMBEDDED),
    "a web page inside": (corpus.word(relations=corpus.relation("aFChunk", "x.html", "Internal")), finding.EMBEDDED),
    "a path outside": (corpus.word(parts={"../../x.xml": b"<x/>"}), finding.DAMAGED),
    "entities": (corpus.word(parts={"word/x.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}), finding.TANGLED),
    "entities in another encoding": (
        corpus.word(parts={"word/x.xml": ' <!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'.encode("utf-16-le")}),
        finding.TANGLED,
    ),
    "another encoding": (corpus.word(parts={"word/x.xml": "<x/>".encode("utf-16")}), finding.TANGLED),
    "a bomb": (corpus.word(parts={"word/x.xml": b" " * 40_000_000}), finding.TOO_MUCH),
    "a zip without a document": (
        corpus.word().replace(b"word/document.xml", b"word/documint.xml"),
        word.NOT_WORD,
    ),
    "half of it": (corpus.word()[:400], finding.DAMAGED),
}
PICTURES = {
    "half a picture": (corpus.picture("JPEG", (400, 400))[:500], finding.DAMAGED),
    "too many pixels": (corpus.picture("PNG", (8001, 5000)), image.LARGE),
}


@dataclass
class Looked:
    """What an inspection came to: the copy and what was found, or the sentence of a refusal."""

    copy: bytes = b""
    warnings: tuple[str, ...] = ()
    refused: str = ""


@pytest.fixture
def look(tmp_path):
    """`look(inspector, content)` looks at a file in this process."""

    def inspect(inspector, content: bytes) -> Looked:
        source, target = tmp_path / "received", tmp_path / "cleaned"
        source.write_bytes(content)
        try:
            found = inspector.inspect(source, target)
        except finding.Unwelcome as no:
            return Looked(refused=str(no))
        return Looked(target.read_bytes(), tuple(found.warnings))

    return inspect


@pytest.mark.parametrize("case", PDFS)
def test_a_pdf_is_refused_with_its_own_sentence(look, case):
    content, sentence = PDFS[case]
    assert look(pdf, content).refused == sentence


@pytest.mark.parametrize("case", WORDS)
def test_a_word_document_is_refused_with_its_own_sentence(look, case):
    content, sentence = WORDS[case]
    assert look(word, content).refused == sentence


@pytest.mark.parametrize("case", PICTURES)
def test_a_picture_is_refused_with_its_own_sentence(look, case):
    content, sentence = PICTURES[case]
    assert look(image, content).refused == sentence


def test_byte_search_would_not_have_found_the_script():
    """The control: the objects have to be walked."""
    assert b"/JavaScript" not in PDFS["a script when it opens"][0]


def test_a_harmless_jump_on_opening_is_taken_out_and_the_file_kept(look):
    def jump(made):
        made.Root.OpenAction = Array([made.pages[0].obj, Name.Fit])

    looked = look(pdf, corpus.pdf(jump))
    with pikepdf.open(io.BytesIO(looked.copy)) as kept:
        assert "/OpenAction" not in kept.Root


def test_what_acts_unasked_is_taken_out_and_the_file_kept(look):
    address = Dictionary(S=Name.URI, URI=String(f"http://example.org/{corpus.SECRET}"))
    sent = corpus.pdf(corpus.acting(address))
    kept = corpus.spread(look(pdf, sent).copy)
    assert corpus.spread(sent).count(b"/AA ") == 3
    assert b"/AA" not in kept
    assert corpus.SECRET.encode() not in kept
    assert b"/Annot" in kept


def test_a_link_to_an_address_and_a_font_called_aa_are_kept(look):
    def harmless(made):
        corpus.link(Dictionary(S=Name.URI, URI=String("https://example.org")))(made)
        made.pages[0].Resources.Font.AA = made.pages[0].Resources.Font.F1

    looked = look(pdf, corpus.pdf(harmless))
    with pikepdf.open(io.BytesIO(looked.copy)) as kept:
        assert str(kept.pages[0].Annots[0].A.URI) == "https://example.org"
        assert "/AA" in kept.pages[0].Resources.Font


def test_a_pdf_keeps_its_pages_and_loses_its_author(look):
    sent = corpus.pdf(corpus.personal, pages=3)
    looked = look(pdf, sent)
    with pikepdf.open(io.BytesIO(looked.copy)) as kept:
        assert len(kept.pages) == 3
        assert "/Info" not in kept.trailer
        assert "/Metadata" not in kept.Root
    assert corpus.SECRET.encode() in corpus.spread(sent)
    assert corpus.SECRET.encode() not in corpus.spread(looked.copy)


def test_a_remark_loses_its_author(look):
    looked = look(pdf, corpus.pdf(corpus.annotation(Name.Text)))
    with pikepdf.open(io.BytesIO(looked.copy)) as kept:
        assert "/T" not in kept.pages[0].Annots[0]


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_is_drawn_anew_upright_and_without_remarks(look, kind):
    looked = look(image, corpus.picture(kind, (40, 30), exif=True))
    content = looked.copy
    assert corpus.SECRET.encode() not in content
    with Image.open(io.BytesIO(content)) as kept:
        assert (kept.format, kept.size, dict(kept.getexif())) == (kind, (30, 40), {})


def test_a_word_document_keeps_its_words_and_loses_its_author(look):
    looked = look(word, corpus.word(relations=LINKED))
    with zipfile.ZipFile(io.BytesIO(looked.copy)) as kept:
        assert b"A seminar" in kept.read(word.BODY)
        assert corpus.SECRET.encode() not in kept.read("docProps/core.xml")


def test_a_word_document_loses_its_author_whatever_the_case_of_the_part(look):
    sent = corpus.word(parts={"docProps/APP.XML": f"<x>{corpus.SECRET}</x>".encode()})
    with zipfile.ZipFile(io.BytesIO(look(word, sent).copy)) as kept:
        assert corpus.SECRET.encode() not in kept.read("docProps/APP.XML")


def test_a_word_document_with_pictures_fonts_and_fields_is_taken(look):
    shown = "".join(
        corpus.relation(kind, target, "Internal")
        for kind, target in (
            ("image", "media/image1.PNG"),
            ("image", "media/image2.svg"),
            ("font", "fonts/font1.odttf"),
            ("header", "header1.xml"),
            ("hyperlink", "#top"),
        )
    )
    field = '<w:fldSimple w:instr="PAGE"/><w:instrText>HYPERLINK "https://example.org/important"</w:instrText>'
    parts = {
        "word/media/": b"",
        "word/media/image1.PNG": corpus.picture(),
        "word/media/image2.svg": b"<svg/>",
        "word/fonts/font1.odttf": b"x",
        "word/header1.xml": b"<x/>",
        word.RELATIONS: corpus.root_relation("/word/document.xml"),
    }
    assert look(word, corpus.word(parts=parts, body=field, relations=shown + LINKED)).refused == ""


@pytest.mark.clause("REC-22")
def test_words_under_a_box_are_pointed_out(look):
    looked = look(pdf, corpus.covered())
    assert len(looked.warnings) == 1
    assert looked.warnings[0].startswith("On page 1 there are words that cannot be seen")
    assert "Jane Roe" not in looked.warnings[0], "the warning does not repeat what was to be hidden"


@pytest.mark.clause("REC-22")
def test_words_over_a_box_are_no_redaction(look):
    assert look(pdf, corpus.covered(before=True)).warnings == ()


def test_comments_and_struck_out_words_are_pointed_out(look):
    comments = f'<w:comments xmlns:w="{corpus.W}"><w:t>Hm</w:t></w:comments>'.encode()
    struck = "<w:p><w:del w:id='1'><w:r><w:delText>old</w:delText></w:r></w:del></w:p>"
    looked = look(word, corpus.word(parts={"word/comments.xml": comments}, body=struck))
    assert sorted(looked.warnings) == sorted([word.COMMENTS, word.CHANGES])
