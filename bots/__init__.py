"""The doors to people: thin adapters from a platform's message to the service and back."""
