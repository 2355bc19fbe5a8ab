"""The road map on paper: the whole map, one phase or one partner as an accessible PDF, made once per edition."""

from phases.documents.keeping import fingerprint, kept
from phases.documents.words import map_words, partner_words, phase_words

__all__ = ["fingerprint", "kept", "map_words", "partner_words", "phase_words"]
