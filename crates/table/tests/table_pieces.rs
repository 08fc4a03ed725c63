//! Files read in pieces: whatever the pieces, the file is the same as read in one go; what would take too much memory stops early; hostile files take bounded time and memory.

use crate::common::faults::assert_fault;
use innodex::{Code, Error};
use innodex_table::{File, Next, Plan, Reader};
use proptest::prelude::*;

/// A file in pieces of these sizes, over and over, held as a whole only below some bytes.
fn in_pieces(bytes: &[u8], sizes: &[usize], whole_below: usize) -> Result<File, Error> {
    let mut reader = Reader::new("t.csv", Some(bytes.len() as u64)).whole_below(whole_below);
    'pass: loop {
        let (mut at, mut turn) = (0, 0);
        while at < bytes.len() {
            let end = bytes.len().min(at + sizes[turn % sizes.len()]);
            if let Next::Again = reader.push(&bytes[at..end])? {
                continue 'pass;
            }
            (at, turn) = (end, turn + 1);
        }
        if let Next::Go(file) = reader.end()? {
            return Ok(file);
        }
    }
}

/// Everything about a file or its refusal.
fn whole(file: &Result<File, Error>) -> String {
    match file {
        Ok(file) => format!("{:?} {:?}", file.cells(), file.understand(&Plan::from_json("{}").unwrap())),
        Err(error) => format!("{error:?}"),
    }
}

