//! How much memory the rows of a file take, and will take: who reads stops before there is none.

use super::file::File;
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::text::Text;

/// Every so many bytes of the file it is looked at.
const STRIDE: u64 = 1 << 20;
/// From so many bytes on it is foreseen what the rest will take.
const FORESEEN: u64 = 1 << 23;

/// The memory that a file may take.
pub(super) struct Room {
    /// How many bytes the file has, where that is known.
    size: Option<u64>,
    /// How many bytes of memory its rows may take.
    pub(super) most: u64,
    /// How far it was read when it was last looked at, and where its memory was half of that way.
    seen: u64,
    half: (u64, u64),
}

impl Room {
    pub(super) fn new(size: Option<u64>) -> Room {
        Room { size, most: u64::MAX, seen: 0, half: (0, 0) }
    }

    /// The file is read from the start.
    pub(super) fn again(&mut self) {
        *self = Room { seen: 0, half: (0, 0), ..*self };
    }

    /// Looks at a file of which so many bytes are read, and makes room for more rows.
    pub(super) fn look(&mut self, file: &mut File, bytes: u64) -> Result<()> {
        if bytes - self.seen < STRIDE && self.seen > 0 {
            return Ok(());
        }
        self.seen = bytes;
        let (takes, left) = (file.memory(), self.size.map_or(0, |size| size.saturating_sub(bytes)));
        let rows = file.lines.len() as u64;
        let further = |all: u64| (u128::from(all) * u128::from(left) / u128::from(bytes.max(1))) as u64;
        if bytes >= 2 * self.half.0.max(FORESEEN / 2) {
            // What the second half of the way took, the rest will take.
            let (before, took) = self.half;
            let more = u128::from(takes.saturating_sub(took)) * u128::from(left) / u128::from((bytes - before).max(1));
            let needs = takes + more as u64;
            self.half = (bytes, takes);
            if needs > self.most {
                return Err(self.too_large(rows, bytes, needs));
            }
        }
        // With the file's size known the columns are made in one piece.
        let more = self.size.map_or(rows / 2, |_| further(rows) + further(rows) / 50);
        if takes > self.most || !file.reserve(more as usize) {
            return Err(self.too_large(rows, bytes, takes + further(takes)));
        }
        Ok(())
    }

    fn too_large(&self, rows: u64, bytes: u64, needs: u64) -> Error {
        let megabytes = |bytes: u64| bytes.div_ceil(1_000_000);
        let share = self.size.map_or(0, |size| 100 * bytes / size.max(1));
        let (needs, has) = (megabytes(needs), megabytes(self.most));
        Error::new(
            Code::TooLarge,
            &format!("row {rows}"),
            Text::new(
                format!("文件太大：读到{share}%（{rows}行）时估计，读完需要内存约 {needs} MB，这里最多 {has} MB。"),
                format!("The file is too large: at {share} % ({rows} rows) it is foreseen to need about {needs} MB of memory, and there are {has} MB here."),
            ),
            by_sql(),
        )
    }
}

/// What to do with a file that is too large.
pub(super) fn by_sql() -> Text {
    Text::new(
        "请保存方案，转为 SQL 由数据库计算：innodex table plan.json 文件 --sql（文件可以是含全部写法的样本），或 Python 的 innodex.table(plan, connection=...)；也可先删去不需要的列。",
        "Save the plan and let a database do it, as SQL: innodex table plan.json FILE --sql (a sample in which every word stands will do), or innodex.table(plan, connection=...) in Python. Or take out columns that are not needed.",
    )
}
