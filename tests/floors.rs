//! The floors of the house: within a crate, and within a module, no module uses one that uses it, on whatever way. Between
//! crates cargo sees to it. A name that a module takes from another and passes on counts as the other's; what is in a module's
//! own file stands for the module, and is not looked at within it. Methods have no path: of them the test sees nothing.

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

/// A path, name by name.
type Way = Vec<String>;

/// Of `a::{b, c::{d, e}}` the paths `a::b`, `a::c::d` and `a::c::e`; what follows the path is not read.
fn unfolded(text: &str) -> Vec<Way> {
    let end = text.find(|c: char| !(c.is_alphanumeric() || "_:".contains(c))).unwrap_or(text.len());
    let head: Way = text[..end].split("::").filter(|name| !name.is_empty()).map(str::to_owned).collect();
    let Some(list) = text[end..].strip_prefix('{').filter(|_| text[..end].ends_with("::")) else { return vec![head] };
    let (mut depth, mut from, mut ways) = (0, 0, Vec::new());
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                let item = list[from..at].trim();
                let of_item = if item.is_empty() { Vec::new() } else { unfolded(item) };
                ways.extend(of_item.into_iter().map(|way| [head.clone(), way].concat()));
                from = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    ways
}

/// The paths of a text that begin with `crate`, `self` or `super`.
fn paths(code: &str) -> Vec<Way> {
    let within = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | ':');
    let begin = |start: &&str| code.match_indices(*start).map(|(at, _)| at).collect::<Vec<_>>();
    let begins = ["crate::", "self::", "super::"];
    let begins = begins.iter().flat_map(begin).filter(|at| !code[..*at].ends_with(within));
    begins.flat_map(|at| unfolded(&code[at..])).collect()
}

/// The paths that a text's `use` lines name, each with the name that it has from there on.
fn taken(code: &str) -> Vec<(String, Way)> {
    let mut taken = Vec::new();
    for (at, _) in code.match_indices("use ").filter(|(at, _)| !code[..*at].ends_with(|c: char| c.is_alphanumeric())) {
        let line = code[at + 4..].split(';').next().unwrap_or_default();
        for way in unfolded(line) {
            // What is called by another name is looked for by its own.
            taken.extend(way.last().cloned().map(|name| (name, way)));
        }
    }
    taken
}

/// The files of a crate, each by the modules that it is in: what it names, and what names in it are taken from elsewhere.
struct Crate {
    named: BTreeMap<Way, Vec<Way>>,
    taken: BTreeMap<Way, BTreeMap<String, Way>>,
}

impl Crate {
    fn read(root: &Path) -> Crate {
        let files: BTreeMap<Way, String> =
            sources(root).into_iter().map(|path| (modules(root, &path), code(&path))).collect();
        let mut read = Crate { named: BTreeMap::new(), taken: BTreeMap::new() };
        for (file, code) in &files {
            let named = paths(code).iter().filter_map(|way| from_root(file, way)).collect();
            let own = |way: &Way| {
                let inner = [file.clone(), way[..1].to_vec()].concat();
                files.contains_key(&inner).then(|| [file.clone(), way.clone()].concat())
            };
            let taken = taken(code).into_iter();
            let taken = taken.filter_map(|(name, way)| Some((name, from_root(file, &way).or_else(|| own(&way))?)));
            read.taken.insert(file.clone(), taken.collect());
            read.named.insert(file.clone(), named);
        }
        read
    }

    /// Where a name is at home that modules pass on.
    fn home(&self, way: &Way) -> Way {
        let mut way = way.clone();
        // Each module on the way may pass it on once.
        for _ in 0..10 {
            let known = (0..=way.len()).rev().find(|known| self.named.contains_key(&way[..*known])).unwrap_or(0);
            let Some(name) = way.get(known) else { break };
            let Some(from) = self.taken.get(&way[..known]).and_then(|taken| taken.get(name)) else { break };
            way = [from.clone(), way[known + 1..].to_vec()].concat();
        }
        way
    }

