//! A server of the tests: the real one, on a loopback port, with a small list of schools.

use super::client::{self, Answer};
use imbas::import::Source;
use imbas::model::Npsn;
use imbas::plan::{Overrides, Standing, built_in, read_programme};
use imbas::publish::diff::Compared;
use imbas::serve::{App, Basemap, Config, Limits, ReloadError, base_url, run};
use imbas::snapshot::{Dataset, Inputs, Snapshot};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// Made-up schools around Bukittinggi, hostile names among them.
pub(super) const SCHOOLS: &str = include_str!("../fixtures/http/sekolah.csv");

/// An office of two regions, as `/offices` lists it.
pub(super) const OFFICE: &str = "cabdin-contoh";
const OFFICES: &str = "kantor,wilayah\nCabdin Contoh,13.75\nCabdin Contoh,13.06\n";

/// An earlier plan, in which two schools stood elsewhere.
pub(super) fn compared() -> Compared {
    let npsn = |text| Npsn::new(text).expect("tests name schools by letters and digits");
    let rows = [
        ("00000001", Standing::Hub),
        ("00000002", Standing::Member { hub: npsn("00000006"), metres: 2_000 }),
        ("00000011", Standing::Member { hub: npsn("00000001"), metres: 500 }),
    ];
    let standings = rows.into_iter().map(|(number, standing)| (npsn(number), standing)).collect();
    Compared { name: "lama.json".to_owned(), sha256: "0".repeat(64), standings }
}

/// A running server; it ends with the test.
pub(super) struct Server {
    pub(super) address: SocketAddr,
    pub(super) app: App,
    /// What the next reload reads.
    pub(super) list: Arc<Mutex<String>>,
    stop: Option<oneshot::Sender<()>>,
    ended: Option<JoinHandle<()>>,
    runtime: Runtime,
}

impl Server {
    /// Serves the small list.
    pub(super) fn start() -> Self {
        Self::with(SCHOOLS, Limits::default())
    }

    /// Serves a list under limits.
    pub(super) fn with(list: &str, limits: Limits) -> Self {
        let list = Arc::new(Mutex::new(list.to_owned()));
        let next = Arc::clone(&list);
        let server = Self::serving(move || snapshot(&next.lock().unwrap()), limits);
        Self { list, ..server }
    }

    /// Serves what a function makes, first and at each reload.
    pub(super) fn serving(load: impl Fn() -> Result<Snapshot, ReloadError> + Send + Sync + 'static, limits: Limits) -> Self {
        Self::configured(load, limits, Config::default())
    }

    /// Serves the small list over a base map.
    pub(super) fn over(basemap: Option<Basemap>) -> Self {
        Self::configured(|| snapshot(SCHOOLS), Limits::default(), Config { basemap, ..Config::default() })
    }

    /// Serves the small list beside a plan to compare with.
    pub(super) fn compared_with(compared: Compared) -> Self {
        let config = Config { compared: Some(Arc::new(compared)), ..Config::default() };
        Self::configured(|| snapshot(SCHOOLS), Limits::default(), config)
    }

    fn configured(
        load: impl Fn() -> Result<Snapshot, ReloadError> + Send + Sync + 'static,
        limits: Limits,
        config: Config,
    ) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        let compared = config.compared.or_else(|| Some(Arc::new(compared())));
        let config = Config { base_url: base_url(None, address).unwrap(), limits, compared, ..config };
        let app = App::new(load().expect("the data can be planned"), config, load).unwrap();
        let (stop, stopped) = oneshot::channel();
        let ended = runtime.spawn(run(listener, app.clone(), async { drop(stopped.await) }));
        Self { address, app, list: Arc::default(), stop: Some(stop), ended: Some(ended), runtime }
    }

    /// The answer to a GET.
    pub(super) fn get(&self, target: &str) -> Answer {
        self.get_with(target, &[])
    }

    /// The answer to a GET with headers.
    pub(super) fn get_with(&self, target: &str, headers: &[(&str, &str)]) -> Answer {
        client::request(self.address, "GET", target, headers)
    }

    /// Asks the server to stop, as SIGTERM would.
    pub(super) fn stop(&mut self) {
        drop(self.stop.take());
    }

    /// Waits until it has stopped.
    pub(super) fn wait(&mut self) {
        if let Some(ended) = self.ended.take() {
            self.runtime.block_on(ended).expect("the server ends without a panic");
        }
    }
}

fn snapshot(list: &str) -> Result<Snapshot, ReloadError> {
    snapshot_with(list, None)
}

/// The plan of a list, with a file of decisions.
pub(super) fn snapshot_with(list: &str, pairs: Option<Source>) -> Result<Snapshot, ReloadError> {
    let bytes = list.as_bytes().to_vec().into();
    let inputs = Inputs { lists: vec![Source::Bytes { name: "sekolah.csv".into(), bytes }], pairs, ..Inputs::default() };
    let (_, text) = built_in().iter().find(|(name, _)| *name == "netral").expect("the neutral programme ships");
    let (programme, mut rules) = read_programme("netral", text)?;
    Overrides { max: Some(3), ..Overrides::default() }.apply(&mut rules);
    let mut snapshot = Snapshot::build(Dataset::load(&inputs, &mut |_| {})?, programme, rules, &mut |_| {})?;
    snapshot.add_offices(&Source::Bytes { name: "kantor.csv".into(), bytes: OFFICES.as_bytes().into() })?;
    Ok(snapshot)
}
