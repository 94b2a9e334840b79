//! Labels that do not cover each other, as far as that goes.

use super::paper::Rect;

/// Width of a letter as a part of the height of the type: on the safe side for the usual sans-serif faces.
const LETTER: f64 = 0.58;

/// The width of a text in millimetres.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().count() as f64 * size * LETTER
}

/// The beginning of a text that fits a width, with an ellipsis where something is cut.
pub(super) fn fitted(text: &str, size: f64, width_mm: f64) -> String {
    let most = (width_mm / (size * LETTER)).floor().max(1.0) as usize;
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}

/// What is taken on a map.
#[derive(Clone, Debug, Default)]
pub(super) struct Taken {
    boxes: Vec<Rect>,
}

impl Taken {
    /// Keeps a place free of labels.
    pub(super) fn take(&mut self, place: Rect) {
        self.boxes.push(place);
    }

    /// The best place for a text around a point: its middle, and how much it covers there.
    ///
    /// Eight places around the point are tried, the upper right one first; the one that covers least is taken.
    pub(super) fn place(&mut self, point: [f64; 2], away: f64, text: &str, size: f64, frame: &Rect) -> ([f64; 2], f64) {
        let (w, h) = (width(text, size), size);
        let (dx, dy) = (away + w / 2.0, away + h / 2.0);
        let around = [
            [dx, -h / 2.0],
            [dx, h / 2.0],
            [-dx, -h / 2.0],
            [-dx, h / 2.0],
            [0.0, -dy],
            [0.0, dy],
            [dx * 0.8, -dy],
            [-dx * 0.8, dy],
        ];
        let covered = |offset: &[f64; 2]| {
            let own = Rect::around([point[0] + offset[0], point[1] + offset[1]], w, h);
            let outside = w * h - own.overlap(frame);
            self.boxes.iter().map(|other| own.overlap(other)).sum::<f64>() + 4.0 * outside
        };
        let best = around.into_iter().map(|offset| (covered(&offset), offset)).min_by(|a, b| a.0.total_cmp(&b.0));
        let (covers, offset) = best.expect("there are eight places");
        let centre = [point[0] + offset[0], point[1] + offset[1]];
        self.take(Rect::around(centre, w, h));
        (centre, covers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_go_where_nothing_is() {
        let frame = Rect { x: 0.0, y: 0.0, w: 100.0, h: 100.0 };
        let mut taken = Taken::default();
        let places: Vec<_> = (0..8).map(|_| taken.place([50.0, 50.0], 1.0, "12", 3.0, &frame)).collect();
        assert!(places.iter().take(4).all(|(_, covers)| *covers < 1e-9), "{places:?}");
        let mut corner = Taken::default();
        let ([x, y], covers) = corner.place([99.0, 1.0], 1.0, "123", 3.0, &frame);
        assert!(covers < 1e-9 && x < 99.0 && y > 1.0, "{x} {y} {covers}");
    }

    #[test]
    fn long_texts_are_cut() {
        assert_eq!(fitted("SDN 01", 2.0, 50.0), "SDN 01");
        assert_eq!(fitted(&"x".repeat(10_000), 2.0, 12.0).chars().count(), 10);
    }
}
