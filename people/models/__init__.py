"""What officers keep of people, and what people ask of the data about them."""

from people.models.bulletin import Bulletin
from people.models.contact import Contact
from people.models.data_rights import (
    AccessRequest,
    Closing,
    Complaint,
    ComplaintStep,
    DataFigures,
    DataPack,
)
from people.models.employer_view import EmployerLook, EmployerView
from people.models.grades import GradeChange
from people.models.merging import Merge, MergedRow, NotDuplicate
from people.models.notes import Note
from people.models.purging import Purge
from people.models.restriction import Restriction
from people.models.wall import Crossing

__all__ = [
    "AccessRequest",
    "Bulletin",
    "Closing",
    "Complaint",
    "ComplaintStep",
    "Contact",
    "Crossing",
    "DataFigures",
    "DataPack",
    "EmployerLook",
    "EmployerView",
    "GradeChange",
    "Merge",
    "MergedRow",
    "NotDuplicate",
    "Note",
    "Purge",
    "Restriction",
]
