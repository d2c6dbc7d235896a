"""PDFs that act, carry or play something: actions in every place they are set off from, files, forms, remarks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from cilexportal.foundation.documents.inspection import pdf as plain
from cilexportal.foundation.documents.inspection.finding import EMBEDDED
from cilexportal.foundation.documents.inspection.rebuilding import (
    SIGNED,
    WITHOUT_ACTIONS,
    WITHOUT_FILES,
    WITHOUT_FORM,
    WITHOUT_REMARKS,
    WITHOUT_SCRIPT,
)
from tests.foundation.documents.hostile import SECRET_TEXT, Case, note, on_page, page, pdf, resource, root, stream

Action = Callable[[Pdf], Dictionary]
Place = Callable[[Pdf, Dictionary], None]


def _action(kind: str, **more: object) -> Action:
    def build(made: Pdf) -> Dictionary:
        entries = {key: value(made) if callable(value) else value for key, value in more.items()}
        return Dictionary(S=Name("/" + kind), **entries)

    return build


FILE = Dictionary(Type=Name.Filespec, F=String("x.exe"), UF=SECRET_TEXT)
ADDRESS = String("https://example.org/?" + str(SECRET_TEXT))
# What each does, and what its owner is told of it wherever it is.
ACTIONS: dict[str, tuple[Action, tuple[str, ...]]] = {
    "script": (_action("JavaScript", JS=SECRET_TEXT), (WITHOUT_SCRIPT,)),
    "script-in-a-stream": (_action("JavaScript", JS=stream(b"app.alert(1)")), (WITHOUT_SCRIPT,)),
    "script-in-utf-16": (_action("JavaScript", JS=String("\u0430lert")), (WITHOUT_SCRIPT,)),
    "launch": (_action("Launch", F=FILE), (WITHOUT_ACTIONS,)),
    "launch-windows": (_action("Launch", Win=Dictionary(F=String("cmd"), P=SECRET_TEXT)), (WITHOUT_ACTIONS,)),
    "send": (_action("SubmitForm", F=ADDRESS, Flags=4), (WITHOUT_ACTIONS,)),
    "fetch": (_action("ImportData", F=FILE), (WITHOUT_ACTIONS,)),
    "reset": (_action("ResetForm", Fields=Array([SECRET_TEXT])), (WITHOUT_ACTIONS,)),
    "elsewhere": (_action("GoToR", F=FILE, D=Array([0, Name.Fit]), NewWindow=True), (WITHOUT_ACTIONS,)),
    "into-a-file": (_action("GoToE", T=Dictionary(R=Name.C, N=SECRET_TEXT)), (WITHOUT_ACTIONS,)),
    "hide": (_action("Hide", T=SECRET_TEXT), (WITHOUT_ACTIONS,)),
    "layers": (_action("SetOCGState", State=Array([])), (WITHOUT_ACTIONS,)),
    "address": (_action("URI", URI=ADDRESS), ()),
    "address-that-is-a-script": (_action("URI", URI=String("javascript:x")), ()),
    "address-of-a-share": (_action("URI", URI=String("file://host/" + str(SECRET_TEXT))), ()),
    "print": (_action("Named", N=Name.Print), ()),
}
MEDIA = {
    "rendition": _action("Rendition", OP=0),
    "film": _action("Movie", T=SECRET_TEXT),
    "sound": _action("Sound", Volume=1),
    "rich": _action("RichMediaExecute"),
}


def _opening(made: Pdf, action: Dictionary) -> None:
    made.Root.OpenAction = made.make_indirect(action)


def _opening_after_a_jump(made: Pdf, action: Dictionary) -> None:
    jump = Dictionary(S=Name.GoTo, D=Array([made.pages[0].obj, Name.Fit]), Next=Array([made.make_indirect(action)]))
    made.Root.OpenAction = made.make_indirect(jump)


def _closing(made: Pdf, action: Dictionary) -> None:
    made.Root.AA = Dictionary(WC=action, DP=action)


def _page(made: Pdf, action: Dictionary) -> None:
    made.pages[0].obj.AA = made.make_indirect(Dictionary(O=action, C=action))


def _link(made: Pdf, action: Dictionary) -> None:
    on_page(note("Link", A=made.make_indirect(action), PA=action))(made)


def _entered(made: Pdf, action: Dictionary) -> None:
    on_page(note("Link", AA=Dictionary(E=action, X=action, PV=action)))(made)


def _outline(made: Pdf, action: Dictionary) -> None:
    item = made.make_indirect(Dictionary(Title=SECRET_TEXT, A=action))
    made.Root.Outlines = made.make_indirect(Dictionary(First=item, Last=item, Count=1))


def _unused(made: Pdf, action: Dictionary) -> None:
    """Reached by a key that nobody reads."""
    made.pages[0].Resources.ProcSet = Array([made.make_indirect(action)])


PLACES: dict[str, Place] = {
    "opening": _opening, "behind a jump": _opening_after_a_jump, "closing": _closing, "a page": _page,
    "a link": _link, "entering": _entered, "a bookmark": _outline, "nowhere": _unused,
}  # fmt: skip
OPENING_ACTS = frozenset({"address", "address-that-is-a-script", "address-of-a-share", "print"})


def actions() -> Iterator[tuple[str, Case]]:
    """Every action in every place."""
    for called, (action, told) in ACTIONS.items():
        for where, place in PLACES.items():
            acts = (WITHOUT_ACTIONS,) if where == "opening" and called in OPENING_ACTS else told
            yield f"{called}, {where}", Case(_placed(action, place), told=acts)
    for called, action in MEDIA.items():
        for where in ("opening", "a page", "nowhere"):
            yield f"{called}, {where}", Case(_placed(action, PLACES[where]), refused=plain.MEDIA)


def _placed(action: Action, place: Place) -> Callable[[], bytes]:
    return lambda: pdf(lambda made: place(made, action(made)))


def _file(made: Pdf) -> Dictionary:
    held = made.make_indirect(Stream(made, b"MZ" + bytes(SECRET_TEXT), Type=Name.EmbeddedFile))
    return made.make_indirect(Dictionary(Type=Name.Filespec, F=String("x.exe"), EF=Dictionary(F=held)))


def _named_files(made: Pdf) -> Dictionary:
    return Dictionary(EmbeddedFiles=Dictionary(Names=Array([SECRET_TEXT, _file(made)])))


def _named_scripts(made: Pdf) -> Dictionary:
    script = made.make_indirect(Dictionary(S=Name.JavaScript, JS=SECRET_TEXT))
    leaf = made.make_indirect(Dictionary(Names=Array([SECRET_TEXT, script]), Limits=Array([SECRET_TEXT, SECRET_TEXT])))
    return Dictionary(JavaScript=Dictionary(Kids=Array([leaf])))


def _attached(made: Pdf) -> None:
    on_page(note("FileAttachment", FS=_file(made), Contents=SECRET_TEXT))(made)


def carried() -> Iterator[tuple[str, Case]]:
    """Files, films and programs inside."""
    yield "named scripts", Case(lambda: pdf(root(Names=_named_scripts)), told=(WITHOUT_SCRIPT,))
    yield "named files", Case(lambda: pdf(root(Names=_named_files)), told=(WITHOUT_FILES,))
    yield "a file on a page", Case(lambda: pdf(_attached), told=(WITHOUT_FILES,))
    yield "files of the file", Case(lambda: pdf(root(AF=lambda made: Array([_file(made)]))), told=(WITHOUT_FILES,))
    yield "files of a page", Case(lambda: pdf(page(AF=lambda made: Array([_file(made)]))), told=(WITHOUT_FILES,))
    yield "a file in an unused place", Case(lambda: pdf(page(Hidden=_file)), told=(WITHOUT_FILES,))
    yield "a collection", Case(lambda: pdf(root(Collection=Dictionary(View=Name.T))), refused=EMBEDDED)
    for kind in ("RichMedia", "3D", "Movie", "Sound", "Screen"):
        yield f"a remark of kind {kind}", Case(lambda kind=kind: pdf(on_page(note(kind))), refused=plain.MEDIA)
    for kind in ("U3D", "PRC"):
        yield (
            f"a model {kind}",
            Case(lambda kind=kind: pdf(page(Hidden=stream(b"x", Subtype=Name("/" + kind)))), refused=plain.MEDIA),
        )
    for called, more in {
        "a stream kept elsewhere": {"F": String("//host/x")},
        "a picture kept elsewhere": {"F": FILE, "Subtype": Name.Image},
        "a page of another file": {"Ref": Dictionary(F=FILE, Page=0), "Subtype": Name.Form},
    }.items():
        yield called, Case(lambda more=more: pdf(page(Hidden=stream(b"x", **more))), refused=plain.ELSEWHERE)
    yield (
        "an address as a file",
        Case(lambda: pdf(page(Hidden=Dictionary(FS=Name.URL, F=ADDRESS))), refused=plain.ELSEWHERE),
    )


def _looks(made: Pdf) -> Dictionary:
    return Dictionary(N=made.make_indirect(Stream(made, b"0 0 9 9 re f", Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))))


def _field(kind: str, **more: object) -> Callable[[Pdf], None]:
    """A form of one field whose look is drawn, or is to be drawn by whoever opens it."""

    def change(made: Pdf) -> None:
        entries = {key: value(made) if callable(value) else value for key, value in more.items()}
        anew = entries.pop("anew", False)
        look = {} if anew else {"AP": _looks(made)}
        entries = {"F": 4, **look, **entries}
        field = note("Widget", FT=Name("/" + kind), T=SECRET_TEXT, TU=SECRET_TEXT, **entries)
        made.pages[0].Annots = Array([made.make_indirect(field)])
        fonts = Dictionary(Font=Dictionary(Helv=made.pages[0].Resources.Font.F1))
        made.Root.AcroForm = Dictionary(
            Fields=Array([made.pages[0].Annots[0]]), NeedAppearances=anew, DA=String("/Helv 9 Tf 0 g"), DR=fonts
        )

    return change


def _own_parent(made: Pdf) -> None:
    _field("Tx")(made)
    field = made.pages[0].Annots[0]
    field.Parent = field
    field.Kids = Array([field])


SIGNATURE = Dictionary(
    Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), ByteRange=Array([0, 1, 2, 3]), Contents=String("x")
)
ACTION = Dictionary(K=Dictionary(S=Name.JavaScript, JS=SECRET_TEXT))


def forms() -> Iterator[tuple[str, Case]]:
    """Forms, signatures and remarks."""
    form = (WITHOUT_FORM,)
    for kind, value in {"Tx": SECRET_TEXT, "Btn": Name.On, "Ch": Array([SECRET_TEXT]), "Sig": None}.items():
        more = {} if value is None else {"V": value}
        yield f"a field {kind}", Case(lambda kind=kind, more=more: pdf(_field(kind, **more)), told=form)
    yield (
        "a field to be drawn",
        Case(lambda: pdf(_field("Tx", V=String("typed"), DA=String("/Helv 9 Tf 0 g"), anew=True)), told=form),
    )
    yield "a field that reckons", Case(lambda: pdf(_field("Tx", AA=ACTION)), told=(WITHOUT_SCRIPT, WITHOUT_FORM))
    yield "a hidden field", Case(lambda: pdf(_field("Tx", V=SECRET_TEXT, F=2)), told=form)
    yield "a field that is its own parent", Case(lambda: pdf(_own_parent), told=form)
    for kind in ("Sig", "DocTimeStamp"):
        signed = Dictionary({**dict(SIGNATURE.items()), "/Type": Name("/" + kind)})
        yield f"a signature {kind}", Case(lambda signed=signed: pdf(_field("Sig", V=signed)), refused=SIGNED)
    yield "rights of use", Case(lambda: pdf(root(Perms=Dictionary(UR3=SIGNATURE))), refused=SIGNED)
    yield (
        "a signature that nothing leads to",
        Case(lambda: pdf(page(Hidden=lambda made: made.make_indirect(SIGNATURE))), refused=SIGNED),
    )
    for called, xfa in {
        "text": SECRET_TEXT, "stream": stream(b"<xdp/>"), "list": Array([String("a"), String("b")]),
    }.items():  # fmt: skip
        build = root(AcroForm=lambda made, xfa=xfa: Dictionary(XFA=xfa(made) if callable(xfa) else xfa))
        yield f"an XFA {called}", Case(lambda build=build: pdf(build), refused=plain.FORM)
    for kind in ("Text", "FreeText", "Highlight", "Underline", "StrikeOut", "Ink", "Stamp", "Caret", "Popup", "Redact"):
        written = {"T": SECRET_TEXT, "Contents": SECRET_TEXT, "RC": SECRET_TEXT, "NM": SECRET_TEXT}
        yield (
            f"a remark {kind}",
            Case(lambda kind=kind, written=written: pdf(on_page(note(kind, **written))), told=(WITHOUT_REMARKS,)),
        )
    yield "remarks that are no list", Case(lambda: pdf(page(Annots=Name.Text)))
    yield (
        "a program as a drawing",
        Case(lambda: pdf(resource("XObject", "P", stream(b"(x) run", Subtype=Name.PS), uses=b"/P Do"))),
    )
