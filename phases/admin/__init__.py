from phases.admin import content, feedback

__all__ = ["content", "feedback"]
