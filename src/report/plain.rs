//! A line as it is matched: full-width forms as ASCII, traditional characters as simplified ones, one character for each.

use std::sync::OnceLock;

/// Traditional characters of the vocabulary, each before its simplified form.
const TRADITIONAL: &str = "億亿萬万個个項项場场家家戶户輛辆臺台條条種种類类級级處处幾几餘余約约達达過过對对\
    億亿兩两參叁貳贰陸陆圓元員员數数長长漲涨減减擴扩縮缩幅幅計计積积認认設设備备獲获獎奖\
    體体實实現现產产業业總总額额資资經经費费財财政政稅税務务術术創创區区縣县國国聯联\
    與与為为於于從从佔占較较環环預预將将爭争確确標标劃划擬拟應应單单價价農农鄉乡鎮镇\
    萬万寫写專专轉转換换錢钱構构廣广劑剂檢检測测組组織织機机關关開开發发進进選选當当\
    評评級级規规據据職职業业記记說说議议論论許许證证讀读調调談谈請请謝谢識识講讲譽誉\
    築筑結结給给統统維维綠绿網网練练縱纵繼继續续歲岁歷历曆历變变動动勞劳務务勵励勢势\
    雙双圖图團团圍围園园壓压處处備备復复復复學学導导層层屬属島岛師师帶带幣币幫帮廠厂\
    強强彈弹後后從从徵征恆恒戰战戶户損损據据擁拥擇择擊击擔担攬揽攝摄敗败時时會会條条\
    樓楼樂乐樹树權权橋桥檔档檯台歐欧殺杀氣气漢汉滿满準准溫温滾滚災灾無无爾尔狀状獨独\
    環环畫画異异療疗盡尽監监盤盘眾众睏困礎础禮礼種种稱称穩稳窮穷競竞筆笔節节範范籌筹\
    糧粮緊紧線线編编緩缓縣县總总績绩聲声聽听職职腦脑臨临舉举舊旧藝艺藥药處处號号術术\
    衛卫補补裝装製制見见規规視视覽览觀观觸触訂订訓训託托設设訪访評评詞词試试詢询該该\
    詳详誌志認认誘诱語语誤误課课諮咨諾诺謀谋購购負负貢贡責责貨货販贩貫贯買买貸贷貿贸\
    賀贺賃赁資资賓宾賞赏賠赔賢贤質质賬账賴赖賺赚贏赢趕赶趨趋跡迹車车軌轨軍军軟软載载\
    輔辅輕轻輪轮輸输轄辖辦办農农連连週周遊游運运過过違违遞递遠远適适遷迁選选邊边郵邮\
    鄰邻釋释鋼钢錄录鍵键鎖锁鏈链鐵铁鑒鉴閉闭間间閱阅陽阳陣阵陳陈際际隊队階阶隨随險险\
    隱隐雜杂離离難难電电靈灵響响頁页項项順顺須须預预領领頭头題题額额願愿類类顯显風风\
    養养館馆馬马駐驻驗验體体點点齊齐齡龄";

/// The first character of the table, and how many there are: the unified ideographs.
const FIRST: u32 = 0x4e00;
const LAST: u32 = 0x9fff;

/// For every ideograph its simplified form, as an offset; zero where it stays.
fn simplified() -> &'static [u16] {
    static TABLE: OnceLock<Vec<u16>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = vec![0; (LAST - FIRST + 1) as usize];
        let mut pairs = TRADITIONAL.chars().filter(|c| !c.is_whitespace());
        while let (Some(from), Some(to)) = (pairs.next(), pairs.next()) {
            if let Some(place) = (from as u32).checked_sub(FIRST).and_then(|at| table.get_mut(at as usize)) {
                *place = to as u32 as u16;
            }
        }
        table
    })
}

/// A character as it is matched.
fn plain(c: char, table: &[u16]) -> char {
    match c as u32 {
        0..=0x1f => ' ',
        0x20..=0x7f => c,
        code @ FIRST..=LAST => match table[(code - FIRST) as usize] {
            0 => c,
            simple => char::from_u32(u32::from(simple)).unwrap_or(c),
        },
        // Full-width forms of ASCII; not the tilde's neighbours.
        code @ 0xff01..=0xff5e => char::from_u32(code - 0xfee0).unwrap_or(c),
        0xa0 | 0xfeff | 0x3000 | 0x2002..=0x200a => ' ',
        0x2010..=0x2015 | 0x2212 | 0x2500 => '-',
        0x301c | 0x223c => '~',
        0x2236 => ':',
        0x3014 | 0x3010 => '[',
        0x3015 | 0x3011 => ']',
        0x201c | 0x201d | 0x300c | 0x300d | 0x300e | 0x300f => c,
        0xffe5 => '¥',
        0x3007 => '零',
        _ => c,
    }
}

