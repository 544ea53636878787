//! Sample charts of rows and cells.

use super::*;

/// Five institutions, one of them by another rule, one silent, one zero, and the adopted figure.
pub fn dot_plot(prefix: &str) -> Result<DotPlot, Error> {
    let row = |name: &str, mark: Mark, comparable: bool| DotRow {
        name: name.to_owned(),
        mark,
        comparable,
    };
    let rows = vec![
        row("Drejtoria Vendore e Policisë", count(3), true),
        row(
            "Shërbimi Social Shtetëror, drejtoria rajonale",
            count(5),
            true,
        ),
        row("Qendra e strehimit", count(7), true).clone(),
        row("Zyra arsimore", Mark::not_reported("nuk u raportua"), true),
        row("Spitali rajonal", count(0), false),
    ];
    let mut rows = rows;
    rows[0].mark = rows[0]
        .mark
        .clone()
        .with_link(link("/facts/17?from=police")?);
    Ok(DotPlot::new(
        heading(prefix, "Pesë institucione për të njëjtin fakt")?,
        dot_plot_words(),
        rows,
    )?
    .with_adopted(count(4)))
}

/// Two sexes, five ages, unknown of both.
pub fn pyramid() -> Result<Pyramid, Error> {
    let row = |label: &str, left: Mark, right: Mark, unknown: Mark, age_unknown: bool| PyramidRow {
        label: label.to_owned(),
        left,
        right,
        unknown: Some(unknown),
        age_unknown,
    };
    Pyramid::new(
        heading("pyramid", "Sipas gjinisë dhe moshës")?,
        pyramid_words(),
        vec![
            row("25 vjeç e lart", count(14), count(6), count(0), false),
            row("18–24", count(31), count(9), count(2), false),
            row(
                "14–17",
                count(44),
                count(12),
                Mark::not_applicable("–"),
                false,
            ),
            row("10–13", count(18), Mark::hidden("<5"), count(1), false),
            row(
                "0–9",
                count(7),
                count(0),
                Mark::not_reported("nuk u raportua"),
                false,
            ),
            row("Mosha e panjohur", count(5), count(3), count(4), true),
        ],
    )
}

fn heads(corner: &str, columns: u32) -> MatrixHeads {
    let rows = [
        "Drejtoria Vendore e Policisë",
        "Prokuroria",
        "Shërbimi Social Shtetëror, drejtoria rajonale e qarkut",
        "Njësia e mbrojtjes së fëmijëve",
        "Zyra arsimore",
    ];
    MatrixHeads {
        corner: corner.to_owned(),
        rows: rows.map(str::to_owned).to_vec(),
        columns: (0..columns)
            .map(|at| format!("{}Q{}", 2022 + at / 4, at % 4 + 1))
            .collect(),
    }
}

/// Five institutions, twelve quarters.
pub fn reporting() -> Result<ReportingMatrix, Error> {
    let cell = |index: usize| ReportingCell {
        punctuality: Punctuality::ALL[(index * index + index / 3) % 4],
        detail: if index.is_multiple_of(5) {
            "12.01.2024".to_owned()
        } else {
            String::new()
        },
        link: Link::parse(&format!("/returns/{index}")).ok(),
    };
    let cells = (0..5).map(|row| (0..12).map(|column| cell(row * 12 + column)).collect());
    ReportingMatrix::new(
        heading("reporting", "Raportimi sipas institucionit dhe tremujorit")?,
        PunctualityWords {
            on_time: "Në kohë".to_owned(),
            late: "Me vonesë".to_owned(),
            missing: "Mungon".to_owned(),
            not_expected: "Nuk pritej".to_owned(),
        },
        heads("Institucioni", 12),
        cells.collect(),
    )
}

/// Spread by institution and quarter.
pub fn discrepancy() -> Result<ClassMatrix, Error> {
    let cells = (0..5u32).map(|row| (0..6u32).map(|at| any_mark(row * 6 + at)).collect());
    ClassMatrix::new(
        heading("spread", "Mospërputhjet")?,
        ClassMatrixWords {
            legend: "Shtrirja midis shifrave (persona)".to_owned(),
            states: states(),
        },
        classes()?,
        heads("Institucioni", 6),
        cells.collect(),
    )
}

/// The words of bars.
pub fn bar_words() -> BarWords {
    BarWords {
        row: "Forma".to_owned(),
        measure: "Viktima të mundshme 2024 (persona)".to_owned(),
        total: "Gjithsej".to_owned(),
        states: states(),
    }
}

/// Plain bars.
pub fn bars(prefix: &str) -> Result<Bars, Error> {
    let row = |name: &str, mark: Mark| BarRow {
        name: name.to_owned(),
        parts: vec![mark],
        total: None,
    };
    Bars::new(
        heading(prefix, "Sipas formës së shfrytëzimit")?,
        bar_words(),
        vec![BarSeries {
            name: "Gjithsej".to_owned(),
            unknown: false,
        }],
        vec![
            row("Shfrytëzim seksual", count(64)),
            row(
                "Punë e detyruar, përfshirë shërbimin në shtëpi dhe bujqësinë",
                count(21),
            ),
            row("Lypje e detyruar", Mark::hidden("<5")),
            row("Martesë e detyruar", count(0)),
            row("Heqje organesh", Mark::not_reported("nuk u raportua")),
        ],
    )
}

/// Stacked bars with unknown parts.
pub fn stacked() -> Result<Bars, Error> {
    let part = |name: &str, unknown: bool| BarSeries {
        name: name.to_owned(),
        unknown,
    };
    let row = |name: &str, parts: Vec<Mark>, total: Mark| BarRow {
        name: name.to_owned(),
        parts,
        total: Some(total),
    };
    let total = count(69).with_link(link("/facts/69")?);
    Bars::new(
        heading("stacked", "Sipas formës dhe gjinisë")?,
        bar_words(),
        vec![
            part("Gra", false),
            part("Vajza", false),
            part("Burra", false),
            part("Djem", false),
            part("Të tjerë", false),
            part("E panjohur", true),
        ],
        vec![
            row(
                "Shfrytëzim seksual",
                vec![
                    count(28),
                    count(31),
                    count(0),
                    Mark::hidden("<5"),
                    count(6),
                    count(10),
                ],
                total,
            ),
            row(
                "Punë e detyruar",
                vec![
                    count(3),
                    count(4),
                    count(9),
                    count(6),
                    count(2),
                    Mark::not_reported("n/r"),
                ],
                Mark::hidden("e fshehur"),
            ),
            row(
                "Lypje e detyruar",
                vec![
                    count(1),
                    count(14),
                    Mark::not_applicable("–"),
                    count(22),
                    count(0),
                    count(2),
                ],
                count(39),
            ),
        ],
    )
}

/// The words of the dot plot.
pub fn dot_plot_words() -> DotPlotWords {
    DotPlotWords {
        institution: "Institucioni".to_owned(),
        measure: "Të mitura të identifikuara, tremujori IV 2006 (persona)".to_owned(),
        adopted: "Shifra e miratuar".to_owned(),
        range: "Shtrirja e shifrave të krahasueshme".to_owned(),
        not_comparable: "Rregull tjetër numërimi".to_owned(),
        comparable: "Rregulli i përbashkët".to_owned(),
        states: states(),
        numbers: NUMBERS,
    }
}

/// The words of the pyramid.
pub fn pyramid_words() -> PyramidWords {
    PyramidWords {
        age: "Mosha".to_owned(),
        left: "Femra".to_owned(),
        right: "Meshkuj".to_owned(),
        unknown: "Gjini e panjohur".to_owned(),
        states: states(),
    }
}
