"""Who may do what: roles, the table of permissions, the demo people. Pure: who is signed in is the monitor's business."""

from nap.people.demo import demo_people
from nap.people.roles import TABLE, Reach, Role, Verb, Viewer, may

__all__ = ["TABLE", "Reach", "Role", "Verb", "Viewer", "demo_people", "may"]
