"""Fingers on a tablet, as the browser itself hears them."""

import time


class Finger:
    def __init__(self, page):
        self.page = page
        self._line = page.context.new_cdp_session(page)

    def swipe(self, start, end, steps=6):
        """From one point (x, y) to another within a tenth of a second."""
        self._touch("touchStart", start)
        for step in range(1, steps + 1):
            part = step / steps
            self._touch("touchMove", [a + (b - a) * part for a, b in zip(start, end, strict=True)])
            time.sleep(0.015)
        self._line.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def tap_twice(self, point):
        for _ in range(2):
            self._touch("touchStart", point)
            self._line.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def _touch(self, kind, point):
        points = [{"x": point[0], "y": point[1]}]
        self._line.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    def pinch(self, middle, start, end, steps=8):
        """Two fingers, `start` pixels apart at first, `end` at last."""
        for kind, apart in [
            ("touchStart", start),
            *(("touchMove", start + (end - start) * step / steps) for step in range(1, steps + 1)),
        ]:
            points = [{"x": middle[0] + side * apart / 2, "y": middle[1]} for side in (-1, 1)]
            self._line.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        self._line.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
