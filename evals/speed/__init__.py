"""How fast and how large: measured beside plainer programs in the same run, since machines are noisy."""
