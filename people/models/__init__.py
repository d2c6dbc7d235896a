"""What officers keep of people."""

from people.models.grades import GradeChange
from people.models.merging import Merge, MergedRow, NotDuplicate
from people.models.notes import Note
from people.models.wall import Crossing

__all__ = ["Crossing", "GradeChange", "Merge", "MergedRow", "NotDuplicate", "Note"]
