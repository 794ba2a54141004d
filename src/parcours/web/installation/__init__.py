"""Pages for whoever runs this installation: what concerns no organization, or all of them."""
