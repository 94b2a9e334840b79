//! How much work the plan of one group may be, counted in steps and pairs: the same input is refused at the same place on every machine.

/// The most arcs of one group, so that memory is bounded: 8 bytes each.
pub(super) const MAX_ARCS: usize = 150_000_000;

/// The most steps of one group: looks at an arc, an exchange or the head of a queue. That is some tens of seconds.
///
/// The hardest standard case, a country where demand is about supply, takes a twentieth.
pub(super) const MAX_STEPS: u64 = 20_000_000_000;

/// The work passed a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TooLarge {
    /// Pairs of school and hub to look at.
    Pairs,
    /// Steps.
    Steps,
}

/// Counts the steps of one group.
#[derive(Clone, Copy, Debug)]
pub(super) struct Effort {
    left: u64,
}

impl Effort {
    pub(super) fn new() -> Self {
        Self { left: MAX_STEPS }
    }

    /// The steps that are left.
    pub(super) fn left(&self) -> u64 {
        self.left
    }

    /// Counts some steps.
    ///
    /// # Errors
    /// [`TooLarge::Steps`] when there have been more than [`MAX_STEPS`].
    pub(super) fn spend(&mut self, steps: usize) -> Result<(), TooLarge> {
        self.left = self.left.checked_sub(steps as u64).ok_or(TooLarge::Steps)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_step_after_the_last_one_is_refused() {
        let mut effort = Effort::new();
        effort.left = 3;
        assert_eq!(effort.spend(2), Ok(()));
        assert_eq!(effort.spend(1), Ok(()));
        assert_eq!(effort.spend(1), Err(TooLarge::Steps));
    }
}
