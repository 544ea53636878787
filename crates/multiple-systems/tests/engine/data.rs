//! Small published data sets, as values.
//!
//! They must stay exactly as published: 185 people in New Orleans, not 186.

use multiple_systems::{CaptureTable, capture};

fn table(text: &str) -> CaptureTable {
    capture::read(text.as_bytes()).expect("a published table")
}

/// Three lists without overlap but one pair (Chan, Silverman & Vincent 2021, table 2).
pub fn artificial_3() -> CaptureTable {
    table("A,B,C,count\n1,0,0,40\n0,1,0,30\n0,0,1,20\n1,1,0,6\n")
}

/// Three lists of Korean women; 123 seen.
pub fn korea() -> CaptureTable {
    table("b,c,d,count\n0,0,1,41\n0,1,0,5\n1,0,0,5\n1,1,0,54\n1,0,1,6\n0,1,1,0\n1,1,1,12\n")
}

/// UK 2013, six lists, 2,744 seen.
pub fn uk_6() -> CaptureTable {
    table(
        "LA,NG,PF,GO,GP,NCA,count\n\
         1,0,0,0,0,0,54\n0,1,0,0,0,0,463\n0,0,1,0,0,0,907\n0,0,0,1,0,0,695\n0,0,0,0,1,0,316\n\
         0,0,0,0,0,1,57\n1,1,0,0,0,0,15\n1,0,1,0,0,0,19\n1,0,0,1,0,0,3\n0,1,1,0,0,0,56\n\
         0,1,0,1,0,0,19\n0,1,0,0,1,0,1\n0,1,0,0,0,1,3\n0,0,1,1,0,0,69\n0,0,1,0,1,0,10\n\
         0,0,1,0,0,1,31\n0,0,0,1,1,0,8\n0,0,0,1,0,1,6\n0,0,0,0,1,1,1\n1,1,1,0,0,0,1\n\
         1,1,0,1,0,0,1\n0,1,1,1,0,0,4\n0,1,1,0,0,1,3\n0,0,1,1,0,1,1\n1,1,1,1,0,0,1\n",
    )
}

/// UK 2013 with the police and the crime agency as one list; 2,744 seen.
pub fn uk_5() -> CaptureTable {
    table(
        "LA,NG,PFNCA,GO,GP,count\n\
         1,0,0,0,0,54\n0,1,0,0,0,463\n0,0,1,0,0,995\n0,0,0,1,0,695\n0,0,0,0,1,316\n\
         1,1,0,0,0,15\n1,0,1,0,0,19\n1,0,0,1,0,3\n0,1,1,0,0,62\n0,1,0,1,0,19\n0,1,0,0,1,1\n\
         0,0,1,1,0,76\n0,0,1,0,1,11\n0,0,0,1,1,8\n1,1,1,0,0,1\n1,1,0,1,0,1\n0,1,1,1,0,4\n\
         1,1,1,1,0,1\n",
    )
}

/// New Orleans, eight lists, 185 seen (Bales, Murphy & Silverman 2020, as first distributed).
pub fn new_orleans() -> CaptureTable {
    table(
        "A,B,C,D,E,F,G,H,count\n\
         1,0,0,0,0,0,0,0,25\n1,0,1,0,0,0,0,0,1\n1,0,0,1,0,0,0,0,2\n1,0,0,0,1,0,0,0,1\n\
         1,0,1,0,0,0,1,0,1\n1,0,0,1,1,0,0,0,1\n0,1,0,0,0,0,0,0,5\n0,1,0,0,0,1,0,0,1\n\
         0,0,1,0,0,0,0,0,70\n0,0,1,1,0,0,0,0,1\n0,0,1,0,1,0,0,0,1\n0,0,1,0,0,0,1,0,1\n\
         0,0,0,1,0,0,0,0,33\n0,0,0,1,1,0,0,0,2\n0,0,0,0,1,0,0,0,6\n0,0,0,0,1,0,0,1,1\n\
         0,0,0,0,0,1,0,0,6\n0,0,0,0,0,0,1,0,6\n0,0,0,0,0,0,0,1,21\n",
    )
}

/// Kosovo 1999 killings, four lists, 4,400 seen (Ball et al. 2002).
pub fn kosovo() -> CaptureTable {
    table(
        "EXH,ABA,OSCE,HRW,count\n\
         1,0,0,0,1131\n0,1,0,0,845\n0,0,1,0,936\n0,0,0,1,306\n1,1,0,0,177\n1,0,1,0,228\n\
         1,0,0,1,106\n0,1,1,0,217\n0,1,0,1,31\n0,0,1,1,123\n1,1,1,0,181\n1,1,0,1,18\n\
         1,0,1,1,42\n0,1,1,1,32\n1,1,1,1,27\n",
    )
}

/// The Netherlands 2010–2015, five lists, 8,234 seen (van Dijk et al. 2017).
pub fn netherlands() -> CaptureTable {
    table(
        "IO,K,P,R,Z,count\n\
         1,0,0,0,0,756\n0,1,0,0,0,1299\n0,0,1,0,0,4466\n0,0,0,1,0,650\n0,0,0,0,1,632\n\
         1,1,0,0,0,1\n1,0,1,0,0,81\n1,0,0,1,0,5\n1,0,0,0,1,73\n0,1,1,0,0,44\n0,1,0,0,1,4\n\
         0,0,1,1,0,82\n0,0,1,0,1,125\n0,0,0,1,1,2\n1,0,1,1,0,2\n1,0,1,0,1,11\n0,0,1,1,1,1\n",
    )
}
