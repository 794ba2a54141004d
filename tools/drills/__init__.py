"""What goes wrong on purpose: drills that tests run a few times and `make soak` many times.

Each is a process of its own on a site of its own (`python -m tools.drills.kill …`), and prints what it saw as JSON.
"""