/// Whether a character is part of a word. (std's tables of all letters are kilobytes of a module.)
pub(super) fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '\u{c0}'..='\u{24f}' | '\u{370}'..='\u{52f}' | '\u{3041}'..='\u{318f}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// A line as it is written, and as it is matched.
#[derive(Default)]
pub(super) struct Line {
    /// As it is written.
    pub written: Vec<char>,
    /// As it is matched, character by character.
    pub plain: Vec<char>,
    /// Whether a character stands in a title 《》, or in a short quotation that is a name.
    pub named: Vec<bool>,
    /// Where characters stand that are two units of UTF-16.
    wide: Vec<usize>,
}

/// Characters of a quotation that is a name: “四个一批”.
const LONGEST_NAME: usize = 12;

impl Line {
    /// Takes the place of the line before, in its storage.
    pub(super) fn set(&mut self, text: &str) {
        let table = simplified();
        self.written.clear();
        self.written.extend(text.chars());
        self.wide.clear();
        let wide = self.written.iter().enumerate().filter(|(_, c)| c.len_utf16() > 1);
        self.wide.extend(wide.map(|(at, _)| at));
        self.plain.clear();
        self.plain.extend(self.written.iter().map(|c| plain(*c, table)));
        self.named.clear();
        self.named.resize(self.written.len(), false);
        self.mark('《', '》', usize::MAX);
        self.mark('“', '”', LONGEST_NAME);
        self.mark('「', '」', LONGEST_NAME);
        self.mark('"', '"', LONGEST_NAME);
    }

    /// Marks what stands between two characters, of the outermost pair, where it is no longer than `most`.
    fn mark(&mut self, open: char, close: char, most: usize) {
        let mut begun: Option<(usize, usize)> = None;
        for at in 0..self.plain.len() {
            let c = self.plain[at];
            begun = match begun {
                Some((from, 0)) if c == close => {
                    if at - from <= most.saturating_add(1) {
                        self.named[from..at].fill(true);
                    }
                    None
                }
                Some((from, depth)) if c == close => Some((from, depth - 1)),
                Some((from, depth)) if c == open => Some((from, depth + 1)),
                None if c == open => Some((at, 0)),
                other => other,
            };
        }
    }

    /// What is written there.
    pub(super) fn text(&self, from: usize, to: usize) -> String {
        self.written[from.min(self.written.len())..to.min(self.written.len())].iter().collect()
    }

    /// What is written there, with full-width forms as ASCII.
    pub(super) fn half_width(&self, from: usize, to: usize) -> String {
        let both = self.plain.iter().zip(&self.written).take(to).skip(from);
        both.map(|(plain, written)| if plain.is_ascii() { *plain } else { *written }).collect()
    }

    /// How many units of UTF-16 stand before a character.
    pub(super) fn utf16(&self, at: usize) -> usize {
        at + self.wide.partition_point(|wide| *wide < at)
    }

    /// The character there as it is matched; a line break outside of the line.
    pub(super) fn at(&self, at: usize) -> char {
        self.plain.get(at).copied().unwrap_or('\n')
    }

    /// The character before.
    pub(super) fn before(&self, at: usize) -> char {
        at.checked_sub(1).map_or('\n', |at| self.at(at))
    }

    /// Whether a word stands there.
    pub(super) fn has(&self, at: usize, word: &str) -> bool {
        word.chars().enumerate().all(|(i, c)| self.at(at + i) == c)
    }

    /// The first of some words that stands there, and where it ends.
    pub(super) fn any<'a>(&self, at: usize, words: &[&'a str]) -> Option<(&'a str, usize)> {
        words.iter().find(|word| self.has(at, word)).map(|word| (*word, at + word.chars().count()))
    }

    /// The first of some words that ends there, and where it begins.
    pub(super) fn any_before<'a>(&self, end: usize, words: &[&'a str]) -> Option<(&'a str, usize)> {
        let last = self.before(end);
        words.iter().filter(|word| word.ends_with(last)).find_map(|word| {
            let start = end.checked_sub(word.chars().count())?;
            self.has(start, word).then_some((*word, start))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Line;

    fn line(text: &str) -> Line {
        let mut line = Line::default();
        line.set(text);
        line
    }

    #[test]
    fn forms_are_matched_as_one() {
        let plain: String = line("１２．５％，億萬個（家）—〔號〕").plain.iter().collect();
        assert_eq!(plain, "12.5%,亿万个(家)-[号]");
    }

    #[test]
    fn names_are_marked_and_what_is_not_closed_is_not() {
        let named = |text: &str| line(text).named.iter().filter(|named| **named).count();
        assert_eq!(named("《a《b》c》d"), 6);
        assert_eq!(named("《a《b》c"), 0);
        assert_eq!(named("“四个一批”"), 5);
        assert_eq!(named("“这一句话很长很长很长很长很长”"), 0);
    }
}
