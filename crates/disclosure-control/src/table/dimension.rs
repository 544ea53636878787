//! A dimension: its codes and which codes add up to which.
//!
//! A code may belong to several groups (the same commune in an old and in a new municipality), and a
//! code may be the sum of several groups; it must never be a part of itself.

use crate::Error;
use rustc_hash::FxHashMap;

/// One sum inside a dimension: the parent is the sum of the children. Numbers are places in
/// [`Dimension::codes`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The whole.
    pub parent: u32,
    /// Its parts, each once.
    pub children: Vec<u32>,
}

/// A named dimension with its codes and sums.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dimension {
    name: String,
    codes: Vec<String>,
    places: FxHashMap<String, u32>,
    groups: Vec<Group>,
    total: Option<u32>,
}

impl Dimension {
    /// A total and its parts.
    ///
    /// # Errors
    /// [`Error::Dimension`] when a code is empty or stands twice.
    pub fn flat<P: Into<String>>(
        name: &str,
        total: &str,
        parts: impl IntoIterator<Item = P>,
    ) -> Result<Self, Error> {
        let mut dimension = Self::untotalled(name, [total.to_owned()])?;
        dimension.total = Some(0);
        let children = parts
            .into_iter()
            .map(|part| dimension.add(part.into()))
            .collect::<Result<Vec<_>, _>>()?;
        if !children.is_empty() {
            dimension.groups.push(Group {
                parent: 0,
                children,
            });
        }
        Ok(dimension)
    }

    /// Codes that are not added up in the table (years, say).
    ///
    /// # Errors
    /// [`Error::Dimension`] when a code is empty or stands twice.
    pub fn untotalled<P: Into<String>>(
        name: &str,
        codes: impl IntoIterator<Item = P>,
    ) -> Result<Self, Error> {
        let mut dimension = Self {
            name: name.to_owned(),
            codes: Vec::new(),
            places: FxHashMap::default(),
            groups: Vec::new(),
            total: None,
        };
        if name.trim().is_empty() {
            return Err(dimension.fault("it has no name; give the column a heading"));
        }
        for code in codes {
            dimension.add(code.into())?;
        }
        Ok(dimension)
    }

    /// A tree of codes given as (child, parent) pairs. A parent that is nobody's child is a part of
    /// the total.
    ///
    /// # Errors
    /// [`Error::Cycle`]; [`Error::Dimension`] when a code is empty, or a child has two parents (use
    /// [`Self::with_group`] for a second division of the same whole).
    pub fn hierarchical<'a>(
        name: &str,
        total: &str,
        links: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, Error> {
        let mut dimension = Self::flat(name, total, Vec::<String>::new())?;
        let mut parents: Vec<Option<u32>> = vec![None];
        let mut children: Vec<Vec<u32>> = vec![Vec::new()];
        for (child, parent) in links {
            let child_place = dimension.ensure(child)?;
            let parent_place = dimension.ensure(parent)?;
            parents.resize(dimension.codes.len(), None);
            children.resize(dimension.codes.len(), Vec::new());
            match parents[child_place as usize] {
                Some(known) if known == parent_place => {}
                Some(known) => {
                    return Err(dimension.fault(&format!(
                        "\"{child}\" is a part of \"{}\" and of \"{parent}\"; keep one of the two",
                        dimension.codes[known as usize]
                    )));
                }
                None => {
                    parents[child_place as usize] = Some(parent_place);
                    children[parent_place as usize].push(child_place);
                }
            }
        }
        if parents[0].is_some() {
            return Err(Error::Cycle {
                dimension: name.to_owned(),
                code: total.to_owned(),
            });
        }
        let tops = (1..parents.len()).filter(|&place| parents[place].is_none());
        children[0].extend(tops.map(|place| place as u32));
        for (parent, children) in children.into_iter().enumerate() {
            if !children.is_empty() {
                dimension.groups.push(Group {
                    parent: parent as u32,
                    children,
                });
            }
        }
        dimension.refuse_cycles()?;
        Ok(dimension)
    }

