"""A theme's folders: which ones there are, a digest of what they hold, and what in a teacher's own nothing uses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from hashlib import blake2b
from pathlib import Path

from worksheetgen.english import one_of
from worksheetgen.errors import InvalidInput, Place, Problem, too_large
from worksheetgen.resources import THEME_FILE, themes
from worksheetgen.schema_line import without_schema_line
from worksheetgen.system.files import read_file, remedy_for
from worksheetgen.typesetting.theme import theme_facts, theme_styles

TEMPLATE = ".xml.j2"
READ = (".j2", ".yaml", ".yml")
"""How the files end that a teacher means to be read."""
LARGEST_OF_A_THEME = 200_000
"""The most bytes of a theme's file and of a template: the longest bundled one has a tenth of it."""
_QUOTED = re.compile(r"""["']([^"'\s<>{}]+)["']""")


def theme_folders(own: Path | None, name: str, bundled: Path, place: Place) -> tuple[Path, ...]:
    """The folders of a theme, the most particular first: the teacher's own, the named one, what these extend.

    `bundled` holds the themes by name; `place` is where the name was written. Raises InvalidInput for a name that
    there is no theme of, for a mistake in the teacher's theme.yaml, and for what in the own folder nothing uses, cannot
    be read, or is larger than any file of a theme.
    """
    if own is None:
        return _chain(None, name, bundled, place)
    if unfit := [*_unfit_files(own)]:  # before anything is made of any of them
        raise InvalidInput(unfit)
    problems = [*_unused_files(own, bundled)]
    folders: tuple[Path, ...] = ()
    try:
        folders = _chain(own, name, bundled, place)
        problems += _unused_styles(own, bundled)
    except InvalidInput as error:
        problems += error.problems
    if problems:
        raise InvalidInput(problems)
    return folders


def theme_digest(folders: Sequence[Path]) -> str:
    """A digest of a theme's folders, in 32 hexadecimal digits: of their templates and settings, wherever they lie.

    The line that names a file's schema to an editor does not count.
    """
    hasher = blake2b(digest_size=16)
    for folder in folders:
        for path in sorted(_read_files(folder)):
            name, content = path.relative_to(folder).as_posix().encode(), path.read_bytes()
            if path.suffix == ".yaml":
                content = without_schema_line(content)
            hasher.update(b"%d:%s%d:%s" % (len(name), name, len(content), content))
        hasher.update(b"/")
    return hasher.hexdigest()


def _read_files(folder: Path) -> Iterator[Path]:
    """The files of a theme's folder that are read, or are meant to be."""
    return (path for path in folder.rglob("*") if path.suffix in READ and path.is_file())


def _unfit_files(own: Path) -> Iterator[Problem]:
    """Files that cannot be read, or have more bytes than anybody writes."""
    for path in _read_files(own):
        try:
            content = read_file(path, LARGEST_OF_A_THEME)
        except OSError as error:
            what = f"The file cannot be read: {error.strerror}."
            yield Problem(Place(str(path)), what, remedy_for(error, "Check its permissions."))
        else:
            if len(content) > LARGEST_OF_A_THEME:
                yield too_large(Place(str(path)), "The file", LARGEST_OF_A_THEME)


def _chain(own: Path | None, name: str, bundled: Path, place: Place) -> tuple[Path, ...]:
    """The folders, each followed by what it extends."""
    folders = [own] if own else []
    following, asked = (_extends(own) if own else None) or (name, place)
    while following:
        known = themes(bundled)
        folder = known.get(following)
        if folder is None or folder in folders:
            what = f"There is no theme “{following}”, or it extends itself."
            raise InvalidInput([Problem(asked, what, one_of(following, [*known]))])
        folders.append(folder)
        following, asked = _extends(folder) or ("", place)
    return tuple(folders)


def _extends(folder: Path) -> tuple[str, Place] | None:
    """The theme that a folder's theme.yaml changes, and where it says so; None where it says nothing."""
    path = folder / THEME_FILE
    facts = theme_facts(path) if path.is_file() else None
    return (facts.extends, facts.place) if facts and facts.extends else None


# ---- what nothing uses ---------------------------------------------------------------------------


def _unused_files(own: Path, bundled: Path) -> Iterator[Problem]:
    """Files that are neither theme.yaml, nor called as a bundled template, nor included by a template beside them."""
    known = {THEME_FILE, *(name for theme in themes(bundled).values() for name in _templates(theme))}
    shared = {f"{Path(name).parent.as_posix()}/" for name in known}
    said = _said(own)
    opened = tuple(word for word in said if word.endswith("/") and word not in shared)
    for path in sorted(_read_files(own)):
        name = path.relative_to(own).as_posix()
        included = name.removesuffix(TEMPLATE) in said or (opened and name.startswith(opened))
        if name in known or name.startswith(".") or "/." in name or (name.endswith(TEMPLATE) and included):
            continue
        close = get_close_matches(name, sorted(known), 1)
        meant = f"Did you mean ‘{close[0]}’? Rename it" if close else "Include it in a template of the theme"
        yield Problem(Place(str(path)), "Nothing uses this file.", f"{meant}, or take it out of the folder.")


def _unused_styles(own: Path, bundled: Path) -> Iterator[Problem]:
    """Styles that neither a bundled theme has nor a template of the own folder names."""
    path = own / THEME_FILE
    if not path.is_file():
        return
    known, styles = theme_styles([*themes(bundled).values()]), theme_facts(path).styles
    for name in sorted(styles.keys() - known - _said(own)):
        what = f"No template uses the style ‘{name}’."
        yield Problem(styles[name], what, one_of(name, sorted(known)))


def _templates(folder: Path) -> list[str]:
    """The names of a folder's templates, as files."""
    names = (path.relative_to(folder).as_posix() for path in _read_files(folder))
    return sorted(name for name in names if name.endswith(TEMPLATE))


def _said(folder: Path) -> frozenset[str]:
    """What a folder's templates have in quotes: the templates that they include and their styles are among it."""
    texts = ((folder / name).read_text(encoding="utf-8", errors="replace") for name in _templates(folder))
    return frozenset(word for text in texts for word in _QUOTED.findall(text))
