"""Admission: the final application, declarations, marks, and titles that are granted."""

from admission.models.declarations import *  # noqa: F403
from admission.models.final import *  # noqa: F403
from admission.models.grants import *  # noqa: F403
from admission.models.marks import *  # noqa: F403
