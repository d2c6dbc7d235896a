"""What officers keep of people, and what people ask of the data about them."""

from people.models.data_rights import (
    AccessRequest,
    Closing,
    Complaint,
    ComplaintStep,
    DataFigures,
    DataPack,
)
from people.models.grades import GradeChange
from people.models.merging import Merge, MergedRow, NotDuplicate
from people.models.notes import Note
from people.models.wall import Crossing

__all__ = [
    "AccessRequest",
    "Closing",
    "Complaint",
    "ComplaintStep",
    "Crossing",
    "DataFigures",
    "DataPack",
    "GradeChange",
    "Merge",
    "MergedRow",
    "NotDuplicate",
    "Note",
]
