"""The words that are signed. Whoever changes one gives them the next version: a signature names its own."""

from __future__ import annotations

from admission.enums import Signer

VERSION = 1
CONSENT = "I agree that my typed name is my electronic signature under this statement."
STATEMENTS = {
    Signer.APPLICANT: (
        "The work in every example of my portfolio is my own. Each took place as it is described, under the "
        "supervision of the person it names, and each document is a copy of what is in the file of the matter. I know "
        "that an untrue declaration can be a matter of conduct."
    ),
    Signer.SUPERVISOR: (
        "I supervised the work in the examples listed here, or am authorised to answer for it, and I am not the "
        "applicant. I have read these examples with their evidence. As far as I know the work is the applicant's own "
        "and took place as it is described."
    ),
}


def statement_for(signer: Signer) -> str:
    """[HB-47] [HB-52] What this kind of signer signs now."""
    return STATEMENTS[signer]
