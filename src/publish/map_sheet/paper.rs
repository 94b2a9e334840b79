//! The paper of a map sheet and where things stand on it, in millimetres.

/// A paper size, in the way it is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Paper {
    /// Width in millimetres.
    pub(super) width: u16,
    /// Height in millimetres.
    pub(super) height: u16,
}

impl Paper {
    /// A4, the long side up or across.
    #[must_use]
    pub(super) fn a4(portrait: bool) -> Self {
        Self::of(210, 297, portrait)
    }

    /// A3, the long side up or across.
    #[must_use]
    pub(super) fn a3(portrait: bool) -> Self {
        Self::of(297, 420, portrait)
    }

    fn of(short: u16, long: u16, portrait: bool) -> Self {
        if portrait { Self { width: short, height: long } } else { Self { width: long, height: short } }
    }

    pub(super) fn is_portrait(self) -> bool {
        self.height > self.width
    }
}

/// A rectangle in millimetres, y downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rect {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) w: f64,
    pub(super) h: f64,
}

impl Rect {
    pub(super) fn around(centre: [f64; 2], w: f64, h: f64) -> Self {
        Self { x: centre[0] - w / 2.0, y: centre[1] - h / 2.0, w, h }
    }

    pub(super) fn right(&self) -> f64 {
        self.x + self.w
    }

    pub(super) fn bottom(&self) -> f64 {
        self.y + self.h
    }

    pub(super) fn holds(&self, [x, y]: [f64; 2]) -> bool {
        (self.x..=self.right()).contains(&x) && (self.y..=self.bottom()).contains(&y)
    }

    /// The area that two rectangles share.
    pub(super) fn overlap(&self, other: &Self) -> f64 {
        let w = self.right().min(other.right()) - self.x.max(other.x);
        let h = self.bottom().min(other.bottom()) - self.y.max(other.y);
        w.max(0.0) * h.max(0.0)
    }
}

/// Blank around everything: printers need it.
const MARGIN: f64 = 10.0;
/// Height of the title.
const TITLE: f64 = 13.0;
/// Height of the line of provenance.
const FOOT: f64 = 9.0;
/// Width of the column beside the map, and height of the strip below it.
const COLUMN: f64 = 62.0;
const STRIP: f64 = 68.0;
/// Room for the degrees outside the map's frame.
const DEGREES: f64 = 4.0;

/// Where the parts of a sheet stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    pub(super) title: Rect,
    pub(super) map: Rect,
    pub(super) side: Rect,
    pub(super) foot: Rect,
}

impl Layout {
    pub(super) fn new(paper: Paper) -> Self {
        let (width, height) = (f64::from(paper.width), f64::from(paper.height));
        let (inner, top, bottom) = (width - 2.0 * MARGIN, MARGIN + TITLE, height - MARGIN - FOOT);
        let title = Rect { x: MARGIN, y: MARGIN, w: inner, h: TITLE };
        let foot = Rect { x: MARGIN, y: bottom, w: inner, h: FOOT };
        let (map, side) = if paper.is_portrait() {
            let map = Rect { x: MARGIN, y: top, w: inner, h: bottom - top - STRIP };
            (map, Rect { x: MARGIN, y: map.bottom(), w: inner, h: STRIP })
        } else {
            let map = Rect { x: MARGIN, y: top, w: inner - COLUMN, h: bottom - top };
            (map, Rect { x: map.right(), y: top, w: COLUMN, h: map.h })
        };
        let gap = 4.0;
        let side = if paper.is_portrait() {
            Rect { y: side.y + gap, h: side.h - gap, ..side }
        } else {
            Rect { x: side.x + gap, w: side.w - gap, ..side }
        };
        let map = Rect { x: map.x + DEGREES, y: map.y + DEGREES, w: map.w - 2.0 * DEGREES, h: map.h - 2.0 * DEGREES };
        Self { title, map, side, foot }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_fill_the_paper_without_touching() {
        for paper in [Paper::a4(false), Paper::a4(true), Paper::a3(false), Paper::a3(true)] {
            let Layout { title, map, side, foot } = Layout::new(paper);
            let parts = [title, map, side, foot];
            for (at, one) in parts.iter().enumerate() {
                assert!(one.x >= MARGIN && one.y >= MARGIN, "{paper:?}: {one:?}");
                assert!(one.right() <= f64::from(paper.width) - MARGIN + 1e-9, "{paper:?}: {one:?}");
                assert!(one.bottom() <= f64::from(paper.height) - MARGIN + 1e-9, "{paper:?}: {one:?}");
                assert!(parts[at + 1..].iter().all(|other| one.overlap(other) < 1e-9), "{paper:?}: {one:?}");
            }
            assert!(map.w * map.h > 0.4 * f64::from(paper.width) * f64::from(paper.height));
        }
    }
}
