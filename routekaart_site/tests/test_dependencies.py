"""What is installed is what was locked: everything that comes along, and every file by its hash."""

import re

import pytest
from django.conf import settings

LISTS = {"requirements.txt": "requirements.lock", "requirements-dev.txt": "requirements-dev.lock"}


def read(name):
    return (settings.BASE_DIR / name).read_text()


def chosen(name):
    """Package and version of each line, without extras."""
    lines = re.findall(r"^([\w.-]+)(?:\[[\w,-]+\])?==([\w.]+)", read(name), re.MULTILINE)
    return {(package.lower(), version) for package, version in lines}


def locked(name):
    """Package and version, with how many files of it are known by their hash."""
    blocks = re.split(r"\n(?=\S)", read(name))
    found = {re.match(r"([\w.-]+)==([\w.]+)", block): block.count("--hash=sha256:") for block in blocks}
    return {match.groups(): hashes for match, hashes in found.items() if match}


@pytest.mark.parametrize("name", LISTS)
def test_the_lock_follows_the_list(name):
    """Red after a change of the list: `make lock` writes the lock again."""
    assert chosen(name)
    assert chosen(name) - set(locked(LISTS[name])) == set()


@pytest.mark.parametrize("lock", LISTS.values())
def test_every_package_is_locked_by_hash_and_comes_from_no_place_of_its_own(lock):
    hashes = locked(lock)
    assert len(hashes) == len(re.findall(r"^\S+==", read(lock), re.MULTILINE))
    assert {package for package, number in hashes.items() if not number} == set()
    assert not re.search(r"://|--(?:extra-)?index-url|--find-links|^-e|^/|@", read(lock), re.MULTILINE)


def test_the_site_and_its_tests_run_on_the_same_versions():
    assert set(locked("requirements.lock")) - set(locked("requirements-dev.lock")) == set()


def test_nothing_is_installed_past_the_lock():
    installs = [line for line in read("Makefile").splitlines() if "pip install" in line]
    assert installs
    assert all("--require-hashes" in line for line in installs)
