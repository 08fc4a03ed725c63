//! What the tests of workbooks share.
#![allow(dead_code)] // every test file uses some of it

/// Rows of cells; NA and nothing are none.
pub fn rows(csv: &[u8]) -> Vec<Vec<Option<String>>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv);
    let cell = |cell: &str| Some(cell.to_owned()).filter(|cell| !cell.is_empty() && cell != "NA");
    reader.records().map(|row| row.unwrap().iter().map(cell).collect()).collect()
}

/// Numbers that are the same every time (splitmix64).
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % most as u64) as usize
    }
}
