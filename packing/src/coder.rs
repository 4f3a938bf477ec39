//! An arithmetic coder for yes and no: the likelier what happens was thought to be, the fewer bits it
//! takes. Carryless, on 32 bits, with chances of 65,536.

/// Writes.
#[derive(Clone, Debug)]
pub(crate) struct Encoder {
    low: u32,
    high: u32,
    bytes: Vec<u8>,
}

/// Narrows the range to the part for a yes or a no.
#[inline]
fn middle(low: u32, high: u32, chance: u32) -> u32 {
    low + ((u64::from(high - low) * u64::from(chance.clamp(1, 65_535))) >> 16) as u32
}

impl Encoder {
    pub(crate) fn new() -> Encoder {
        Encoder {
            low: 0,
            high: u32::MAX,
            bytes: Vec::new(),
        }
    }

    #[inline]
    pub(crate) fn code(&mut self, yes: bool, chance: u32) {
        let middle = middle(self.low, self.high, chance);
        if yes {
            self.high = middle;
        } else {
            self.low = middle + 1;
        }
        while (self.low ^ self.high) >> 24 == 0 {
            self.bytes.push((self.high >> 24) as u8);
            self.low <<= 8;
            self.high = self.high << 8 | 0xff;
        }
    }

    /// The bytes, without zeros at the end: what reads them takes zeros for what isn't there.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        if self.low > 0 {
            for kept in 1..=4u32 {
                let end = self.high & (u32::MAX << (32 - 8 * kept));
                if end >= self.low {
                    let end = end.to_be_bytes();
                    self.bytes.extend(end.iter().take(kept as usize));
                    break;
                }
            }
        }
        while self.bytes.last() == Some(&0) {
            self.bytes.pop();
        }
        self.bytes
    }
}

/// Reads.
#[derive(Clone, Debug)]
pub(crate) struct Decoder {
    low: u32,
    high: u32,
    value: u32,
    bytes: Vec<u8>,
    at: usize,
}

impl Decoder {
    pub(crate) fn new(bytes: &[u8]) -> Decoder {
        let mut decoder = Decoder {
            low: 0,
            high: u32::MAX,
            value: 0,
            bytes: bytes.to_vec(),
            at: 0,
        };
        for _ in 0..4 {
            decoder.take();
        }
        decoder
    }

    fn take(&mut self) {
        let byte = self.bytes.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        self.value = self.value << 8 | u32::from(byte);
    }

    #[inline]
    pub(crate) fn code(&mut self, chance: u32) -> bool {
        let middle = middle(self.low, self.high, chance);
        let yes = self.value <= middle;
        if yes {
            self.high = middle;
        } else {
            self.low = middle + 1;
        }
        while (self.low ^ self.high) >> 24 == 0 {
            self.low <<= 8;
            self.high = self.high << 8 | 0xff;
            self.take();
        }
        yes
    }
}
