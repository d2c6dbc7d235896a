"""The lists of applications in the administration: pathways and closures, and those of the committee."""

from applications.admin import agenda, meetings, members, pathways, referrals

__all__ = ["agenda", "meetings", "members", "pathways", "referrals"]
