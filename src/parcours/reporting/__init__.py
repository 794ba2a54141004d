"""What people take away: results as files, and figures about them."""
