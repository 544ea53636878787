use disclosure_control::*;
use disclosure_control::suppression::*;
#[path = "../tests/engine/support.rs"]
#[allow(dead_code)]
mod support;
fn many(level: usize) -> Table {
    let people = support::golden("at20000.csv").unwrap();
    let places = support::golden("geo_hierarchy.csv").unwrap();
    let mut reader = csv::Reader::from_reader(places.as_bytes());
    let places: Vec<csv::StringRecord> = reader.records().map(|one| one.unwrap()).collect();
    let mut links: Vec<(&str, &str)> = Vec::new();
    for place in &places {
        let mut all = vec![(&place[1], &place[0]), (&place[0], "Total")];
        if level == 2 { all.insert(0, (&place[2], &place[1])); }
        for link in all { if !links.contains(&link) { links.push(link); } }
    }
    let mut reader = csv::Reader::from_reader(people.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|one| one.unwrap()).collect();
    let mut dimensions = vec![Dimension::hierarchical("place", "Total", links).unwrap()];
    for (name, column) in [("sex", 3), ("age", 4), ("form", 5)] {
        let mut codes: Vec<&str> = rows.iter().map(|row| &row[column]).collect();
        codes.sort_unstable(); codes.dedup();
        dimensions.push(Dimension::flat(name, "Total", codes).unwrap());
    }
    let records = rows.iter().map(|row| (vec![&row[level], &row[3], &row[4], &row[5]], 1));
    Table::tabulate("victims", dimensions, records).unwrap()
}
fn main() {
    let only: Option<usize> = std::env::args().nth(1).and_then(|a| a.parse().ok()); for level in [0, 1, 2] { if only.is_some_and(|o| o != level) { continue; } {
        let table = if level == 0 { support::victims(&["qark","sex","age","form"]).unwrap() } else { many(level) };
        let mut catalogue = Catalogue::new();
        catalogue.publish(table.unpublished()).unwrap();
        let system = catalogue.system().unwrap();
        for (attacker, options) in [(Attacker::weak(), Options { width: 1, complement_width: 1, largest_exact: 10, ..Options::default() }), (Attacker::default(), Options { largest_exact: 10, ..Options::default()})] {
            let t = std::time::Instant::now();
            let start = std::time::Instant::now();
            match protect_until(&system, &attacker, &options, &mut || start.elapsed().as_secs() > 60) {
              Ok(p) => println!("L{level} w{}: primary {} secondary {} cost {} bound {} in {:?}", options.width, p.suppressed.primary.len(), p.suppressed.secondary.len(), p.suppressed.cost, p.suppressed.bound, t.elapsed()),
              Err(e) => println!("L{level}: {e} {:?}", t.elapsed()),
            }
        }
    }
}
}
