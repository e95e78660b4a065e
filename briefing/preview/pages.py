"""What finished pages look like and what stands on them, read from a PDF with pdfium."""

from __future__ import annotations

import threading
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Final, NamedTuple

import pypdfium2
from pypdfium2 import raw

from briefing.preview.folding import Folded, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

PDFIUM: Final = threading.RLock()  # pdfium knows nothing of threads
_REACH: Final = 4.0  # points around a letter that still belong to it
_BEGINNINGS: Final = (120, 60, 30)  # characters of words that a page break cut in two


class Bookmark(NamedTuple):
    """A heading of a finished document.

    Attributes:
        title: Its words.
        level: 0 for the first level.
        page: The page it stands on, from 1.
    """

    title: str
    level: int
    page: int


class Picture(NamedTuple):
    """A page as pixels of four bytes: blue, green, red and one that says nothing."""

    width: int
    height: int
    stride: int
    data: bytes


class Area(NamedTuple):
    """A rectangle on a page, in points from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


class Place(NamedTuple):
    """Where words stand.

    Attributes:
        page: The page, from 1.
        start: Their first character on it.
        stop: The one after the last.
    """

    page: int
    start: int
    stop: int


class Pages:
    """The pages of a PDF; they may be asked for from any thread.

    Args:
        pdf: The bytes of the file.
    """

    def __init__(self, pdf: bytes) -> None:
        self._texts: dict[int, Folded] = {}
        with PDFIUM:
            self._document = pypdfium2.PdfDocument(pdf)
            self.sizes: tuple[tuple[float, float], ...] = tuple(
                self._document.get_page_size(index) for index in range(len(self._document))
            )

    def __enter__(self) -> Pages:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __del__(self) -> None:
        if hasattr(self, "_document"):
            self.close()  # not by pdfium's own finaliser, which would not wait for other threads

    def __len__(self) -> int:
        return len(self.sizes)

    def close(self) -> None:
        """Let go of the file."""
        with PDFIUM:
            self._document.close()

    def bookmarks(self) -> tuple[Bookmark, ...]:
        """Return the headings in their order, with their pages."""
        with PDFIUM:
            return tuple(self._bookmarks())

    def picture(self, page: int, width: int) -> Picture:
        """Return a page drawn so many pixels wide."""
        with PDFIUM, closing(self._document[page - 1]) as opened:
            scale = width / self.sizes[page - 1][0]
            with closing(opened.render(scale=scale, prefer_bgrx=True)) as drawn:
                return Picture(drawn.width, drawn.height, drawn.stride, bytes(drawn.buffer))

    def text(self, page: int) -> str:
        """Return the words of a page, line by line."""
        with self._opened(page) as text:
            words: str = text.get_text_range()
        return words.replace("\r\n", "\n")

    def read(self) -> None:
        """Read all words now, so that finding them later costs nothing."""
        for page in range(1, len(self) + 1):
            self._text(page)

    def find(self, words: str, pages: Iterable[int] | None = None) -> tuple[Place, ...]:
        """Return every place of words; case, kind of quotation mark and white space do not matter.

        Args:
            words: The words.
            pages: Where to look; None for all pages.
        """
        wanted = fold(words)
        if not wanted:
            return ()
        return tuple(
            Place(page, *span)
            for page in (pages if pages is not None else range(1, len(self) + 1))
            for span in self._text(page).find(wanted)
        )

    def find_beginning(self, words: str) -> tuple[Place, ...]:
        """Return every place of words, or of their beginning where a page break cuts them."""
        found = self.find(words)
        for length in _BEGINNINGS:
            if not found and len(words) > length:
                found = self.find(words[:length].rpartition(" ")[0])
        return found

    def areas(self, page: int, places: Iterable[Place]) -> tuple[Area, ...]:
        """Return the rectangles that words on a page fill, one for each line.

        Args:
            page: The page, from 1.
            places: Where words stand; those on other pages do not count.
        """
        height = self.sizes[page - 1][1]
        with self._opened(page) as text:
            boxes = [
                text.get_rect(number)
                for place in places
                if place.page == page
                for number in range(text.count_rects(place.start, place.stop - place.start))
            ]
        return tuple(
            _joined(
                Area(left, height - top, right, height - bottom)
                for left, bottom, right, top in boxes
            )
        )

    def character_at(self, page: int, left: float, top: float) -> int | None:
        """Return the character at a point, in points from the upper left corner, or None."""
        height = self.sizes[page - 1][1]
        with self._opened(page) as text:
            found: int | None = text.get_index(left, height - top, _REACH, _REACH)
        return found

    @contextmanager
    def _opened(self, page: int) -> Iterator[pypdfium2.PdfTextPage]:
        # both are closed here, not whenever they are collected: that might be in another thread
        with (
            PDFIUM,
            closing(self._document[page - 1]) as opened,
            closing(opened.get_textpage()) as text,
        ):
            yield text

    def _text(self, page: int) -> Folded:
        if page not in self._texts:
            with self._opened(page) as text:
                codes = [raw.FPDFText_GetUnicode(text, n) for n in range(text.count_chars())]
            self._texts[page] = Folded(codes)
        return self._texts[page]

    def _bookmarks(self) -> Iterator[Bookmark]:
        for item in self._document.get_toc():
            target = item.get_dest()
            index = target.get_index() if target is not None else None
            if index is not None:
                yield Bookmark(title=item.get_title(), level=item.level, page=index + 1)


def _joined(areas: Iterable[Area]) -> Iterator[Area]:
    """Yield areas that follow each other in one line as one."""
    last: Area | None = None
    for area in areas:
        if last is not None and _follows(last, area):
            last = Area(
                last.left,
                min(last.top, area.top),
                area.right,
                max(last.bottom, area.bottom),
            )
            continue
        if last is not None:
            yield last
        last = area
    if last is not None:
        yield last


def _follows(one: Area, other: Area) -> bool:
    middle = (other.top + other.bottom) / 2
    return one.top <= middle <= one.bottom and -_REACH <= other.left - one.right <= _REACH
