from django import template

from cases.queries.step import Task, Way, way

register = template.Library()


@register.simple_tag(takes_context=True, name="way")
def _way(context: template.Context, task: Task) -> Way | None:
    """The form by which this person proves a step."""
    return way(context["seat"], task.step)
