"""Mail: the outbox that keeps every message, its delivery, the catalogue as organizations word it (docs/adr/0050).

    post("consent.asked", to=user, organization=organization, address=address, dedup=str(consent.pk), what="your CV")

`actions/posting.py` has `post()`. `backend.py` is the mailer that everything goes through, `delivery.py` takes it out.
"""
