//! The table of the tests in kinds that no program here writes.

/// What the workbook of one sheet points to; a sheet of charts with it.
pub const RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://x/styles" Target="/xl/styles.xml"/><Relationship Id="rId3" Type="http://x/chartsheet" Target="chartsheets/sheet1.xml"/></Relationships>"#;

/// The table as XML of Excel 2003.
pub const SPREADSHEET_ML: &str = r#"<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style><Style ss:ID="m"><NumberFormat ss:Format="yyyy&quot;年&quot;m&quot;月&quot;"/></Style>
<Style ss:ID="y"><NumberFormat ss:Format="yyyy"/></Style><Style ss:ID="t"><NumberFormat ss:Format="Short Time"/></Style><Style ss:ID="d"><NumberFormat ss:Format="General Date"/></Style></Styles>
<Worksheet ss:Name="2022年"><Table><Column ss:Index="2" ss:Hidden="1"/>
<Row><Cell ss:MergeAcross="6"><Data ss:Type="String">各市（州）研发经费（虚构）</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">地区</Data></Cell><Cell><Data ss:Type="String">代码</Data></Cell><Cell><Data ss:Type="String">2021年</Data></Cell><Cell><Data ss:Type="String">2022年</Data></Cell><Cell><Data ss:Type="String">强度</Data></Cell><Cell><Data ss:Type="String">日期</Data></Cell><Cell><Data ss:Type="String">备注</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">武汉市</Data></Cell><Cell><Data ss:Type="String">4201</Data></Cell><Cell><Data ss:Type="Number">620.5</Data></Cell><Cell><Data ss:Type="Number">1E-7</Data></Cell><Cell ss:StyleID="p"><Data ss:Type="Number">2.3300000000000001E-2</Data></Cell><Cell ss:StyleID="d"><Data ss:Type="DateTime">2022-01-31T00:00:00.000</Data></Cell><Cell><Data ss:Type="String">含"引号",逗号</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">黄石市</Data></Cell><Cell><Data ss:Type="String">4202</Data></Cell><Cell><Data ss:Type="Number">-35.25</Data></Cell><Cell><Data ss:Type="Number">1234567890123</Data></Cell><Cell ss:StyleID="p"><Data ss:Type="Number">7.0000000000000007E-2</Data></Cell><Cell ss:StyleID="d"><Data ss:Type="DateTime">2022-01-31T12:00:00.000</Data></Cell><Cell><Data ss:Type="String">两&#10;行</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">襄阳市</Data></Cell><Cell><Data ss:Type="String">4206</Data></Cell><Cell><Data ss:Type="Number">0.10000000000000001</Data></Cell><Cell><Data ss:Type="String">90.5</Data></Cell><Cell ss:StyleID="p"><Data ss:Type="Number">-1.5</Data></Cell><Cell ss:StyleID="m"><Data ss:Type="DateTime">2022-01-01T00:00:00.000</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell></Row>
<Row ss:Hidden="1"><Cell><Data ss:Type="String">隐藏行</Data></Cell><Cell><Data ss:Type="String">4299</Data></Cell><Cell><Data ss:Type="Number">1</Data></Cell><Cell><Data ss:Type="Number">2</Data></Cell><Cell ss:StyleID="p"><Data ss:Type="Number">1</Data></Cell><Cell ss:StyleID="t"><Data ss:Type="DateTime">1899-12-31T08:30:00.000</Data></Cell><Cell><Data ss:Type="Boolean">0</Data></Cell></Row>
<Row ss:Index="8"><Cell><Data ss:Type="String">合计</Data></Cell><Cell><Data ss:Type="String">42</Data></Cell><Cell><Data ss:Type="Number">1E+20</Data></Cell><Cell><Data ss:Type="Number">0</Data></Cell><Cell ss:StyleID="p"><Data ss:Type="Number">0</Data></Cell><Cell ss:StyleID="y"><Data ss:Type="DateTime">2022-01-01T00:00:00.000</Data></Cell><Cell><Data ss:Type="String">  前有空格</Data></Cell></Row>
</Table></Worksheet></Workbook>"#;

/// One record of XLSB (MS-XLSB 2.1.4): kind and length in bytes of seven bits, and the data.
fn record(kind: u32, data: &[u8]) -> Vec<u8> {
    let mut bytes = if kind < 128 { vec![kind as u8] } else { vec![kind as u8 | 0x80, (kind >> 7) as u8] };
    let mut length = data.len();
    while length >= 128 {
        bytes.push(length as u8 | 0x80);
        length >>= 7;
    }
    bytes.push(length as u8);
    bytes.extend_from_slice(data);
    bytes
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    (units.len() as u32).to_le_bytes().into_iter().chain(units.into_iter().flat_map(u16::to_le_bytes)).collect()
}