/// A text in an encoding, with its mark where it needs one.
fn encoded(label: &str, text: &str) -> Vec<u8> {
    match label {
        "utf-16le" => [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
        "utf-16be" => [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect(),
        "marked" => format!("\u{feff}{text}").into_bytes(),
        label => encoding_rs::Encoding::for_label(label.as_bytes()).unwrap().encode(text).0.into_owned(),
    }
}

const ENCODINGS: [&str; 5] = ["utf-8", "marked", "gb18030", "utf-16le", "utf-16be"];

/// The text of a table of many kinds of cells.
fn table() -> impl Strategy<Value = String> {
    let cell = prop_oneof![
        3 => "[0-9]{1,9}",
        2 => "-?[0-9]{1,5}\\.[0-9]{0,3}",
        3 => prop::sample::select(vec!["湖北", "内蒙古", "全国", "", "…", " ", "a b", "亿元", "①", "𠮷", "é", "2022年", "黑龙江省", "新疆维吾尔自治区", "a\"b", "-"]).prop_map(str::to_owned),
        1 => prop::sample::select(vec!["\"x,y\"", "\"x\ny\"", "\"a\"\"b\"", "\"\"", "\"x\r\ny\"z", "\"，\""]).prop_map(str::to_owned),
    ];
    let row = prop::collection::vec(cell, 3);
    let end = prop::sample::select(vec!["\n", "\r\n", "\r"]);
    let odd = prop_oneof![
        12 => Just(String::new()),
        1 => prop::sample::select(vec!["\n", ",,\n", "注：估算\n", "# 注\n", "1,2\n", "1,2,3,4\n", "湖北,2022,1,,\n", "合计\n"]).prop_map(str::to_owned),
    ];
    let rows = prop::collection::vec((row, odd), 1..60);
    (rows, end, prop::sample::select(vec![',', '\t', ';', '|']), any::<bool>()).prop_map(
        |(rows, end, separator, ended)| {
            let mut text = String::from("地区,年份,经费\n");
            for (row, odd) in rows {
                text += &format!("{}\n{odd}", row.join(","));
            }
            let text = text.replace(',', &separator.to_string());
            let text = if ended { text } else { text.trim_end_matches('\n').to_owned() };
            text.replace('\n', end)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn pieces_of_any_size_make_the_same_file(text in table(), label in prop::sample::select(ENCODINGS.to_vec()), sizes in prop::collection::vec(1_usize..90, 1..5), below in 1_usize..400) {
        let bytes = encoded(label, &text);
        let read = whole(&in_pieces(&bytes, &[usize::MAX >> 1], below));
        for sizes in [&[1][..], &[7], &[1 << 16], &sizes] {
            prop_assert_eq!(&whole(&in_pieces(&bytes, sizes, below)), &read, "{:?}", sizes);
        }
        // And the same as a file that is held as a whole, where its rows stand under one line of names.
        if let (Ok(large), Ok(small)) = (in_pieces(&bytes, &[7], below), File::read("t.csv", &bytes, &mut |_| {})) {
            let seen = |file: &File| file.understand(&Plan::from_json("{}").unwrap());
            let plain = seen(&small).header_row == 1 && seen(&small).columns.len() == 3;
            if plain && seen(&large).header_row == 1 && large.cells().0.len() == small.cells().0.len() {
                prop_assert_eq!(large.cells(), small.cells());
            }
        }
    }

    /// Whatever the bytes.
    #[test]
    fn pieces_of_anything_are_refused_alike(mut bytes in table().prop_map(String::into_bytes), faults in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4), sizes in prop::collection::vec(1_usize..90, 1..5), below in 1_usize..400) {
        for (at, byte) in faults {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let read = whole(&in_pieces(&bytes, &[usize::MAX >> 1], below));
        for sizes in [&[1][..], &[7], &sizes] {
            prop_assert_eq!(&whole(&in_pieces(&bytes, sizes, below)), &read, "{:?}", sizes);
        }
    }
}

/// Many rows: columns of numbers and of many words, pieces within quotes, all encodings.
#[test]
fn long_files_are_the_same_in_pieces() {
    let mut text = String::from("企业,地区,年份,经费,人数,备注\n");
    for i in 0..6_000 {
        let note = if i % 50 == 0 { "\"估算, 未审\n第二行 \"\"x\"\"\"" } else { "" };
        let figure = if i % 97 == 0 { "…".to_owned() } else { format!("{}.{}", i * 37 % 91_001, i % 10) };
        text += &format!(
            "企业{},{},{},{figure},{:04},{note}\n",
            i % 5_001,
            ["湖北", "内蒙古", "新疆维吾尔自治区"][i % 3],
            2013 + i % 10,
            i
        );
    }
    for label in ENCODINGS {
        let bytes = encoded(label, &text);
        let read = in_pieces(&bytes, &[usize::MAX >> 1], 10_000).unwrap_or_else(|e| panic!("{label} {e}"));
        assert_eq!(read.cells().0.len(), 6_000, "{label}");
        for sizes in [&[7][..], &[1 << 16]] {
            let file = in_pieces(&bytes, sizes, 10_000).unwrap_or_else(|e| panic!("{label} {e}"));
            assert!(file.cells() == read.cells(), "{label} {sizes:?}");
        }
    }
}

#[test]
fn lines_are_counted_whatever_ends_them() {
    let text = "\n\r\n地区,年份,经费\r\r湖北,2022,1\r\n\"湖\r\n南\",2022,2\n\n\n北京,2022,3\r\r\n天津,2022,4";
    for sizes in [&[1][..], &[2], &[1000]] {
        let (lines, cells) = in_pieces(text.as_bytes(), sizes, 60).unwrap().cells();
        assert_eq!(lines, [5, 6, 10, 12], "{sizes:?}");
        assert_eq!(cells[1], ["湖\r\n南", "2022", "2"]);
    }
}

/// Rows until a file is so long.
fn rows_of(megabytes: usize) -> Vec<u8> {
    let mut bytes = b"province,year,firm,sales\n".to_vec();
    let mut row = 0_u64;
    while bytes.len() < megabytes << 20 {
        bytes.extend(format!("湖北,{},f{row},{}.5\n", 2000 + row % 20, row * 7919 % 1_000_003).into_bytes());
        row += 1;
    }
    bytes
}

#[test]
fn what_will_take_too_much_memory_stops_early() {
    let bytes = rows_of(12);
    let size = 400 << 20;
    let mut reader = Reader::new("t.csv", Some(size)).within(300 << 20);
    let mut read = 0;
    let error = bytes.chunks(1 << 20).find_map(|piece| {
        read += piece.len();
        reader.push(piece).err()
    });
    let error = error.expect("400 MB of such rows take more than 300 MB");
    assert_eq!(error.code, Code::TooLarge);
    assert!(error.place.starts_with("row ") && read <= 9 << 20, "{error} {read}");
    assert!(error.hint.zh.contains("innodex table") && error.hint.en.contains("--sql"), "{error}");
    assert!(error.message.en.contains("300 MB") || error.message.en.contains("315 MB"), "{error}");
    // With room it goes on.
    let mut reader = Reader::new("t.csv", Some(size)).within(3 << 30);
    assert!(bytes.chunks(1 << 20).all(|piece| reader.push(piece).is_ok()));
}

/// Of a stream nobody knows the size: it stops when the room is used up.
#[test]
fn a_stream_stops_when_its_room_is_used_up() {
    let bytes = rows_of(12);
    let mut reader = Reader::new("t.csv", None).within(4 << 20);
    let error = bytes.chunks(1 << 16).find_map(|piece| reader.push(piece).err()).expect("12 MB do not fit");
    assert_eq!(error.code, Code::TooLarge);
}

#[test]
fn one_line_without_end_is_refused() {
    let piece = vec![b'1'; 1 << 20];
    let mut reader = Reader::new("t.csv", Some(400 << 20));
    reader.push(b"a,b\n1,2\n").unwrap();
    let error = (0..40).find_map(|_| reader.push(&piece).err()).expect("a line of 400 MB is none");
    assert_fault(&error, Code::TooLarge, "row 3");
    // An open quote takes the rest of the file, and is told by its line.
    let mut bytes = b"a,b\n1,2\n3,\"4\n".to_vec();
    bytes.extend(b"555555,6666666\n".repeat(5 << 18));
    for sizes in [&[1 << 20][..], &[1 << 25]] {
        assert_fault(&in_pieces(&bytes, sizes, 1 << 22).unwrap_err(), Code::TooLarge, "row 3");
    }
}

#[test]
fn a_million_columns_are_refused() {
    let header: Vec<String> = (0..1_000_000).map(|i| format!("c{i}")).collect();
    let text = format!("{}\n{}\n", header.join(","), vec!["1"; 1_000_000].join(","));
    assert_fault(&in_pieces(text.as_bytes(), &[1 << 20], 1 << 22).unwrap_err(), Code::TooLarge, "row 1");
}

/// Of a file that is too large the beginning can be understood; a plan is not run on it.
#[test]
fn a_sample_is_understood_and_not_used() {
    let bytes = "地区,年份,经费\n湖北,2022,1\n湖南,2022,2\n湖";
    let mut reader = Reader::new("t.csv", Some(bytes.len() as u64)).sample();
    assert!(matches!(reader.push(bytes.as_bytes()), Ok(Next::Go(()))));
    let Ok(Next::Go(file)) = reader.end() else { panic!("a sample") };
    let plan = Plan::from_json("{}").unwrap();
    let seen = file.understand(&plan);
    assert_eq!((seen.rows, seen.remarks.len()), (2, 0), "{:?}", seen.remarks);
    let error = innodex_table::run(&plan, &[&file], &mut |_| {}).unwrap_err();
    assert_fault(&error, Code::TooLarge, "t.csv");
}
