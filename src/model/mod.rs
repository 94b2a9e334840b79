//! The words of the field: school, hub, region, position, programme, finding.
//!
//! In: nothing. Out: plain values that every other module shares. Must not know: files, clocks, serialisation.
//!
//! One idea, one name. Official codes stay Indonesian (`npsn`), everything else is plain English:
//!
//! | word | meaning | Indonesian |
//! | --- | --- | --- |
//! | school | an education unit, one NPSN | satuan pendidikan |
//! | hub | a school that passes its practice on | sekolah pengimbas, sekolah inti |
//! | member | a school that a hub serves | sekolah imbas |
//! | cluster | a hub with its members | gugus |
//! | unreached | a school with a usable position that no hub can serve under the rules | belum terjangkau |
//! | needs check | a school whose position cannot be used | perlu diperiksa |
//! | level | group of equivalent forms | jenjang (sederajat) |
//! | form | the official kind of school | bentuk pendidikan |
//! | region | province, regency, district or village; its code decides | wilayah |
//! | district | a kecamatan, never anything else | kecamatan |
//! | reach | the longest straight line from member to hub | jangkauan |

mod code;
mod finding;
mod npsn;
mod position;
mod programme;
mod region;
mod said;
mod school;

pub use code::Code;
pub use finding::{Confidence, Finding, Language, Place, Severity, Spot, Suspect};
pub use npsn::{Npsn, NpsnError};
pub use position::{LonLat, PositionError};
pub use programme::{DecreeWords, Labels, Programme};
pub use region::{CodeSystem, RegionCode, RegionId, RegionLevel};
pub(crate) use said::said;
pub use said::{Bilingual, Decimals, Quoted, Said, Say, Spoken};
pub use school::{Accreditation, Form, Grade, HubStatus, KnownForm, Level, PositionOrigin, School, SchoolRegions, Status};
