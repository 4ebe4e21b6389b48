"""How good are the answers: cases, scoring, report."""
