from phases.search.finding import EXAMPLES, MOST_SIGNS, Findings, find

__all__ = ["EXAMPLES", "MOST_SIGNS", "Findings", "find"]
