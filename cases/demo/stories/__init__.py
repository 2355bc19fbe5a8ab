"""The stories, grouped by the phase in which they stand today."""

from cases.demo.stage import Story
from cases.demo.stories import convict, ended, investigate, prosecute, report, showcase, signal

STORIES: tuple[Story, ...] = (
    *showcase.STORIES,
    *signal.STORIES,
    *report.STORIES,
    *investigate.STORIES,
    *prosecute.STORIES,
    *convict.STORIES,
    *ended.STORIES,
)