/// The parts of a workbook of the kind XLSB with the table. No program here writes it, so it is written by its specification;
/// `calamine_reads_the_same` reads those of Excel.
pub fn xlsb_parts() -> Vec<(&'static str, Vec<u8>)> {
    let style = |column: u32, style: u32| [column.to_le_bytes(), style.to_le_bytes()].concat();
    let row = |at: u32, hidden: bool| {
        let flags = [0, if hidden { 0x10 } else { 0 }, 0, 0, 0, 0, 0];
        record(0, &[&at.to_le_bytes()[..], &0_u32.to_le_bytes(), &300_u16.to_le_bytes(), &flags].concat())
    };
    let text = |column: u32, text: &str| record(6, &[style(column, 0), wide(text)].concat());
    let real =
        |column: u32, form: u32, value: f64| record(5, &[style(column, form), value.to_le_bytes().to_vec()].concat());
    // Whole numbers and hundredths in 30 bits.
    let packed =
        |column: u32, form: u32, bits: u32| record(2, &[style(column, form), bits.to_le_bytes().to_vec()].concat());
    let truth = |column: u32, value: u8| record(4, &[style(column, 0), vec![value]].concat());
    let head: Vec<u8> = ["地区", "代码", "2021年", "2022年", "强度", "日期", "备注"]
        .iter()
        .enumerate()
        .flat_map(|(c, t)| text(c as u32, t))
        .collect();
    let hidden_column = [1_u32.to_le_bytes(), 1_u32.to_le_bytes(), 0_u32.to_le_bytes(), 0_u32.to_le_bytes()].concat();
    let shared = record(7, &[style(0, 0), 0_u32.to_le_bytes().to_vec()].concat());
    let sheet = [
        record(60, &[hidden_column, vec![1, 0]].concat()),
        record(145, &[]),
        row(0, false),
        shared,
        row(1, false),
        head,
        row(2, false),
        text(0, "武汉市"),
        text(1, "4201"),
        packed(2, 0, 62050 << 2 | 3),
        real(3, 0, 1e-7),
        real(4, 1, 0.0233),
        real(5, 2, 44592.0),
        text(6, "含\"引号\",逗号"),
        row(3, false),
        text(0, "黄石市"),
        text(1, "4202"),
        real(2, 0, -35.25),
        real(3, 0, 1234567890123.0),
        real(4, 1, 0.07),
        real(5, 3, 44592.5),
        text(6, "两\n行"),
        row(4, false),
        text(0, "襄阳市"),
        text(1, "4206"),
        real(2, 0, 0.1),
        text(3, "90.5"),
        packed(4, 1, (-150_i32 << 2) as u32 | 3),
        real(5, 4, 44562.0),
        truth(6, 1),
        row(5, true),
        text(0, "隐藏行"),
        text(1, "4299"),
        packed(2, 0, 1 << 2 | 2),
        packed(3, 0, 2 << 2 | 2),
        packed(4, 1, 1 << 2 | 2),
        real(5, 5, 8.5 / 24.0),
        truth(6, 0),
        row(7, false),
        text(0, "合计"),
        text(1, "42"),
        real(2, 0, 1e20),
        packed(3, 0, 2),
        packed(4, 1, 2),
        real(5, 6, 44562.0),
        text(6, "  前有空格"),
        record(146, &[]),
        record(176, &[0_u32, 0, 0, 6].iter().flat_map(|n| n.to_le_bytes()).collect::<Vec<u8>>()),
    ]
    .concat();
    let format = |id: u16, code: &str| record(44, &[id.to_le_bytes().to_vec(), wide(code)].concat());
    let of = |id: u16| record(47, &[[0, 0], id.to_le_bytes()].concat());
    let forms = [0, 10, 14, 22, 57, 20, 170].map(of).concat();
    let styles =
        [format(170, "yyyy"), record(626, &[]), of(9), record(627, &[]), record(617, &[]), forms, record(618, &[])]
            .concat();
    let bundle = [0_u32.to_le_bytes().to_vec(), 1_u32.to_le_bytes().to_vec(), wide("rId1"), wide("2022年")].concat();
    let relations = RELATIONS.replace("sheet1.xml", "sheet1.bin").replace("styles.xml", "styles.bin");
    let package = r#"<Relationships><Relationship Id="r" Type="http://x/officeDocument" Target="xl/workbook.bin"/></Relationships>"#;
    vec![
        ("_rels/.rels", package.into()),
        ("xl/workbook.bin", [record(153, &[0; 8]), record(156, &bundle)].concat()),
        ("xl/_rels/workbook.bin.rels", relations.into_bytes()),
        ("xl/sharedStrings.bin", record(19, &[vec![0], wide("各市（州）研发经费（虚构）")].concat())),
        ("xl/styles.bin", styles),
        ("xl/worksheets/sheet1.bin", sheet),
    ]
}
