//! The whole access policy as a table that people can read, and laws that hold for every line of it.
//!
//! After a change that is meant, write the table anew with `BESA_WRITE_GOLDEN=1` and read the
//! difference: it is the change of policy.

use access::{
    ActionKind, Actor, AdoptFigure, Decision, Membership, OperateSystem, ReadFigures, ReadReturn,
    Refused, Scope, decide,
};
use std::fmt::Write as _;
use vocabulary::{Country, InstitutionCode, PlaceCode};

fn place(code: &str) -> PlaceCode {
    PlaceCode::parse(code).unwrap()
}

fn institution(code: &str) -> InstitutionCode {
    InstitutionCode::parse(code).unwrap()
}

/// A real country, where it matters what lies in what.
fn albania() -> Country {
    let read = |name: &str| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../countries/albania/");
        std::fs::read_to_string(folder.to_owned() + name).ok()
    };
    Country::parse(&read).unwrap()
}

fn actors() -> Vec<(&'static str, Actor)> {
    let region = || place("R-1");
    let member = |code: &str, region| Membership::InstitutionMember {
        institution: institution(code),
        region,
    };
    let of = |number, membership| Actor::for_test(number, "Somebody", membership);
    vec![
        (
            "institution member (own: R-1.POLICE in R-1)",
            of(1, member("R-1.POLICE", Some(region()))),
        ),
        (
            "member of a national institution (own: C.POLICE, no region)",
            of(2, member("C.POLICE", None)),
        ),
        (
            "technical secretariat (own: R-1)",
            of(3, Membership::TechnicalSecretariat { region: region() }),
        ),
        (
            "committee chair (own: R-1)",
            of(4, Membership::CommitteeChair { region: region() }),
        ),
        ("national analyst", of(5, Membership::NationalAnalyst)),
        ("administrator", of(6, Membership::Administrator)),
        ("operator at the server's own disk", Actor::operator()),
    ]
}

fn relations() -> Vec<(&'static str, Scope)> {
    vec![
        (
            "R-1.POLICE in R-1",
            Scope::regional(place("R-1")).of_institution(institution("R-1.POLICE")),
        ),
        (
            "R-1.COURT in R-1",
            Scope::regional(place("R-1")).of_institution(institution("R-1.COURT")),
        ),
        ("R-1", Scope::regional(place("R-1"))),
        (
            "R-2.POLICE in R-2",
            Scope::regional(place("R-2")).of_institution(institution("R-2.POLICE")),
        ),
        ("R-2", Scope::regional(place("R-2"))),
        (
            "C.POLICE in R-2",
            Scope::regional(place("R-2")).of_institution(institution("C.POLICE")),
        ),
        (
            "C.POLICE in C",
            Scope::national(place("C")).of_institution(institution("C.POLICE")),
        ),
        ("C", Scope::national(place("C"))),
    ]
}

fn table() -> String {
    let mut text = String::from(
        "Who may do what to what.\n\
         yes: allowed; 403: seen, and refused; 404: as if there were no such thing.\n\
         C is the country, R-1 and R-2 are regions; `X in P` is institution X's resource on place P.\n",
    );
    for (name, actor) in actors() {
        write!(text, "\n{name}\n{:24}", "").unwrap();
        for (relation, _) in relations() {
            write!(text, "{relation:>19}").unwrap();
        }
        text.push('\n');
        for action in ActionKind::ALL {
            write!(text, "{:24}", action.code()).unwrap();
            for (_, scope) in relations() {
                let answer = match decide(&actor, *action, &scope) {
                    Decision::Allowed => "yes",
                    Decision::Refused(Refused::Forbidden) => "403",
                    Decision::Refused(Refused::NotFound) => "404",
                };
                write!(text, "{answer:>19}").unwrap();
            }
            text.push('\n');
        }
    }
    text
}

#[test]
fn the_policy_is_the_one_in_the_golden_table() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/permissions.txt");
    if std::env::var_os("BESA_WRITE_GOLDEN").is_some() {
        std::fs::write(path, table()).unwrap();
    }
    let golden = std::fs::read_to_string(path).unwrap();
    for (line, (expected, found)) in golden.lines().zip(table().lines()).enumerate() {
        assert_eq!(expected, found, "line {} of {path}", line + 1);
    }
    assert_eq!(golden, table());
}

#[test]
fn whoever_may_act_may_also_see() {
    for (name, actor) in actors() {
        for (relation, scope) in relations() {
            for action in ActionKind::ALL {
                if decide(&actor, *action, &scope) == Decision::Allowed {
                    let seen = decide(&actor, action.reading(), &scope);
                    assert_eq!(
                        seen,
                        Decision::Allowed,
                        "{name}, {}, {relation}",
                        action.code()
                    );
                }
            }
        }
    }
}

#[test]
fn whoever_may_see_the_country_may_see_each_region() {
    for (name, actor) in actors() {
        for action in ActionKind::ALL
            .iter()
            .filter(|action| action.reading() == **action && !is_national_alone(**action))
        {
            let on = |scope: Scope| decide(&actor, *action, &scope) == Decision::Allowed;
            if on(Scope::national(place("C"))) {
                assert!(
                    on(Scope::regional(place("R-2"))),
                    "{name}, {}",
                    action.code()
                );
            }
        }
    }
}

