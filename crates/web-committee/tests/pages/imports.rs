//! Files as offices send them: refused at the door, asked about, previewed, committed, undone.

use crate::common;
use crate::common::{Person, REGION, field, member, secretariat, sent_in, world};
use axum::http::StatusCode;

const POLICE: &str = "AL-07.POLICE";
const FIGURES: &str = "SELECT COUNT(*) FROM reported_figure";
const KEPT: &str = "SELECT (SELECT COUNT(*) FROM source_file) + (SELECT COUNT(*) FROM import)
    + (SELECT COUNT(*) FROM stated_figure)";

const WIDE: &str = "Periudha;Viktima të mundshme të identifikuara;Viktima të identifikuara formalisht\n\
    2024Q3;4;2\n2024Q4;5;-\n";
const LATER: &str = "Periudha;Viktima të mundshme të identifikuara;Viktima të identifikuara formalisht\n\
    2024Q3;6;2\n2024Q4;5;-\n";
const COLUMNS: [(&str, &str); 5] = [
    ("meaning-0-1", "period"),
    ("meaning-0-2", "value"),
    ("indicator-0-2", "V01"),
    ("meaning-0-3", "value"),
    ("indicator-0-3", "V02"),
];

async fn upload(person: &Person<'_>, name: &str, bytes: &[u8]) -> common::Answer {
    let csrf = person.csrf().await;
    person.upload(&csrf, name, bytes, "").await
}

