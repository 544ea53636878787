//! The words by which headings of personal data are known, Albanian and English, folded (small
//! letters, no marks). Inflected forms are listed, since Albanian has no stem that could be cut off
//! safely: `personal` is not `personave`. Each list is one text, its words parted by blanks. Those that
//! running text is held against too lie in the vocabulary.

pub(super) use vocabulary::personal::words::{GIVEN_NAMES, PAPER, PHONE, holds};

/// "Name", which alone may also be a place's or an institution's.
pub(super) const NAME: &str = "\
    emri emer emrat emrin emra name names";

/// Words that make a name of a person by themselves.
pub(super) const SURNAME: &str = "\
    mbiemri mbiemer mbiemrat mbiemrin mbiemra surname surnames lastname firstname middlename \
    fullname forename forenames nickname nofka nofke llagap llagapi atesia atesi atesine \
    memesia memesi amesia amesi gjeneralitetet gjeneralitete emermbiemer emermbiemri babai \
    babait";

/// Words that make "name" a person's.
pub(super) const PERSON: &str = "\
    viktima viktimes viktimave viktime personi personit personave person femija femijes \
    femijeve femije klienti klientit klienteve perfituesi perfituesit perfitueses \
    perfituesve punonjesi punonjesit punonjeses mituri miturit mitures miturve qytetari \
    qytetarit babai babait ati atit nena nenes prindi prindit prinderve kujdestari \
    kujdestarit kujdestares bashkeshorti bashkeshortit bashkeshortes dyshuari dyshuarit \
    dyshuarve pandehuri pandehurit pandehurve autori autorit autoreve kryefamiljari \
    kryefamiljarit nxenesi nxenesit nxenesve plote raportuesi raportuesit deshmitari \
    deshmitarit shtetasi shtetasit shtetases victim victims persons child children client \
    clients beneficiary beneficiaries worker minor citizen father fathers mother mothers \
    parent parents guardian spouse husband wife suspect suspects defendant defendants \
    offender perpetrator trafficker witness student pupil respondent contact reporter \
    officer full first last second middle given family maiden";

/// Words for things that have names too: a name with one of them is no person's.
pub(super) const THING: &str = "\
    institucioni institucionit institucioneve institucion njesia njesise njesive njesi \
    bashkia bashkise bashkive bashki qarku qarkut qark qarqeve rrethi rrethit rreth komuna \
    komunes komune fshati fshatit lagjja lagjes qyteti qytetit vendi vendit shteti shtetit \
    prefektura prefektures treguesi treguesit tregues indikatori indikatorit projekti \
    projektit projekteve programi programit aktiviteti aktivitetit sherbimi sherbimit \
    shkolla shkolles shkolle qendra qendres organizata organizates ojf ojq drejtoria \
    drejtorise agjencia agjencise zyra zyres fushata fushates dokumenti dokumentit raporti \
    raportit kolona kolones kategoria kategorise grupi grupit donatori donatorit spitali \
    spitalit gjykata gjykates prokuroria prokurorise periudha periudhes trajnimi trajnimit \
    formulari formularit skedari skedarit komisariati komisariatit nipt nuis subjekti \
    subjektit kompania kompanise institution institutions unit units municipality \
    municipalities county region district commune village city town place places country \
    prefecture indicator indicators project projects program programme activity service \
    services school center centre organisation organization ngo npo directorate agency \
    office campaign document report column category group donor hospital court prosecution \
    period training form file sheet template variable field list dataset dimension term area \
    location adm1 adm2 adm3 org company business event";

/// Plural words of counted people: with one of them a heading counts, it does not identify.
pub(super) const COUNTED: &str = "\
    viktimave viktima rasteve raste personave persona femijeve femije familjeve familje \
    grave gra vajzave vajza djemve nxenesve thirrjeve thirrje victims cases persons people \
    children families women girls calls call referrals referral total gjithsej perqindja \
    percent share linja linje line hotline helpline registration regjistrim sessions";

/// Electronic mail.
pub(super) const EMAIL: &str = "\
    email mail emaili";

/// Addresses.
pub(super) const ADDRESS: &str = "\
    adresa adrese adreses adresen address addresses mailing zip postcode banesa baneses";

/// Shelters: their addresses are nobody's business.
pub(super) const SHELTER: &str = "\
    strehez streheza strehezes strehezave strehim strehimi strehimit shelter shelters";

/// Pictures of people.
pub(super) const PHOTO: &str = "\
    foto fotoja fotografi fotografia photo photograph photos";

/// Words that add nothing to the meaning of a heading.
pub(super) const SMALL: &str = "\
    i e te se dhe me nga ne of the and a an in on for nr no numri numer number num s or ose \
    prs sq en kodi code your 1 2 home mobile work shtepise personal personale d";

/// First words of institutions' names: a list of them is no list of persons.
pub(super) const INSTITUTION: &str = "\
    agjencia agency bashkia bordi center centre drejtoria fondacioni foundation gjykata \
    instituti institute komisariati ministria ministry municipality njesia office organizata \
    policia police prefektura prokuroria qarku qendra school sherbimi service shkolla \
    shoqata spitali streheza universiteti zyra";
