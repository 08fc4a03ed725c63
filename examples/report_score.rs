//! Scores the reader of work reports on labelled texts: `cargo run --release --example report_score -- TEXT.txt...`, each with its
//! TEXT.figures.jsonl beside it. `--all` lists what was read too.

#[path = "../tests/report/score.rs"]
mod score;

fn main() {
    let (mut all, mut texts) = (false, Vec::new());
    for argument in std::env::args().skip(1) {
        match &*argument {
            "--all" => all = true,
            path => texts.push(path.to_owned()),
        }
    }
    for path in texts {
        let labels = path.trim_end_matches(".txt").to_owned() + ".figures.jsonl";
        let read = |path: &str| std::fs::read_to_string(path).unwrap_or_else(|fault| panic!("{path}: {fault}"));
        let text = read(&path);
        let score = score::score(&text, &read(&labels));
        let percent = |part| score.percent(part);
        println!(
            "{path}: {} figures, found {:.1} %, kind {:.1} %, invented {}, qualifier {:.1} %, subject {:.1} %",
            score.labelled,
            percent(score.found),
            percent(score.kinds),
            score.invented,
            percent(score.qualifiers),
            percent(score.subjects)
        );
        score.misses.iter().for_each(|miss| println!("  {miss}"));
        if all {
            for figure in innodex::report::read(&text).figures {
                println!(
                    "  {} | {} | {} | {} | {:?} | {:?} | {:?} | {:?}",
                    figure.text,
                    figure.kind.id(),
                    figure.subject,
                    figure.phrase,
                    figure.period,
                    figure.region,
                    figure.qualifier,
                    figure.compared_with
                );
            }
        }
    }
}
