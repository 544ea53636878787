//! The institution that states a figure.

use super::{
    super::{
        mapping::LabelMeaning,
        memo::Problem,
        reading::Part,
        source::{Said, Source},
    },
    chosen, name_problem,
};
use vocabulary::InstitutionCode;

/// The institution.
pub(in crate::layout) fn institution(source: &Source<'_, '_>) -> Result<InstitutionCode, Problem> {
    let mut said = Said::nothing(Part::Institution);
    for key in source.given() {
        if let Some(institution) = &key.institution {
            said.add(None, institution.clone())?;
        }
    }
    for (column, meaning, text) in source.labels() {
        if let Some(key) = chosen(source, text)? {
            if let Some(institution) = &key.institution {
                said.add(Some(column), institution.clone())?;
            }
        } else if *meaning == LabelMeaning::Institution {
            let found = source.lexicon().institution(text).map_err(|problem| {
                let look = || source.lexicon().suggest_institutions(text);
                name_problem(source, column, Part::Institution, text, problem, look)
            })?;
            said.add(Some(column), found)?;
        }
    }
    let is_mapped = source.maps(|meaning| *meaning == LabelMeaning::Institution);
    let default = source.context().institution.clone();
    said.or(default.filter(|_| !is_mapped))
}
