"""Pages for the people a program serves: participants, mentors, hosts, counsellors, funders."""
