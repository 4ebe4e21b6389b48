"""The web: the API, the page and the documents."""
