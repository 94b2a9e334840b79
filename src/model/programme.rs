//! A dissemination programme as a record: its names, its legal basis and its words.

/// What a programme calls itself and its parts. The rules of the same record live in `plan::Rules`.
///
/// No sentence of the program says "penggerak" or "inti" unless the programme's labels do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programme {
    /// Stable short name, for example `sekolah-penggerak`.
    pub id: String,
    /// Full name for people.
    pub name: String,
    /// Number and title of the decree that founds it, where there is one.
    pub legal_basis: Option<String>,
    /// Year or period, as free text.
    pub period: Option<String>,
    /// Words in Indonesian.
    pub labels_id: Labels,
    /// Words in English.
    pub labels_en: Labels,
}

/// A programme's own words for the neutral ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labels {
    /// For a hub, "sekolah penggerak".
    pub hub: String,
    /// For a member, "sekolah imbas".
    pub member: String,
    /// For a hub with its members, "gugus".
    pub cluster: String,
}
