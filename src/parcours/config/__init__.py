"""The site as a whole: its settings, its addresses, and the door for web servers."""