/// Uploads the wide table, settles its columns and says what a dash stands for.
async fn answered(police: &Person<'_>) -> String {
    let first = upload(police, "tabela.csv", WIDE.as_bytes()).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.text());
    let proposal = police.get(&first.location).await.text();
    assert!(proposal.contains("name=\"meaning-0-1\""), "{proposal}");
    let early = police
        .post(&format!("{}/commit", first.location), &[])
        .await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    let second = police
        .post(&format!("{}/mapping", first.location), &COLUMNS)
        .await;
    assert_eq!(second.status, StatusCode::SEE_OTHER, "{}", second.text());
    let asked = police.get(&second.location).await.text();
    assert!(asked.contains("«-»") && asked.contains("C3"), "{asked}");
    let early = police
        .post(&format!("{}/commit", second.location), &[])
        .await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    let third = police
        .post(
            &format!("{}/answers", second.location),
            &[("answer-0", "not_reported")],
        )
        .await;
    assert_eq!(third.status, StatusCode::SEE_OTHER, "{}", third.text());
    // The earlier readings are gone.
    assert_eq!(
        police.get(&second.location).await.status,
        StatusCode::NOT_FOUND
    );
    third.location
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_with_personal_data_is_refused_by_column_and_nothing_of_it_is_kept() {
    let world = world().await;
    let police = world.person("police", member(POLICE)).await;
    let file = "Emri;Mbiemri;Datëlindja;Nr. telefoni;Vendi\n\
        Arta;Hoxha;03.04.1999;069 123 4567;Kukës\n";
    let answer = upload(&police, "viktimat.csv", file.as_bytes()).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = answer.text();
    for heading in ["Emri", "Mbiemri", "Datëlindja", "Nr. telefoni"] {
        assert!(page.contains(heading), "{heading} is not named");
    }
    assert!(!page.contains("Arta") && !page.contains("Hoxha"));
    assert_eq!(world.count(KEPT).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dash_is_asked_about_once_and_the_file_is_committed_and_undone_as_a_whole() {
    let world = world().await;
    let police = world.person("police", member(POLICE)).await;
    let address = answered(&police).await;
    let preview = police.get(&address).await.text();
    assert!(preview.contains("<code>B2</code>") && preview.contains("<code>C3</code>"));
    assert_eq!(world.count(FIGURES).await, 0);
    let committed = police.post(&format!("{address}/commit"), &[]).await;
    assert_eq!(
        committed.status,
        StatusCode::SEE_OTHER,
        "{}",
        committed.text()
    );
    assert_eq!(world.count(FIGURES).await, 4);
    let twice = police.post(&format!("{address}/commit"), &[]).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);

    // Columns and dash are remembered: the next file goes straight to its preview.
    let next = upload(&police, "tabela.csv", LATER.as_bytes()).await;
    let page = police.get(&next.location).await.text();
    // What was said can still be put right, below what the file would change.
    let (_, folded) = page.split_once("Put right what the columns mean").unwrap();
    assert!(folded.contains("name=\"meaning-0-1\"") && !page.contains("name=\"answer-0\""));
    assert!(page.contains("/commit"));
    let thrown = police
        .post(&format!("{}/discard", next.location), &[])
        .await;
    assert_eq!(thrown.status, StatusCode::SEE_OTHER);

    let file = police.get(&format!("{address}/file")).await;
    assert_eq!(file.bytes, WIDE.as_bytes());
    let undone = police.post(&format!("{address}/undo"), &[]).await;
    assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", undone.text());
    assert_eq!(world.count(FIGURES).await, 0);
}

/// A quarter that was sent in is not changed by a file; the file waits, and its page says what is in the way.
#[tokio::test(flavor = "multi_thread")]
async fn a_file_about_a_return_that_was_sent_in_waits_and_its_page_says_so() {
    let world = world().await;
    let police = world.person("police", member(POLICE)).await;
    let sent = sent_in(&police, POLICE, ("1", "")).await;
    let before = world.count(FIGURES).await;
    let address = answered(&police).await;
    let refused = police.post(&format!("{address}/commit"), &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = refused.text();
    for said in [
        "Ask for it to be sent back or opened again",
        "<code>C3</code>",
        "href=\"#returns\"",
        "id=\"returns\"",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert_eq!(world.count(FIGURES).await, before);
    // Before anybody tries, too: the quarter before has not been begun, and its cells are as good as new.
    let preview = police.get(&address).await.text();
    for said in [
        format!("<a href=\"{sent}\">"),
        "2 cells belong to a return that has been sent in".to_owned(),
    ] {
        assert!(preview.contains(&said), "{said}: {preview}");
    }
    assert_eq!(preview.matches(">with the committee</span>").count(), 2);
    assert_eq!(preview.matches(">new</span>").count(), 2);
    assert!(!preview.contains("/commit"), "{preview}");
    // Sent back, it can be filled in, and the file counts.
    let secretary = world.person("secretary", secretariat(REGION)).await;
    let back = [("step", "send-back"), ("reason", "Mungojnë qeliza.")];
    let back = secretary.post(&format!("{sent}/steps"), &back).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.text());
    let preview = police.get(&address).await.text();
    assert!(!preview.contains("with the committee") && preview.contains("/commit"));
    let counted = police.post(&format!("{address}/commit"), &[]).await;
    assert_eq!(counted.status, StatusCode::SEE_OTHER, "{}", counted.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_foreign_import_does_not_exist_and_a_foreign_form_is_refused() {
    let world = world().await;
    let police = world.person("police", member(POLICE)).await;
    let address = answered(&police).await;
    for (name, other) in [
        ("social", member("AL-07.SOCIAL")),
        ("neighbour", secretariat("AL-06")),
    ] {
        let other = world.person(name, other).await;
        assert_eq!(other.get(&address).await.status, StatusCode::NOT_FOUND);
        let file = other.get(&format!("{address}/file")).await;
        assert_eq!(file.status, StatusCode::NOT_FOUND);
        for step in ["commit", "discard", "answers", "mapping", "undo"] {
            let answer = other.post(&format!("{address}/{step}"), &COLUMNS).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{step}");
        }
    }
    let kept = world.count(KEPT).await;
    let answer = police.upload("guessed", "b.csv", b"a;b\n1;2\n", "").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for step in ["commit", "discard", "answers", "mapping", "undo"] {
        let answer = police
            .post_bare(&format!("{address}/{step}"), &[("x", "y")])
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{step}");
    }
    assert_eq!(world.count(KEPT).await, kept);
    assert_eq!(world.count(FIGURES).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn our_own_workbook_comes_back_as_it_was_handed_out_and_to_nobody_else() {
    let world = world().await;
    let police = world.person("police", member(POLICE)).await;
    let new = [
        ("template", "victims-quarterly"),
        ("institution", POLICE),
        ("place", "AL-07"),
        ("period", "2024Q4"),
    ];
    let address = police.post("/returns", &new).await.location;
    let page = police.get(&address).await.text();
    let seen = field(&page, "seen");
    let fields = [
        ("version", "1"),
        ("seen", seen.as_str()),
        ("number-0", "7"),
        ("comment-0", "nga regjistri"),
        ("state-14", "not_reported"),
    ];
    assert_eq!(
        police.post(&address, &fields).await.status,
        StatusCode::SEE_OTHER
    );
    let book = police.get(&format!("{address}/workbook.xlsx")).await;
    assert!(book.kind.contains("spreadsheetml"));
    let staged = upload(&police, "formulari.xlsx", &book.bytes).await;
    assert_eq!(staged.status, StatusCode::SEE_OTHER, "{}", staged.text());
    let preview = police.get(&staged.location).await.text();
    assert_eq!(
        preview
            .matches("<span class=\"tag \">unchanged</span>")
            .count(),
        2,
        "{preview}"
    );
    assert!(!preview.contains("name=\"answer-0\""));

    let social = world.person("social", member("AL-07.SOCIAL")).await;
    let kept = world.count(KEPT).await;
    let refused = upload(&social, "formulari.xlsx", &book.bytes).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(world.count(KEPT).await, kept);
    let secretary = world.person("secretary", secretariat(REGION)).await;
    let taken = upload(&secretary, "formulari.xlsx", &book.bytes).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_file_sent_twice_at_once_is_two_imports_that_name_each_other_and_count_once() {
    let world = world().await;
    let police = world.person("police", member(POLICE)).await;
    let csrf = police.csrf().await;
    let send = || police.upload(&csrf, "tabela.csv", WIDE.as_bytes(), "");
    let (one, other) = tokio::join!(send(), send());
    assert_ne!(one.location, other.location);
    for (own, also) in [(&one, &other), (&other, &one)] {
        assert_eq!(own.status, StatusCode::SEE_OTHER, "{}", own.text());
        let page = police.get(&own.location).await.text();
        let link = format!("href=\"{}\"", also.location);
        assert!(
            page.contains("brought in more than once") && page.contains(&link),
            "{page}"
        );
    }
    // A colleague of another institution sent none, and is told of none.
    assert_eq!(world.count("SELECT COUNT(*) FROM source_file").await, 1);
    let social = world.person("social", member("AL-07.SOCIAL")).await;
    let alone = upload(&social, "tabela.csv", WIDE.as_bytes()).await;
    let page = social.get(&alone.location).await.text();
    assert!(!page.contains("brought in more than once"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_of_a_million_columns_is_refused_in_words() {
    let world = world().await;
    let police = world.person("police", member(POLICE)).await;
    let wide = format!("{}\n{}\n", "a;".repeat(1_000_000), "1;".repeat(1_000_000));
    let answer = upload(&police, "wide.csv", wide.as_bytes()).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = answer.text();
    assert!(
        page.contains("The table has more than 500 columns"),
        "{page}"
    );
    assert_eq!(world.count(KEPT).await, 0);
}

/// What one office calls its file is no news to another that sends the same.
#[tokio::test(flavor = "multi_thread")]
async fn the_same_file_has_its_own_name_with_each_who_sends_it() {
    let world = world().await;
    let police = world.person("police", member(POLICE)).await;
    let elsewhere = world.person("elsewhere", member("AL-03.POLICE")).await;
    upload(&police, "kukes-sekret.csv", WIDE.as_bytes()).await;
    let other = upload(&elsewhere, "elbasan.csv", WIDE.as_bytes()).await;
    let file = format!("{}/file", other.location);
    for path in ["/imports", other.location.as_str()] {
        let page = elsewhere.get(path).await.text();
        assert!(page.contains("elbasan.csv"), "{page}");
        assert!(!page.contains("kukes-sekret"), "{page}");
    }
    assert_eq!(elsewhere.get(&file).await.bytes, WIDE.as_bytes());
    assert_eq!(world.count("SELECT COUNT(*) FROM source_file").await, 1);
}

/// A double click answers once: one reading takes the place of the one that was answered.
#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_is_sent_twice_at_once_leaves_one_reading() {
    let world = world().await;
    let police = world.person("police", member(POLICE)).await;
    let first = upload(&police, "tabela.csv", WIDE.as_bytes()).await;
    let mapping = format!("{}/mapping", first.location);
    let send = || police.post(&mapping, &COLUMNS);
    let answers = tokio::join!(send(), send(), send());
    let answers = [answers.0, answers.1, answers.2];
    let taken = answers
        .iter()
        .filter(|one| one.status == StatusCode::SEE_OTHER);
    assert_eq!(taken.count(), 1);
    assert_eq!(world.count("SELECT COUNT(*) FROM import").await, 1);
}

/// What was chosen beside a file that is refused is still chosen.
#[tokio::test(flavor = "multi_thread")]
async fn a_refused_file_leaves_the_choices_as_they_were() {
    let world = world().await;
    let police = world.person("police", member(POLICE)).await;
    let csrf = police.csrf().await;
    let refused = police.upload(&csrf, "bosh.csv", b"", "2024Q4").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = refused.text();
    assert!(
        page.contains("<option value=\"2024Q4\" selected>"),
        "{page}"
    );
    let unknown = police
        .upload(&csrf, "tabela.csv", WIDE.as_bytes(), "soon")
        .await;
    assert_eq!(unknown.status, StatusCode::BAD_REQUEST);
    assert_eq!(world.count(KEPT).await, 0);
}
