"""Tells the floors above that somebody's work changed, without importing them.

A floor that keeps something about people (who sees a case, who holds a regie) names its answer in `AppConfig.ready`.
`accounts.services` calls it inside the transaction of the change, after the change itself was saved: when a
membership starts, when its end is set or moved, and once when a person is made inactive, which ends all of his. What
the answer raises undoes the change. A membership that ends because its day has come is no call: nobody writes
anything then.
"""

from django.utils.module_loading import import_string

_answers: list[str] = []


def tell_with(path: str) -> None:
    """`path` names a function that takes the primary key of the person whose work changed."""
    if path not in _answers:
        _answers.append(path)


def tell(user_pk: int) -> None:
    for path in _answers:
        import_string(path)(user_pk)
