//! A small country and files as offices make them, for the tests.

use exchange::lexicon::Lexicon;
use std::io::Write;
use vocabulary::{
    AgeBasis, Breakdown, CountingRule, CountingUnit, Coverage, DateBasis, DimensionCode, Direction,
    Indicator, IndicatorCode, Institution, InstitutionCode, InstitutionKindCode, Names, OverTime,
    PeriodKind, Place, PlaceCode, PlaceIdentifier, Repeats, ReportingTemplate, Sensitivity,
    TemplateCode, TemplateRow, TemplateSection, TermCode, TerritorialBasis, Validity,
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// A place; existing for ever.
pub fn place(code: &str, level: &str, parent: Option<&str>, name: &str) -> Place {
    Place {
        code: PlaceCode::parse(code).unwrap(),
        level: level.into(),
        parent: parent.map(|code| PlaceCode::parse(code).unwrap()),
        also_in: Vec::new(),
        names: Names::new(name, name),
        aliases: Vec::new(),
        validity: Validity::default(),
        identifiers: Vec::new(),
        centre: None,
    }
}

fn indicator(code: &str, albanian: &str, english: &str, dimensions: &[&str]) -> Indicator {
    Indicator {
        code: IndicatorCode::parse(code).unwrap(),
        names: Names::new(albanian, english),
        definition: Names::new("", ""),
        group: "victims".into(),
        decimals: 0,
        over_time: OverTime::Sum,
        additive_across_places: true,
        additive_across_institutions: false,
        sensitivity: Sensitivity::Public,
        direction: Direction::Neither,
        counts_people: true,
        counting_rule: CountingRule {
            status: None,
            unit: CountingUnit::Person,
            territory: TerritorialBasis::IdentifiedIn,
            date: DateBasis::FirstIdentification,
            repeats: Repeats::OncePerPeriod,
            age: AgeBasis::AtIdentification,
            articles: Vec::new(),
            coverage: Coverage::OwnClients,
        },
        dimensions: dimensions
            .iter()
            .map(|code| DimensionCode::parse(code).unwrap())
            .collect(),
        source: "test".into(),
    }
}

/// A country of a few places with the traps of the real one: names on several levels, a name borne
/// six times over, a renamed municipality, marks that offices leave out.
pub fn lexicon() -> Lexicon {
    let mut lexicon = Lexicon::default();
    for (code, albanian, english) in [
        ("qark", "Qark", "County"),
        ("bashki", "Bashki", "Municipality"),
        ("njesi", "Njësi administrative", "Administrative unit"),
    ] {
        lexicon.add_level(code, &Names::new(albanian, english));
    }
    lexicon.add_place(&place("AL", "country", None, "Shqipëri"));
    for (code, name) in [("AL-01", "Berat"), ("AL-09", "Dibër"), ("AL-04", "Fier")] {
        let mut qark = place(code, "qark", Some("AL"), name);
        qark.identifiers.push(PlaceIdentifier {
            scheme: "instat".into(),
            identifier: "2".into(),
        });
        lexicon.add_place(&qark);
    }
    for (code, parent, name) in [
        ("AL311", "AL-01", "Berat"),
        ("AL312", "AL-01", "Kuçovë"),
        ("AL111", "AL-09", "Dibër"),
        ("AL112", "AL-09", "Klos"),
        ("AL321", "AL-04", "Fier"),
    ] {
        lexicon.add_place(&place(code, "bashki", Some(parent), name));
    }
    let mut renamed = place("AL314", "bashki", Some("AL-01"), "Dimal");
    renamed.aliases.push("Ura Vajgurore".into());
    lexicon.add_place(&renamed);
    for (code, parent) in [("U-1", "AL321"), ("U-2", "AL111")] {
        lexicon.add_place(&place(code, "njesi", Some(parent), "Qendër"));
    }
    let mut ended = place("K-1", "komune", Some("AL-01"), "Lumas i vjetër");
    ended.validity.until = Some(jiff::civil::date(2015, 7, 30));
    lexicon.add_place(&ended);

    let dimension = |code: &str| DimensionCode::parse(code).unwrap();
    lexicon.add_dimension(&dimension("sex"), &Names::new("Gjinia", "Sex"));
    lexicon.add_dimension(&dimension("age"), &Names::new("Grupmosha", "Age"));
    for (of, code, albanian, english, alias) in [
        ("sex", "female", "Femra", "Female", "Vajza dhe gra"),
        ("sex", "male", "Meshkuj", "Male", "Djem dhe burra"),
        ("age", "child", "Fëmijë", "Children", "0-17"),
        ("age", "adult", "Të rritur", "Adults", "18+"),
    ] {
        let term = TermCode::parse(code).unwrap();
        lexicon.add_term(
            &dimension(of),
            &term,
            &Names::new(albanian, english),
            [alias],
        );
    }
    let both = ["sex", "age"];
    lexicon.add_indicator(&indicator(
        "V01",
        "Viktima të mundshme",
        "Potential victims",
        &both,
    ));
    lexicon.add_indicator(&indicator(
        "V02",
        "Viktima të identifikuara",
        "Formal victims",
        &both,
    ));
    lexicon.add_indicator(&indicator(
        "J01",
        "Raste të regjistruara",
        "Cases registered",
        &[],
    ));
    for (code, name) in [
        ("AL-01.POLICE", "Drejtoria Vendore e Policisë Berat"),
        ("AL-09.POLICE", "Drejtoria Vendore e Policisë Dibër"),
    ] {
        lexicon.add_institution(&Institution {
            code: InstitutionCode::parse(code).unwrap(),
            kind: InstitutionKindCode::parse("police").unwrap(),
            names: Names::new(name, name),
            place: PlaceCode::parse("AL-01").unwrap(),
            validity: Validity::default(),
        });
    }
    lexicon.add_template(&template());
    lexicon
}

fn template() -> ReportingTemplate {
    let row = |indicator: &str, breakdown: &str| TemplateRow {
        indicator: IndicatorCode::parse(indicator).unwrap(),
        breakdown: Breakdown::parse(breakdown).unwrap(),
        is_required: true,
    };
    ReportingTemplate {
        code: TemplateCode::parse("victims-quarterly").unwrap(),
        version: 3,
        names: Names::new("Viktimat", "Victims"),
        period_kind: PeriodKind::Quarter,
        due_days: 15,
        institution_kinds: Vec::new(),
        is_counted: false,
        sections: vec![TemplateSection {
            names: Names::new("Viktimat", "Victims"),
            rows: vec![
                row("V01", ""),
                row("V01", "sex=female"),
                row("V01", "sex=male"),
                row("V02", ""),
            ],
        }],
    }
}

/// A zip archive of the given parts.
pub fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        let method = if *name == "mimetype" {
            CompressionMethod::Stored
        } else {
            CompressionMethod::Deflated
        };
        let options = SimpleFileOptions::default().compression_method(method);
        writer.start_file(*name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The kind of an OpenDocument spreadsheet.
pub const ODS_KIND: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

/// An OpenDocument spreadsheet with these sheets (the XML inside `office:spreadsheet`).
pub fn ods(sheets: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
         xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:style=\"s\" \
         xmlns:calcext=\"c\"><office:automatic-styles><style:style style:name=\"hidden\">\
         <style:table-properties table:display=\"false\"/></style:style>\
         </office:automatic-styles><office:body><office:spreadsheet>{sheets}\
         </office:spreadsheet></office:body></office:document-content>"
    );
    archive(&[("mimetype", ODS_KIND), ("content.xml", content.as_bytes())])
}

/// A workbook whose only sheet has this `sheetData` (and whatever follows it).
pub fn xlsx(sheet_data: &str) -> Vec<u8> {
    let sheet = format!(
        "<?xml version=\"1.0\"?><worksheet \
         xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{sheet_data}\
         </worksheet>"
    );
    archive(&[
        (
            "[Content_Types].xml",
            b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
        ),
        (
            "_rels/.rels",
            b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
              <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
              Target=\"xl/workbook.xml\"/></Relationships>",
        ),
        (
            "xl/workbook.xml",
            b"<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
              xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
              <sheets><sheet name=\"Fleta1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
              <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" \
              Target=\"worksheets/sheet1.xml\"/></Relationships>",
        ),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}
