"""Where a place in the page's own space is on the page as it is seen: turned, cut out, moved, boxes upside down or
beyond the sheet."""

import ctypes

from pypdfium2 import raw

FINE = 100  # steps to a point in which PDFium is asked: it speaks of whole pixels


class Sheet:
    """PDFium says once how it lays the page down, the rest is arithmetic: a page of a table has a thousand places."""

    def __init__(self, page):
        self.width, self.height = page.get_size()
        across, down = round(self.width * FINE), round(self.height * FINE)
        if across < 1 or down < 1:
            raise ValueError("a page without a surface")

        def in_page(column, row):
            x, y = ctypes.c_double(), ctypes.c_double()
            raw.FPDF_DeviceToPage(page, 0, 0, across, down, 0, column, row, ctypes.byref(x), ctypes.byref(y))
            return x.value, y.value

        self._x, self._y = in_page(0, 0)
        (right_x, right_y), (down_x, down_y) = in_page(across, 0), in_page(0, down)
        a, b = (right_x - self._x) / self.width, (right_y - self._y) / self.width
        c, d = (down_x - self._x) / self.height, (down_y - self._y) / self.height
        whole = a * d - b * c
        if not whole:
            raise ValueError("a page laid down on its edge")
        self._across, self._down = (d / whole, -c / whole), (-b / whole, a / whole)

    def seen(self, rectangle):
        """(left, top, right, bottom) in points from the top left corner, of (left, bottom, right, top) in the page's
        own space."""
        left, bottom, right, top = rectangle
        x1, y1 = self._at(left, bottom)
        x2, y2 = self._at(right, top)
        return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)

    def _at(self, x, y):
        x, y = x - self._x, y - self._y
        return x * self._across[0] + y * self._across[1], x * self._down[0] + y * self._down[1]

    def place(self, box):
        """{x, y, w, h} of a seen box, in fractions of the page."""
        left, top, right, bottom = box
        return {
            "x": _fraction(left, self.width),
            "y": _fraction(top, self.height),
            "w": _fraction(right - left, self.width),
            "h": _fraction(bottom - top, self.height),
        }


def _fraction(length, whole):
    return round(min(1.0, max(0.0, length / whole)), 5)