/// What exists for the country alone.
fn is_national_alone(action: ActionKind) -> bool {
    use ActionKind as A;
    matches!(
        action,
        A::ReadEstimate | A::RunEstimate | A::HoldRound | A::ReadRound
    )
}

#[test]
fn nobody_asks_how_many_were_not_counted_in_one_region() {
    for (name, actor) in actors() {
        for action in [
            ActionKind::RunEstimate,
            ActionKind::ReadEstimate,
            ActionKind::HoldRound,
        ] {
            let decision = decide(&actor, action, &Scope::regional(place("R-1")));
            assert_ne!(decision, Decision::Allowed, "{name}");
        }
    }
}

#[test]
fn a_permit_for_the_country_does_not_reach_where_its_holder_may_not_act() {
    let analyst = Actor::for_test(1, "Analyst", Membership::NationalAnalyst);
    let country = albania();
    let permit = analyst
        .permit::<AdoptFigure>(Scope::national(place("AL")))
        .unwrap();
    assert!(permit.reaches_place(&country, &place("AL")));
    assert!(!permit.reaches_place(&country, &place("AL-07")));
}

#[test]
fn a_permit_for_one_region_does_not_reach_another_that_its_holder_may_read() {
    let analyst = Actor::for_test(1, "Analyst", Membership::NationalAnalyst);
    let country = albania();
    let permit = analyst
        .permit::<ReadFigures>(Scope::regional(place("AL-07")))
        .unwrap();
    assert!(permit.reaches_place(&country, &place("AL-07")));
    assert!(!permit.reaches_place(&country, &place("AL-08")));
    assert!(!permit.reaches_place(&country, &place("AL")));
    let municipality = country.place("AL-07").unwrap();
    let inside = country
        .places()
        .iter()
        .find(|one| one.parent.as_ref() == Some(&municipality.code));
    assert!(permit.reaches_place(&country, &inside.unwrap().code));
}

#[test]
fn a_permit_of_one_institution_does_not_reach_anothers() {
    let country = albania();
    let region = || Scope::regional(place("AL-07"));
    let of = |code: &str| region().of_institution(institution(code));
    let secretariat = Actor::for_test(
        1,
        "Secretariat",
        Membership::TechnicalSecretariat {
            region: place("AL-07"),
        },
    );
    let permit = secretariat
        .permit::<ReadReturn>(of("AL-07.POLICE"))
        .unwrap();
    assert!(permit.reaches(&country, &of("AL-07.POLICE")));
    assert!(!permit.reaches(&country, &of("AL-07.SOCIAL")));
    assert!(!permit.reaches(&country, &region()));
    let permit = secretariat.permit::<ReadReturn>(region()).unwrap();
    assert!(permit.reaches(&country, &of("AL-07.SOCIAL")));
}

#[test]
fn another_region_is_unseen_by_everyone_of_a_region() {
    for (name, actor) in actors()
        .iter()
        .filter(|(_, actor)| actor.region().is_some())
    {
        for action in ActionKind::ALL {
            if *action == ActionKind::ReadDirectory {
                continue;
            }
            for of in [None, Some("R-2.POLICE"), Some("R-1.POLICE")] {
                let mut scope = Scope::regional(place("R-2"));
                scope.institution = of.map(institution);
                let answer = decide(actor, *action, &scope);
                let unseen = Decision::Refused(Refused::NotFound);
                assert_eq!(answer, unseen, "{name}, {}", action.code());
            }
        }
    }
}

#[test]
fn a_member_of_an_institution_reads_no_figure_of_another() {
    use ActionKind as A;
    let exact = [
        A::ReadSituation,
        A::ReadFigures,
        A::ReadDiscrepancies,
        A::ReadSnapshot,
    ];
    for (name, actor) in actors() {
        let Some(own) = actor.institution() else {
            continue;
        };
        for (relation, scope) in relations() {
            for action in exact {
                let answer = decide(&actor, action, &scope);
                let unseen = Decision::Refused(Refused::NotFound);
                assert_eq!(answer, unseen, "{name}, {}, {relation}", action.code());
            }
            for action in [A::ReadReturn, A::ReadOwnPart] {
                let is_own = scope.institution.as_ref() == Some(own);
                let allowed = decide(&actor, action, &scope) == Decision::Allowed;
                assert!(!allowed || is_own, "{name}, {}, {relation}", action.code());
            }
        }
    }
}

#[test]
fn who_keeps_the_accounts_sees_no_figure() {
    use ActionKind as A;
    let administrator = Actor::for_test(1, "Administrator", Membership::Administrator);
    for (relation, scope) in relations() {
        for action in ActionKind::ALL {
            let expected = matches!(action, A::ReadDirectory | A::ManageAccounts | A::ReadLedger);
            let allowed = decide(&administrator, *action, &scope) == Decision::Allowed;
            assert_eq!(allowed, expected, "{}, {relation}", action.code());
        }
    }
}

#[test]
fn no_account_can_act_for_another_or_touch_the_machine() {
    for (name, actor) in actors() {
        let allowed = actor
            .permit::<OperateSystem>(Scope::national(place("C")))
            .is_ok();
        assert_eq!(allowed, actor == Actor::operator(), "{name}");
    }
}
