"""Who listens to whom: every letter that may be sent and every print-out that may be asked for, app by app,
and who reads the words of received files."""

from cilexportal.foundation.correspondence import kinds
from cilexportal.foundation.documents import printouts, readers
from cpd import letters as cpd_letters
from cpd import printouts as cpd_printouts
from cpd.services import evidence
from members import letters as members_letters
from shop import letters as shop_letters
from shop import printouts as shop_printouts


def connect() -> None:
    """Connects the apps; called once, when Django is ready."""
    for kind in (*members_letters.KINDS, *cpd_letters.KINDS, *shop_letters.KINDS):
        kinds.register(kind)
    for printout in (*cpd_printouts.KINDS, *shop_printouts.KINDS):
        printouts.register(printout)
    readers.register(evidence.remarks_on)
