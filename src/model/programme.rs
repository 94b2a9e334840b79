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
    /// What an office says in the draft of its decree.
    pub decree: DecreeWords,
}

/// An office's own texts for the draft of its decree; what is not given stays a proposal of the program or an open place in brackets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DecreeWords {
    /// The government in the head of the letter, "Pemerintah Kabupaten Agam".
    pub government: Option<String>,
    /// The office in the head of the letter.
    pub office: Option<String>,
    /// The office's address, telephone and mail.
    pub address: Option<String>,
    /// Who signs, "Kepala Dinas Pendidikan Kabupaten Agam".
    pub signer: Option<String>,
    /// The place of signing.
    pub place: Option<String>,
    /// *Menimbang*, item by item; empty for the program's proposal.
    pub considering: Vec<String>,
    /// *Mengingat*, item by item; empty for the program's proposal.
    pub recalling: Vec<String>,
    /// *Memperhatikan*, item by item; empty for the program's proposal.
    pub noting: Vec<String>,
    /// *Menetapkan*: the rulings from KESATU on; empty for the program's proposal.
    pub rulings: Vec<String>,
}

impl DecreeWords {
    /// What stands in the texts, between `{` and `}`, for words that the plan has.
    pub const PLACES: [&'static str; 7] = ["hub", "member", "cluster", "region", "period", "hubs", "members"];
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
