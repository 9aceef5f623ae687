//! Numbers that look random and are the same on every machine.

/// A generator of the kind of Knuth's MMIX.
pub struct Random(u64);

impl Random {
    /// A generator of its own for each seed, however near two seeds are.
    pub fn new(seed: u64) -> Self {
        let mut random = Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5eed);
        random.below(2);
        random
    }

    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % bound
    }

    pub fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }

    /// One of a list whose first ones come up far more often than its last ones, as words do.
    pub fn pick_common<T: Clone>(&mut self, from: &[T]) -> T {
        let rank = from.len() * (1 + self.below(1000)) / 1000 * (1 + self.below(1000)) / 1000;
        from[rank.min(from.len() - 1)].clone()
    }
}