    /// The same dimension with one more sum: a second division of a whole that is there, or a new
    /// whole over codes that are there.
    ///
    /// # Errors
    /// [`Error::UnknownCode`] for a child that is not there, [`Error::Cycle`].
    pub fn with_group(mut self, parent: &str, children: &[&str]) -> Result<Self, Error> {
        let parts = children
            .iter()
            .map(|child| self.place(child))
            .collect::<Result<Vec<_>, _>>()?;
        let parent = self.ensure(parent)?;
        self.groups.push(Group {
            parent,
            children: parts,
        });
        self.refuse_cycles()?;
        Ok(self)
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// All codes; the total, where there is one, among them.
    #[must_use]
    pub fn codes(&self) -> &[String] {
        &self.codes
    }

    /// The sums.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The place of the total, where there is one.
    #[must_use]
    pub const fn total(&self) -> Option<u32> {
        self.total
    }

    /// The place of a code.
    ///
    /// # Errors
    /// [`Error::UnknownCode`].
    pub fn place(&self, code: &str) -> Result<u32, Error> {
        self.places
            .get(code)
            .copied()
            .ok_or_else(|| Error::UnknownCode {
                dimension: self.name.clone(),
                code: code.to_owned(),
            })
    }

    /// For each code, itself and every code that it is counted in.
    #[must_use]
    pub fn ancestors(&self) -> Vec<Vec<u32>> {
        let mut above: Vec<Vec<u32>> = vec![Vec::new(); self.codes.len()];
        for group in &self.groups {
            for &child in &group.children {
                above[child as usize].push(group.parent);
            }
        }
        (0..self.codes.len() as u32)
            .map(|code| {
                let mut reached = vec![code];
                let mut next = 0;
                while next < reached.len() {
                    for &parent in &above[reached[next] as usize] {
                        if !reached.contains(&parent) {
                            reached.push(parent);
                        }
                    }
                    next += 1;
                }
                reached
            })
            .collect()
    }

    fn ensure(&mut self, code: &str) -> Result<u32, Error> {
        match self.places.get(code) {
            Some(&place) => Ok(place),
            None => self.add(code.to_owned()),
        }
    }

    fn add(&mut self, code: String) -> Result<u32, Error> {
        if code.trim().is_empty() {
            return Err(self.fault("one of its codes is empty; every row needs a code"));
        }
        let place = self.codes.len() as u32;
        if self.places.insert(code.clone(), place).is_some() {
            return Err(self.fault(&format!("the code \"{code}\" stands twice; keep one")));
        }
        self.codes.push(code);
        Ok(place)
    }

    fn fault(&self, reason: &str) -> Error {
        Error::Dimension {
            dimension: self.name.clone(),
            reason: reason.to_owned(),
        }
    }

    /// Takes away codes without parts again and again; what is left leads in a circle.
    fn refuse_cycles(&self) -> Result<(), Error> {
        let mut waiting = vec![0_usize; self.codes.len()];
        let mut above: Vec<Vec<u32>> = vec![Vec::new(); self.codes.len()];
        for group in &self.groups {
            for &child in &group.children {
                waiting[group.parent as usize] += 1;
                above[child as usize].push(group.parent);
            }
        }
        let mut free: Vec<usize> = (0..waiting.len())
            .filter(|&code| waiting[code] == 0)
            .collect();
        while let Some(code) = free.pop() {
            for &parent in &above[code] {
                waiting[parent as usize] -= 1;
                if waiting[parent as usize] == 0 {
                    free.push(parent as usize);
                }
            }
        }
        match waiting.iter().position(|&left| left > 0) {
            None => Ok(()),
            Some(code) => Err(Error::Cycle {
                dimension: self.name.clone(),
                code: self.codes[code].clone(),
            }),
        }
    }
}
