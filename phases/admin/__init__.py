from phases.admin import content, decisions, feedback

__all__ = ["content", "decisions", "feedback"]
