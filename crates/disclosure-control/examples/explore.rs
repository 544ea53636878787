use disclosure_control::*;
use disclosure_control::suppression::*;
#[path = "../tests/engine/support.rs"]
#[allow(dead_code)]
mod support;
fn main() {
    for (name, columns) in [("T1", &["qark","form"][..]), ("T2", &["qark","sex","age"]), ("A0", &["qark","sex","age","form"])] {
        let table = support::victims(columns).unwrap();
        let mut catalogue = Catalogue::new();
        catalogue.publish(table.unpublished()).unwrap();
        let system = catalogue.system().unwrap();
        let all = [(Attacker::weak(), Options::classical()), (Attacker::default(), Options::default())];
        for (attacker, options) in all {
            if name == "A0" && std::env::args().len() < 2 { continue; }
            let t = std::time::Instant::now();
            let start = std::time::Instant::now();
            match protect_until(&system, &attacker, &options, &mut || start.elapsed().as_secs() > 60) {
Ok(p) => println!("{name} w{:?} c{} {}: primary {} secondary {} cost {} bound {} in {:?}", (options.width,options.below,options.above), attacker.priors.len(), 0, p.suppressed.primary.len(), p.suppressed.secondary.len(), p.suppressed.cost, p.suppressed.bound, t.elapsed()),
              Err(e) => println!("{name}: {e} {:?}", t.elapsed()),
            }
        }
    }
}
