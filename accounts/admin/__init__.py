from accounts.admin import addresses, organisations, people  # noqa: F401
