//! Prints the sheets of a file.
fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in std::env::args().skip(1) {
        println!("== {path}");
        match innodex_workbook::sheets(&std::fs::read(&path)?, &mut |_| {}) {
            Ok(sheets) => {
                for sheet in sheets {
                    println!(
                        "-- {:?} hidden {} merged {:?} rows {:?} columns {:?}",
                        sheet.name, sheet.hidden, sheet.merged, sheet.hidden_rows, sheet.hidden_columns
                    );
                    print!("{}", sheet.cells);
                }
            }
            Err(error) => println!("{error}"),
        }
    }
    Ok(())
}
