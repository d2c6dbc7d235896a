"""The seal: whole it verifies, and one flipped byte breaks it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from cilexportal.foundation import printing, sealing


@pytest.fixture(scope="module")
def page() -> bytes:
    """A PDF of one page."""
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(made)
    return made.getvalue()


def checked(pdf: bytes) -> Any:
    """What a validator says who trusts the certificate of the settings."""
    [trusted, *_] = load_certs_from_pemder_data(sealing.certificate_pem().encode())
    [signature] = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    return validate_pdf_signature(signature, ValidationContext(trust_roots=[trusted], allow_fetching=False))


@pytest.mark.clause("CPD-15")
def test_a_sealed_page_is_whole_trusted_and_all_of_it_is_covered(page: bytes) -> None:
    status = checked(sealing.seal(page))
    assert (status.intact, status.valid, status.trusted, status.bottom_line) == (True, True, True, True)
    assert status.coverage.name == "ENTIRE_FILE"


@pytest.mark.clause("CPD-15")
@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_one_flipped_byte_breaks_it(page: bytes, place: float) -> None:
    """Flipped in what the seal covers: in the page before it, so that the file still opens."""
    sealed = bytearray(sealing.seal(page))
    at = sealed.index(b"%", 9) if place < 0.2 else sealed.index(b"/MediaBox") + round(place * 20)
    sealed[at] ^= 0x01
    status = checked(bytes(sealed))
    assert not status.intact
    assert not status.bottom_line


def test_another_key_is_not_trusted(page: bytes, settings, tmp_path: Path) -> None:
    sealed = sealing.seal(page)
    settings.SEAL_FOLDER = str(tmp_path)
    status = checked(sealed)
    assert (status.intact, status.trusted) == (True, False)


def test_the_pair_is_made_up_once_and_nobody_else_may_read_it(settings, tmp_path: Path) -> None:
    settings.SEAL_FOLDER = str(tmp_path / "seal")
    first = sealing.certificate_pem()
    assert sealing.certificate_pem() == first
    [kept] = (tmp_path / "seal").iterdir()
    assert kept.stat().st_mode & 0o077 == 0


def test_the_settings_come_before_what_was_made_up(page: bytes, settings) -> None:
    settings.SEAL_KEY, settings.SEAL_CERTIFICATE = sealing.make_pair("Somebody")
    assert sealing.certificate_pem() == settings.SEAL_CERTIFICATE
    assert checked(sealing.seal(page)).bottom_line


@pytest.mark.pango
def test_a_printed_page_keeps_its_title_and_language_under_the_seal() -> None:
    html = '<html lang="en-GB"><head><title>Paper</title></head><body><p>Words</p></body></html>'
    sealed = sealing.seal(printing.pdf(html, title="Paper"))
    assert checked(sealed).bottom_line
    with pikepdf.open(io.BytesIO(sealed)) as pdf:
        assert (str(pdf.docinfo["/Title"]), str(pdf.Root.Lang)) == ("Paper", "en-GB")


def test_a_key_is_read_and_checked_once_for_all_seals(page: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    from pyhanko.sign.signers import pdf_cms

    sealing.seal(page)
    read: list[bytes] = []
    monkeypatch.setattr(pdf_cms.serialization, "load_der_private_key", lambda key, **k: read.append(key))
    assert checked(sealing.seal(page)).bottom_line
    assert read == []
