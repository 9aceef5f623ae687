//! The page and its decisions over HTTP, on 127.0.0.1 alone.

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::sse::{self, KeepAlive, Sse};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router, middleware};
use futures_util::stream::{self, Stream};
use serde_json::json;
use tokio::net::TcpListener;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, oneshot};
use tokio::task::spawn_blocking;

use super::Subject;
use super::decision::{Asked, Outcome};
use super::event::Event;
use super::guard::{Guard, ONCE, guard};
use super::session::Session;
use super::token;
use super::watch::watch;
use crate::render::html::policy;
use crate::source::reason;

/// The most that a page may send at once, in bytes: a reason and what goes with it.
const LONGEST: usize = 32 * 1024;
/// How long open pages have to hear that it is over.
const FAREWELL: Duration = Duration::from_secs(2);

/// How to serve.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// 0 for any that is free.
    pub port: u16,
}

/// Serves a review until Ctrl-C. `ready` gets the address of the page, and one that leads there once: whoever reads it
/// in a list of processes comes too late.
///
/// # Errors
/// When documents can't be checked, or the port can't be had.
pub fn serve(subject: Box<dyn Subject>, options: Options, ready: impl FnOnce(&str, &str)) -> Result<(), String> {
    let (wake, woken) = sync_channel(1);
    // what changes while it is read for the first time is seen to have changed
    let first = subject.stamp();
    let session = Arc::new(Session::begin(subject, wake)?);
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| error.to_string())?;
    runtime.block_on(async {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, options.port));
        let listener = TcpListener::bind(address).await;
        let listener = listener.map_err(|error| {
            format!(
                "can’t listen on {address}: {}; --port names another, and without it any that is free is taken",
                reason(&error)
            )
        })?;
        let port = listener.local_addr().map_err(|error| error.to_string())?.port();
        let random = || token::random().map_err(|error| format!("the system has no random numbers: {error}"));
        let (token, once) = (random()?, random()?);
        let page = format!("http://127.0.0.1:{port}/{token}/");
        let mut ended = std::pin::pin!(interrupted());
        let watched = Arc::clone(&session);
        std::thread::spawn(move || watch(&watched, first, &woken));
        let (stop, stopped) = oneshot::channel::<()>();
        let app = router(
            Desk { session: Arc::clone(&session), once: Arc::new(Mutex::new(Some(once.clone()))) },
            Guard { port, token },
        );
        let served = axum::serve(listener, app).with_graceful_shutdown(async {
            // an end without a word is an end, too
            let _ = stopped.await;
        });
        let served = tokio::spawn(served.into_future());
        ready(&page, &format!("http://127.0.0.1:{port}/{ONCE}/{once}"));
        ended.as_mut().await;
        session.end();
        let _ = stop.send(());
        // what is being decided ends with the runtime, which waits for it
        let _ = tokio::time::timeout(FAREWELL, served).await;
        Ok(())
    })
}

/// Waits for Ctrl-C or the signal to end.
async fn interrupted() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let (Ok(mut interrupt), Ok(mut terminate)) =
            (signal(SignalKind::interrupt()), signal(SignalKind::terminate()))
        {
            let both = (Box::pin(interrupt.recv()), Box::pin(terminate.recv()));
            futures_util::future::select(both.0, both.1).await;
            return;
        }
    }
    // without signals there is only the end of the process
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// What handlers share.
#[derive(Clone)]
struct Desk {
    session: Arc<Session>,
    once: Arc<Mutex<Option<String>>>,
}

fn router(desk: Desk, guarding: Guard) -> Router {
    let token = guarding.token.clone();
    let pages = Router::new()
        .route("/", get(page))
        .route("/body", get(body))
        .route("/finding/{fingerprint}", get(finding))
        .route("/events", get(events))
        .route("/decide", post(decide))
        .layer(DefaultBodyLimit::max(LONGEST))
        .with_state(desk.clone());
    let to = format!("/{token}/");
    Router::new()
        .route(&format!("/{ONCE}/{{word}}"), get(move |state, word| once(state, word, to)))
        .with_state(desk)
        .nest(&format!("/{token}/"), pages)
        .layer(middleware::from_fn_with_state(Arc::new(guarding), guard))
}

/// Leads to the page, once.
async fn once(State(desk): State<Desk>, Path(word): Path<String>, to: String) -> Response {
    let mut once = desk.once.lock().unwrap_or_else(PoisonError::into_inner);
    if once.take_if(|known| token::same(known, &word)).is_some() {
        Redirect::to(&to).into_response()
    } else {
        (
            StatusCode::NOT_FOUND,
            "This address was good for one visit. The page is at the address that factlint printed.\n",
        )
            .into_response()
    }
}

async fn page(State(desk): State<Desk>) -> Response {
    let Ok(nonce) = token::random() else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let policy = format!("{}; frame-ancestors 'none'", policy(&nonce, "'self'"));
    match spawn_blocking(move || desk.session.page(&nonce)).await {
        Ok(page) => {
            let mut response = Html(page).into_response();
            if let Ok(policy) = HeaderValue::from_str(&policy) {
                response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
            }
            response
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn body(State(desk): State<Desk>) -> Response {
    let body = spawn_blocking(move || desk.session.body()).await;
    body.map_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response(), |body| Html(body).into_response())
}

async fn finding(State(desk): State<Desk>, Path(fingerprint): Path<String>) -> Response {
    let item = spawn_blocking(move || desk.session.finding(&fingerprint)).await;
    match item {
        Ok(Some(item)) => Html(item).into_response(),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// A decision is carried out to its end, even if the page goes away meanwhile.
async fn decide(State(desk): State<Desk>, Json(asked): Json<Asked>) -> Response {
    let outcome = spawn_blocking(move || desk.session.decide(&asked)).await;
    let (status, saved, message) = match outcome {
        Ok(Outcome::Saved) => (StatusCode::OK, true, String::new()),
        Ok(Outcome::Refused(why)) => (StatusCode::CONFLICT, false, why),
        Ok(Outcome::Failed(why)) => (StatusCode::INTERNAL_SERVER_ERROR, false, format!("Not saved: {why}")),
        Err(_) => (StatusCode::INTERNAL_SERVER_ERROR, false, "Not saved: factlint failed.".to_owned()),
    };
    (status, Json(json!({"saved": saved, "message": message}))).into_response()
}

async fn events(State(desk): State<Desk>) -> Sse<impl Stream<Item = Result<sse::Event, Infallible>>> {
    let (first, receiver) = desk.session.listen();
    let told = stream::unfold(Ear { next: Some(first), receiver, session: desk.session }, Ear::hear);
    Sse::new(told).keep_alive(KeepAlive::default())
}

/// What one page hears.
struct Ear {
    next: Option<Event>,
    receiver: broadcast::Receiver<Event>,
    session: Arc<Session>,
}

impl Ear {
    async fn hear(mut self) -> Option<(Result<sse::Event, Infallible>, Self)> {
        let event = match self.next.take() {
            Some(event) => event,
            None => match self.receiver.recv().await {
                Ok(event) => event,
                // what was missed is made good by loading everything
                Err(RecvError::Lagged(_)) => self.session.listen().0,
                Err(RecvError::Closed) => return None,
            },
        };
        if event == Event::Ended {
            self.receiver = broadcast::channel(1).1;
        }
        Some((Ok(sse::Event::default().data(event.json())), self))
    }
}
