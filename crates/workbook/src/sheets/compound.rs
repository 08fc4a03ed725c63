//! Compound files (MS-CFB): streams in one file, as XLS and workbooks with a password are kept.

use super::package::damaged;
use innodex_panel::error::Result;

const END: u32 = 0xffff_fffe;
/// Streams smaller than this are kept in small sectors.
const SMALL: u64 = 4096;

struct Entry {
    name: String,
    stream: bool,
    root: bool,
    start: u32,
    size: u64,
}

/// A file of streams.
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    /// The size of a sector, as a power of 2.
    shift: u32,
    /// Which sector follows each.
    next: Vec<u32>,
    next_small: Vec<u32>,
    entries: Vec<Entry>,
    small: Vec<u8>,
}

impl<'a> Compound<'a> {
    /// # Errors
    /// `unknown_form` where it is damaged or cut off.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Compound<'a>> {
        Compound::parse(bytes).ok_or_else(|| damaged(""))
    }

    fn parse(bytes: &'a [u8]) -> Option<Compound<'a>> {
        let shift = u32::from(u16_at(bytes, 30)?);
        if !matches!(shift, 9 | 12) {
            return None;
        }
        let mut file =
            Compound { bytes, shift, next: Vec::new(), next_small: Vec::new(), entries: Vec::new(), small: Vec::new() };
        for sector in file.tables()? {
            let table = file.sector(sector)?;
            file.next
                .extend(table.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]])));
        }
        let directory = file.chain(u32_at(bytes, 48)?, u64::MAX)?;
        file.entries = directory.chunks_exact(128).filter_map(|entry| file.entry(entry)).collect();
        let small = file.chain(u32_at(bytes, 60)?, u64::MAX).unwrap_or_default();
        file.next_small =
            small.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect();
        if let Some(root) = file.entries.iter().find(|entry| entry.root) {
            file.small = file.chain(root.start, root.size).unwrap_or_default();
        }
        Some(file)
    }

    /// The sectors of the table that says which sector follows which.
    fn tables(&self) -> Option<Vec<u32>> {
        let most = self.bytes.len() >> self.shift;
        let mut sectors: Vec<u32> =
            (0..109).map_while(|at| u32_at(self.bytes, 76 + 4 * at)).filter(|s| *s < END - 1).collect();
        let mut further = u32_at(self.bytes, 68)?;
        let per_sector = (1_usize << self.shift) / 4 - 1;
        let mut seen = 0;
        while further < END - 1 {
            seen += 1;
            let table = self.sector(further)?;
            sectors.extend((0..per_sector).filter_map(|at| u32_at(table, 4 * at)).filter(|s| *s < END - 1));
            further = u32_at(table, 4 * per_sector)?;
            if seen > most || sectors.len() > most {
                return None;
            }
        }
        (sectors.len() <= most).then_some(sectors)
    }

    fn sector(&self, at: u32) -> Option<&'a [u8]> {
        let begin = (at as usize).checked_add(1)?.checked_mul(1 << self.shift)?;
        // The last one may be cut short.
        let end = begin.checked_add(1 << self.shift)?.min(self.bytes.len());
        self.bytes.get(begin..end).filter(|sector| !sector.is_empty())
    }

    /// The bytes of a chain of sectors, up to a size.
    fn chain(&self, start: u32, size: u64) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut at = start;
        let mut steps = 0;
        while at < END - 1 && (bytes.len() as u64) < size {
            bytes.extend_from_slice(self.sector(at)?);
            at = *self.next.get(at as usize)?;
            steps += 1;
            if steps > self.next.len() || bytes.len() > self.bytes.len() {
                return None;
            }
        }
        if size != u64::MAX {
            if (bytes.len() as u64) < size {
                return None;
            }
            bytes.truncate(size as usize);
        }
        Some(bytes)
    }

    fn entry(&self, entry: &[u8]) -> Option<Entry> {
        let length = usize::from(u16_at(entry, 64)?).min(64);
        let units: Vec<u16> =
            entry[..length.saturating_sub(2)].chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]])).collect();
        let kind = entry[66];
        let high = if self.shift == 9 { 0 } else { u64::from(u32_at(entry, 124)?) << 32 };
        let size = u64::from(u32_at(entry, 120)?) | high;
        (kind != 0).then(|| Entry {
            name: String::from_utf16_lossy(&units),
            stream: kind == 2,
            root: kind == 5,
            start: u32_at(entry, 116).unwrap_or(END),
            size,
        })
    }

    /// The names of the streams and folders.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.name.as_str())
    }

    /// A stream by its name; none where there is no such.
    ///
    /// # Errors
    /// `unknown_form` where it is cut off.
    pub(super) fn stream(&self, name: &str) -> Result<Option<Vec<u8>>> {
        let Some(entry) = self.entries.iter().find(|entry| entry.stream && entry.name.eq_ignore_ascii_case(name))
        else {
            return Ok(None);
        };
        let bytes = if entry.size < SMALL { self.small_chain(entry) } else { self.chain(entry.start, entry.size) };
        bytes.map(Some).ok_or_else(|| damaged(name))
    }

    fn small_chain(&self, entry: &Entry) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut at = entry.start;
        while (bytes.len() as u64) < entry.size {
            let begin = (at as usize).checked_mul(64)?;
            let end = begin.checked_add(64)?.min(self.small.len());
            bytes.extend_from_slice(self.small.get(begin..end).filter(|piece| !piece.is_empty())?);
            at = *self.next_small.get(at as usize)?;
        }
        bytes.truncate(entry.size as usize);
        Some(bytes)
    }
}

/// Two bytes as a number, the low one first.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes([two[0], two[1]]))
}

/// Four bytes as a number.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

/// Eight bytes as a number with a point.
pub(super) fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    let eight = bytes.get(at..at.checked_add(8)?)?;
    Some(f64::from_le_bytes(eight.try_into().ok()?))
}
