"""The pages. Audience first, page group second: the address, the folder and the template have the same name."""
