"""The demo: invented people, a mailbox that catches every message, and a clock that can be moved. Loopback only."""
