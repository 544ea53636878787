//! Taking a file in for the first time.

use crate::{
    Intake, IntakeError, home,
    kept::{self, Kept, Remembered},
    reading::Opened,
    stage::File,
};
use access::{Actor, ImportFigures, Permit};
use boxed::boxed;
use committee::{
    imports::mapping_recall,
    returns::{ReturnKey, return_find},
};
use exchange::{layout::own_workbook::OwnWorkbook, table::TextEncoding, value::Meanings};
use vocabulary::{InstitutionCode, Period};

/// A file, and what was said with it.
#[derive(Debug)]
pub struct NewFile {
    /// Its name, as the user knows it.
    pub name: String,
    /// The file, byte by byte.
    pub bytes: Vec<u8>,
    /// Who states the figures where the file does not say; an institution's member speaks for the
    /// own one alone.
    pub institution: Option<InstitutionCode>,
    /// When, where the file does not say.
    pub period: Option<Period>,
    /// The encoding, where the user names one.
    pub encoding: Option<TextEncoding>,
}

impl Intake {
    /// Takes a file in and stages what it says; with one open question where the meaning of its
    /// columns has to be confirmed first. Gives the import's number.
    ///
    /// # Errors
    /// [`IntakeError`]; nothing of the file is kept then.
    #[boxed]
    pub async fn take_in(&self, actor: &Actor, file: NewFile) -> Result<i64, IntakeError> {
        let permit = self.permit::<ImportFigures>(actor)?;
        let file = self.receive(actor, &permit, file).await?;
        self.stage(actor, permit, file).await
    }

    /// Opens a file and finds how it is to be read. Nothing is stored.
    pub(crate) async fn receive(
        &self,
        actor: &Actor,
        permit: &Permit<ImportFigures>,
        file: NewFile,
    ) -> Result<File, IntakeError> {
        let (bytes, opened) = self.open(file.bytes, file.encoding).await?;
        let file = NewFile {
            bytes: Vec::new(),
            ..file
        };
        let kept = self.kept_for(actor, permit, &file, &opened).await?;
        Ok(File {
            name: file.name,
            bytes,
            opened,
            kept,
            replaces: None,
        })
    }

    /// How the file is to be read: as our own workbook says, as was remembered, or as is proposed
    /// and has to be confirmed.
    async fn kept_for(
        &self,
        actor: &Actor,
        permit: &Permit<ImportFigures>,
        file: &NewFile,
        opened: &Opened,
    ) -> Result<Kept, IntakeError> {
        let country = self.country();
        let own = actor.institution().cloned();
        let said = file.institution.as_ref();
        let is_foreign = said.is_some_and(|said| own.as_ref().is_some_and(|own| own != said));
        let is_unknown = said.is_some_and(|said| country.institution(said.as_str()).is_none());
        if is_foreign || is_unknown {
            return Err(IntakeError::Refused("import-outside-institution"));
        }
        let institution = own.or_else(|| file.institution.clone());
        let known = institution
            .as_ref()
            .and_then(|code| country.institution(code.as_str()));
        let at_home = home(country, actor);
        let place = known.map_or_else(|| at_home.clone(), |one| one.place.clone());
        if !country.is_within(&place, &at_home) {
            return Err(IntakeError::Refused("import-outside-institution"));
        }
        let kept = |mapping, is_settled, meanings| Kept {
            institution: institution.clone(),
            place: place.clone(),
            period: file.period,
            encoding: file.encoding,
            mapping,
            is_settled,
            is_own_workbook: false,
            meanings,
            refused: 0,
            computed: 0,
        };
        if let Some(own) = opened.own() {
            self.check_own(actor, &own).await?;
            let mut kept = kept(opened.own_mapping(&own), true, Meanings::default());
            kept.institution = Some(own.institution);
            kept.place = own.place;
            kept.period = None;
            kept.is_own_workbook = true;
            return Ok(kept);
        }
        let fingerprint = opened.fingerprint();
        let recalled = mapping_recall(
            &self.database,
            &self.catalogue,
            permit,
            institution.as_ref(),
            fingerprint.as_str(),
        )
        .await?;
        if let Some(text) = recalled {
            let remembered: Remembered = kept::parse(&text)?;
            return Ok(kept(remembered.mapping, true, remembered.meanings));
        }
        let proposal = opened.proposal().ok_or(IntakeError::NoTable)?;
        Ok(kept(proposal, false, Meanings::default()))
    }

    /// Our own workbook has to belong to a return that whoever brings it may fill.
    async fn check_own(&self, actor: &Actor, own: &OwnWorkbook) -> Result<(), IntakeError> {
        let refused = || IntakeError::Refused("imports-foreign-workbook");
        let id = own.return_id.parse().map_err(|_| refused())?;
        let record = return_find(&self.database, &self.catalogue, id).await?;
        let record = record.ok_or_else(refused)?;
        let named = ReturnKey {
            template: record.key.template.clone(),
            institution: own.institution.clone(),
            place: own.place.clone(),
            period: own.period,
        };
        let is_its_form = record.key.template.as_str() == own.template && record.key == named;
        let scope = access::Scope::of_place(self.country(), &own.place).ok_or_else(refused)?;
        let scope = scope.of_institution(own.institution.clone());
        if is_its_form && actor.may::<ImportFigures>(&scope) {
            Ok(())
        } else {
            Err(refused())
        }
    }
}
