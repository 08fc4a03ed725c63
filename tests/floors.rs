//! The floors of the house: within a crate, and within a module, no module uses one that uses it, on whatever way. Between
//! crates cargo sees to it. Names that a module exports for another count as its own, and what its own file uses is not looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The crates, and modules of theirs.
const CRATES: [&str; 5] = ["src", "crates/panel/src", "crates/table/src", "crates/workbook/src", "crates/wasm/src"];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found
}

/// What the compiler sees outside of tests: without comments, and without what follows the tests' heading.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned();
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// The names that follow a path such as `crate::`, alone or in braces.
fn named(code: &str, path: &str) -> BTreeSet<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut names = BTreeSet::new();
    for (at, mark) in code.match_indices(path) {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | ':')) {
            continue;
        }
        let rest = &code[at + mark.len()..];
        match rest.strip_prefix('{') {
            // Of `{a::{b, c}, d}` the first words at the outer level.
            Some(list) => {
                let (mut depth, mut fresh) = (0, true);
                for (at, c) in list.char_indices() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => fresh = true,
                        c if fresh && c.is_alphabetic() => {
                            names.insert(word(&list[at..]));
                            fresh = false;
                        }
                        _ => {}
                    }
                }
            }
            None => drop(names.insert(word(rest))),
        }
    }
    names
}

/// The modules that a file is in, from the crate downwards; the last is its own.
fn modules(root: &Path, path: &Path) -> Vec<String> {
    let inside = path.strip_prefix(root).unwrap().with_extension("");
    let mut names: Vec<String> = inside.iter().map(|name| name.to_string_lossy().into_owned()).collect();
    names.retain(|name| name != "mod" && name != "lib");
    names
}

/// Which modules within one (the crate itself, where it is empty) use which others of them.
fn uses(root: &Path, within: &[String]) -> BTreeMap<String, BTreeSet<String>> {
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in sources(root) {
        let names = modules(root, &path);
        let Some(below) = names.strip_prefix(within).filter(|below| !below.is_empty()) else { continue };
        let from_crate: String =
            ["crate"].into_iter().chain(within.iter().map(String::as_str)).map(|m| format!("{m}::")).collect();
        let code = code(&path);
        let used = all.entry(below[0].clone()).or_default();
        used.extend(named(&code, &from_crate));
        used.extend(named(&code, &"super::".repeat(below.len())));
    }
    let known: BTreeSet<String> = all.keys().cloned().collect();
    for (module, used) in &mut all {
        used.retain(|name| name != module && known.contains(name));
    }
    all
}

/// A circle, as the modules that it goes through, where there is one.
fn circle(uses: &BTreeMap<String, BTreeSet<String>>) -> Option<Vec<String>> {
    fn walk<'a>(
        at: &'a str,
        uses: &'a BTreeMap<String, BTreeSet<String>>,
        way: &mut Vec<&'a str>,
        done: &mut BTreeSet<&'a str>,
    ) -> Option<Vec<String>> {
        if let Some(begin) = way.iter().position(|passed| *passed == at) {
            return Some(way[begin..].iter().chain([&at]).map(|name| (*name).to_owned()).collect());
        }
        if done.contains(at) {
            return None;
        }
        way.push(at);
        let found = uses[at].iter().find_map(|next| walk(next, uses, way, done));
        way.pop();
        done.insert(at);
        found
    }
    let mut done = BTreeSet::new();
    uses.keys().find_map(|start| walk(start, uses, &mut Vec::new(), &mut done))
}

/// Where modules do use each other: what is still to be done. The list only becomes shorter.
const REMAINING: [&str; 1] = [
    // Methods, frameworks and steps name each other: the tables of methods are read by what they are a part of.
    "src/index",
];

#[test]
fn no_modules_use_each_other_in_a_circle() {
    let mut circles = Vec::new();
    for root in CRATES.map(Path::new) {
        assert!(uses(root, &[]).len() > 4, "{}", root.display());
        let mut folders: BTreeSet<Vec<String>> = sources(root).iter().map(|path| modules(root, path)).collect();
        folders.insert(Vec::new());
        for within in folders {
            if let Some(circle) = circle(&uses(root, &within)) {
                let place = [root.display().to_string()].into_iter().chain(within).collect::<Vec<_>>().join("/");
                println!("{place}: {}", circle.join(" uses "));
                circles.push(place);
            }
        }
    }
    circles.retain(|place| !REMAINING.contains(&place.as_str()));
    assert!(circles.is_empty(), "{circles:?}");
}

#[test]
fn a_circle_is_found() {
    let graph = |edges: &[(&str, &[&str])]| {
        let row = |(from, to): &(&str, &[&str])| ((*from).to_owned(), to.iter().map(|to| (*to).to_owned()).collect());
        edges.iter().map(row).collect::<BTreeMap<String, BTreeSet<String>>>()
    };
    let way = |names: &[&str]| Some(names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
    assert_eq!(circle(&graph(&[("a", &["b"]), ("b", &["c"]), ("c", &["b"])])), way(&["b", "c", "b"]));
    assert_eq!(circle(&graph(&[("a", &["b", "c"]), ("b", &["c"]), ("c", &[])])), None);
    let names = named(
        "use crate::{json::{self, Json}, text};\nlet x = crate::index::Model::new(); innodex_crate::no",
        "crate::",
    );
    assert_eq!(names, ["index", "json", "text"].map(str::to_owned).into());
    let names = named("use super::super::screen::Screen; use super::{treat, weigh}; crate::index::x", "super::");
    assert_eq!(names, ["super", "treat", "weigh"].map(str::to_owned).into());
}

#[test]
fn every_file_of_tests_is_a_module_of_their_one_binary() {
    for folder in ["tests", "crates/table/tests"] {
        let all = fs::read_to_string(format!("{folder}/all.rs")).unwrap();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap();
            if path.extension().is_some_and(|e| e == "rs") && name != "all" {
                let line = format!("mod {name};");
                assert!(
                    all.lines().any(|each| each == line),
                    "{folder}/all.rs lacks `{line}`: its tests would not run"
                );
            }
        }
    }
}
