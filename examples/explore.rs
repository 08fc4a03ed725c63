use innodex::table::{run, File, Plan};
fn main() {
    let mut args = std::env::args().skip(1);
    let plan = args.next().unwrap();
    let plan = Plan::from_json(&plan).unwrap();
    let files: Vec<File> = args
        .map(|a| {
            File::read(a.rsplit('/').next().unwrap(), &std::fs::read(&a).unwrap(), &mut |_| {})
                .unwrap_or_else(|e| panic!("{e}"))
        })
        .collect();
    for f in &files {
        let u = f.understand(&plan);
        println!(
            "== {} {} {:?} header {} rows {} territory {:?}",
            u.file, u.encoding, u.form, u.header_row, u.rows, u.territory
        );
        for c in &u.columns {
            println!(
                "   col {:?} {:?} {:?} m={} distinct {} empty {}",
                c.name, c.role, c.holds, c.measure, c.distinct, c.empty
            );
        }
        println!("   skipped {:?}", u.skipped);
        println!("   units {} {:?}", u.units.len(), u.units.iter().take(3).collect::<Vec<_>>());
        println!("   apart {:?}\n   refused {:?}", u.set_apart, u.refused);
        println!("   periods {:?}", u.periods);
        println!("   figures {:?}", u.figures.iter().take(6).collect::<Vec<_>>());
        for r in &u.remarks {
            println!(
                "   {:?} {} [{}] {} | {} fix {:?}",
                r.severity,
                r.error.code.id(),
                r.error.place,
                r.error.message.zh,
                r.error.mend.zh,
                r.fix
            );
        }
    }
    let refs: Vec<&File> = files.iter().collect();
    match run(&plan, &refs, &mut |_| {}) {
        Err(e) => println!("ERROR {e}"),
        Ok(o) => {
            println!(
                "PANEL {} units {} periods {:?}",
                o.panel.units().len(),
                o.panel.periods().len(),
                o.panel.indicators().iter().map(|i| (&i.id, &i.unit, &i.source)).collect::<Vec<_>>()
            );
            let p = o.panel.periods().len() - 1;
            for i in 0..o.panel.indicators().len() {
                println!("  {} {}: {:?}", o.panel.indicators()[i].id, o.panel.periods()[p], &o.panel.column(i, p)[..4]);
            }
            for a in &o.set_apart {
                println!("  apart {} {:?}", a.file, a.rows.iter().take(2).collect::<Vec<_>>());
            }
            for r in &o.remarks {
                println!("   {:?} {} [{}] {}", r.severity, r.error.code.id(), r.error.place, r.error.message.zh);
            }
        }
    }
}
