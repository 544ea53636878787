//! Serving: the doors put together, with the layers that every request passes.

use crate::{
    client::{Proxy, behind_proxy},
    open::Office,
    witnesses::Logs,
};
use access::Access;
use anyhow::Context;
use api::ApiDoor;
use axum::{
    Router,
    extract::{DefaultBodyLimit, Request},
    http::{HeaderMap, StatusCode, header},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse as _, Response},
    routing::get,
};
use page::{Failure, assets, secure_headers, secure_headers_over_tls};
use std::{any::Any, net::SocketAddr, sync::Arc, time::Duration};
use tokio::net::TcpListener;
#[cfg(unix)]
use tokio::signal::unix::{SignalKind, signal};
use tower_http::{
    catch_panic::CatchPanicLayer, compression::CompressionLayer, timeout::TimeoutLayer,
};
use vocabulary::Clock;
use web_casework::{TableDoor, close_on_sign_out};
use web_committee::{Door, keep_forms, language_of_request};
use web_public::PublicDoor;
use web_witness::WitnessDoor;

/// Forms are small; the one route that takes files has a limit of its own.
const MOST_BYTES: usize = 1024 * 1024;
const LONGEST: Duration = Duration::from_secs(60);

/// All doors as one service.
pub fn router(
    office: &Office,
    (table, witnesses): (TableDoor, WitnessDoor),
    proxy: Proxy,
) -> Router {
    let is_secure = proxy != Proxy::None;
    let door = Door::new(
        office.database.clone(),
        office.catalogue.clone(),
        office.access.clone(),
        office.clock.clone(),
        is_secure,
    );
    let service = Router::new()
        .merge(web_committee::router().layer(from_fn_with_state(door.clone(), keep_forms)))
        .merge(assets::router())
        .route("/healthz", get(|| async { "ok" }))
        .fallback(async |headers: HeaderMap| {
            Failure::not_found().in_language(language_of_request(&headers))
        })
        .with_state(door)
        .merge(api::router(ApiDoor {
            database: office.database.clone(),
            catalogue: office.catalogue.clone(),
            access: office.access.clone(),
            clock: office.clock.clone(),
        }))
        .merge(web_public::router(PublicDoor {
            database: office.database.clone(),
            catalogue: office.catalogue.clone(),
            clock: office.clock.clone(),
        }))
        .merge(web_casework::router(table.clone()))
        .merge(web_witness::router(witnesses))
        .layer(from_fn_with_state(table, close_on_sign_out))
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .layer(CatchPanicLayer::custom(|_: Box<dyn Any + Send>| {
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            LONGEST,
        ))
        .layer(from_fn(in_readers_language))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(proxy, behind_proxy));
    // Outermost, so that no answer goes out without them.
    if is_secure {
        service.layer(from_fn(secure_headers_over_tls))
    } else {
        service.layer(from_fn(secure_headers))
    }
}

/// What the framework itself refuses (a malformed form, a body too large), what takes too long and what
/// breaks becomes a page too, and for programs a problem.
async fn in_readers_language(request: Request, next: Next) -> Response {
    let language = language_of_request(request.headers());
    let is_for_programs = request.uri().path().starts_with("/api/v1/");
    let response = next.run(request).await;
    let status = response.status();
    let is_bare = (status.is_client_error() || status.is_server_error())
        && response
            .headers()
            .get(header::CONTENT_TYPE)
            .is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    if is_bare {
        let failure = Failure::new(status).in_language(language);
        match is_for_programs {
            true => failure.for_programs().into_response(),
            false => failure.into_response(),
        }
    } else {
        response
    }
}

/// Serves until the process is asked to end: by Ctrl-C, and where there is such a thing by SIGTERM.
///
/// # Errors
/// When the address cannot be listened on.
pub async fn serve(
    office: &Office,
    (table, logs): (TableDoor, Logs),
    listener: TcpListener,
    proxy: Proxy,
) -> anyhow::Result<()> {
    tokio::spawn(wipe_idle_keys(table.clone(), office.clock.clone()));
    let witnesses = logs.door(office.clock.clone());
    tokio::spawn(look_after(
        table.clone(),
        (office.access.clone(), logs),
        office.clock.clone(),
    ));
    let service = router(office, (table, witnesses), proxy);
    let service = service.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service)
        .with_graceful_shutdown(asked_to_end())
        .await
        .context("the server stopped")
}

/// Waits for what ends a program: Ctrl-C, or SIGTERM from whoever started it.
async fn asked_to_end() {
    let interrupted = async { drop(tokio::signal::ctrl_c().await) };
    #[cfg(unix)]
    if let Ok(mut ended) = signal(SignalKind::terminate()) {
        tokio::select! {
            () = interrupted => {}
            _ = ended.recv() => {}
        }
        return;
    }
    interrupted.await;
}

/// Opened keys of who is idle, or whose session was ended by another program, go from memory even when
/// nobody asks for a page.
async fn wipe_idle_keys(table: TableDoor, clock: Arc<dyn Clock>) {
    let mut minutes = tokio::time::interval(Duration::from_secs(60));
    loop {
        minutes.tick().await;
        table.tidy(clock.now());
        if let Err(error) = table.close_ended(clock.now()).await {
            tracing::error!("it was not looked whose session is over: {error}");
        }
    }
}

/// What is due by itself, at the start and each hour: files whose day has come, concerns that nobody
/// confirmed and cases whose lead left are asked about, sessions, attempts and tokens that are over are thrown away. What fails is tried again.
async fn look_after(table: TableDoor, (access, logs): (Access, Logs), clock: Arc<dyn Clock>) {
    let mut hours = tokio::time::interval(Duration::from_secs(3600));
    loop {
        hours.tick().await;
        match table.watch_retention(clock.now()).await {
            Ok(0) => {}
            Ok(files) => tracing::info!(files, "asked about files and concerns whose time is over"),
            Err(error) => tracing::error!(
                "files and concerns whose time is over were not asked about: {error}"
            ),
        }
        match table.watch_leads(clock.now()).await {
            Ok(0) => {}
            Ok(cases) => tracing::info!(cases, "asked about cases whose lead left"),
            Err(error) => tracing::error!("cases whose lead left were not asked about: {error}"),
        }
        if let Err(error) = access.tidy(clock.now()).await {
            tracing::error!("what is over was not thrown away: {error}");
        }
        logs.sign_daily(&*clock).await;
    }
}

/// Listens on an address.
///
/// # Errors
/// When it is taken or not this machine's.
pub async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address)
        .await
        .with_context(|| format!("cannot listen on {address}: is another program using it?"))
}