    /// Which modules within one (the crate itself, where it is empty) use which others of them.
    fn uses(&self, within: &[String]) -> BTreeMap<String, BTreeSet<String>> {
        let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (file, named) in &self.named {
            let Some(below) = file.strip_prefix(within).filter(|below| !below.is_empty()) else { continue };
            let homes = named.iter().map(|way| self.home(way));
            let inside = homes.filter_map(|way| way.strip_prefix(within)?.first().cloned());
            all.entry(below[0].clone()).or_default().extend(inside);
        }
        let known: BTreeSet<String> = all.keys().cloned().collect();
        for (module, used) in &mut all {
            used.retain(|name| name != module && known.contains(name));
        }
        all
    }
}

/// A path in a file as one from the crate's root; none where it begins elsewhere.
fn from_root(file: &Way, way: &Way) -> Option<Way> {
    let mut above = file.clone();
    let mut rest = &way[..];
    match rest.first()?.as_str() {
        "crate" => (above, rest) = (Way::new(), &rest[1..]),
        "self" => rest = &rest[1..],
        "super" => {}
        _ => return None,
    }
    while rest.first().is_some_and(|name| name == "super") {
        above.pop()?;
        rest = &rest[1..];
    }
    let rest = rest.iter().filter(|name| *name != "self").cloned();
    Some(above.into_iter().chain(rest).collect())
}

/// The modules that a file is in, from the crate downwards; the last is its own.
fn modules(root: &Path, path: &Path) -> Way {
    let inside = path.strip_prefix(root).unwrap().with_extension("");
    let mut names: Way = inside.iter().map(|name| name.to_string_lossy().into_owned()).collect();
    names.retain(|name| name != "mod" && name != "lib");
    names
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

#[test]
fn no_modules_use_each_other_in_a_circle() {
    let mut circles = Vec::new();
    for root in CRATES.map(Path::new) {
        let read = Crate::read(root);
        assert!(read.uses(&[]).len() > 4, "{}", root.display());
        let mut folders: BTreeSet<Way> = sources(root).iter().map(|path| modules(root, path)).collect();
        folders.insert(Way::new());
        for within in folders {
            if let Some(circle) = circle(&read.uses(&within)) {
                let place = [root.display().to_string()].into_iter().chain(within).collect::<Vec<_>>().join("/");
                println!("{place}: {}", circle.join(" uses "));
                circles.push(place);
            }
        }
    }
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
}

#[test]
fn paths_are_read() {
    let ways = |text: &str| paths(text).iter().map(|way| way.join("::")).collect::<Vec<_>>();
    assert_eq!(
        ways("use crate::{json::{self, Json as J}, text};\nlet x = crate::index::Model::new(); innodex_crate::no"),
        ["crate::json::self", "crate::json::Json", "crate::text", "crate::index::Model::new"]
    );
    assert_eq!(
        ways("use super::super::screen::Screen; use super::{treat, weigh}; upper_super::no"),
        ["super::super::screen::Screen", "super::treat", "super::weigh"]
    );
    let way = |text: &str| text.split("::").map(str::to_owned).collect::<Way>();
    assert_eq!(from_root(&way("a::b"), &way("super::c::D")), Some(way("a::c::D")));
    assert_eq!(from_root(&way("a::b"), &way("crate::c::self")), Some(way("c")));
    assert_eq!(from_root(&way("a::b"), &way("std::fmt")), None);
}

#[test]
fn a_name_that_is_passed_on_counts_as_that_of_its_module() {
    let way = |text: &str| text.split("::").filter(|name| !name.is_empty()).map(str::to_owned).collect::<Way>();
    let files = ["", "a", "b", "b::c"].map(way);
    let taken =
        taken("pub use c::Thing;\nfn no() {}").into_iter().map(|(name, path)| (name, [way("b"), path].concat()));
    let read = Crate {
        named: files.iter().map(|file| (file.clone(), Vec::new())).collect(),
        taken: [(way("b"), taken.collect())].into(),
    };
    assert_eq!(read.home(&way("b::Thing::new")), way("b::c::Thing::new"));
    assert_eq!(read.home(&way("b::Other")), way("b::Other"));
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
