"""What came of a mentorship: its end, the certificates, the follow-up afterwards, and the figures (docs/adr/0101-0103).

`actions.closing` ends mentorships, `actions.certifying` thanks the two and gives them their certificates, `planning`
says when somebody is asked afterwards, `levels` how a job stands to the occupation before, `figures` what came out.
"""
