"""What can be done about matching: ``running`` it, ``deciding`` from what it proposes, and ``ruling`` pairs out."""
