//! The words beside which personal data stands, Albanian and English, folded (small letters, no
//! marks). Inflected forms are listed, since Albanian has no stem that could be cut off safely. Each
//! list is one text, its words parted by blanks.

/// Telephone.
pub const PHONE: &str = "\
    telefon telefoni telefonit tel cel celular celulari phone telephone cellphone \
    mobilephone homephone gsm whatsapp viber kontakti";

/// Passport and other personal papers.
pub const PAPER: &str = "\
    pasaporta pasaporte pasaportes pasaporten passport leternjoftim leternjoftimi \
    leternjoftimit leternjoftimin";

/// Being born, of one person: the words of statistics (`lindje`, `të lindura`) are not among them.
pub(super) const BORN: &str = "\
    lindur lindi datelindja datelindje datelindjen datelindjes ditelindja ditelindje \
    ditelindjen ditelindjes dtl born dob birthdate birthday";

/// What makes a day a limit of a count and not somebody's birthday, right before it.
pub(super) const LIMIT: &str = "\
    pas para deri prej nga mes midis ndermjet after before until since from between";

/// One victim, child or person, right before whose name.
pub(super) const ONE_PERSON: &str = "\
    viktima viktimes viktimen viktime mitura mituri mitures miturit miturin mituren femija \
    femijes femijen femije vajza vajzes vajzen vajze djali djalit djalin djale victim \
    survivor child girl boy minor";

/// What may stand between a word and the name or number that it is about.
pub(super) const BETWEEN: &str = "\
    i e te se me nr numri numer numrin emri emrin eshte saj tij personal mob mobile mobil \
    fiks of no number is was named called";

/// Years of age.
pub(super) const YEARS: &str = "\
    vjec vjece vjecare vjecar vjet year years yr yrs aged";

/// The tax number of a business, which looks like a number of a person.
pub(super) const BUSINESS: &str = "\
    nipt nipti niptin nuis nuisi nuisin";

/// The number of a letter in an office's book.
pub(super) const PROTOCOL: &str = "\
    prot protokoll protokolli protokollit protocol";

/// The months as people write them, Albanian and English.
pub(super) const MONTHS: &str = "\
    janar janari janarit shkurt shkurti shkurtit mars marsi marsit prill prilli prillit maj \
    maji majit qershor qershori qershorit korrik korriku korrikut gusht gushti gushtit shtator \
    shtatori shtatorit tetor tetori tetorit nentor nentori nentorit dhjetor dhjetori dhjetorit \
    january february march april may june july august september october november december";

/// Given names that are common in Albania (from public name statistics), to tell a list of persons
/// from a list of places. Names that are also common words or places are left out.
pub const GIVEN_NAMES: &str = "\
    adelina adriana afrim agim agron albana alban albert alda aleksander alketa alma altin \
    ana andi andrea anila anisa arben ardian ardit arjan arjana arlind armand arta artan \
    astrit aurel aurela bardhyl bashkim bledar blerim blerina blerta bujar dhimiter dorina \
    dritan edlira edmond eduart eduard elda elena elina elira elona elton elvira endri \
    enkelejda entela erion erjon erisa ermal ermira esmeralda eva fatbardha fatime fatjon \
    fatmir fatos flamur flora fatma gazmend genc gentian gezim hajdar hamit hasan ilir \
    ilirjan irena ismail jetmir jonida julian juliana klea klodian klodiana kristi kujtim \
    lavdie ledia leonard liljana lindita linda luan luljeta majlinda manjola maria marsela \
    mehmet merita migena mimoza mira mirela mustafa naim nertila nikolin nora olta orjeta \
    pellumb petrit ramazan redi rezarta rovena rudina saimir sabri sami shkelqim silvana \
    skender sokol sonila spartak suela suzana taulant teuta valbona valentina vasil vera \
    violeta vjollca xhevdet ylli zamira zana zef";

/// Whether a list holds a word.
#[must_use]
pub fn holds(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|entry| entry == word)
}
