//! Styles, scripts and the icon: embedded in the program, under names that carry their hash, so
//! that a browser may keep them for ever and never shows an old one.

use axum::{
    Router,
    extract::Path,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use rust_embed::RustEmbed;
use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

#[derive(RustEmbed)]
#[folder = "assets/"]
struct Own;

/// The charts' style is kept beside the charts, whose fallbacks have to match it.
#[derive(RustEmbed)]
#[folder = "../press/assets/"]
struct Charts;

struct Asset {
    url: String,
    content: Cow<'static, [u8]>,
    kind: &'static str,
}

static ASSETS: LazyLock<HashMap<String, Asset>> = LazyLock::new(|| {
    let own = Own::iter().filter_map(|name| Some((name.clone(), Own::get(&name)?.data)));
    let charts = Charts::iter().filter_map(|name| Some((name.clone(), Charts::get(&name)?.data)));
    own.chain(charts)
        .map(|(name, content)| (name.to_string(), asset(&name, content)))
        .collect()
});

fn asset(name: &str, content: Cow<'static, [u8]>) -> Asset {
    let hash = blake3::hash(&content).to_hex();
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    Asset {
        url: format!("/assets/{stem}.{}.{ending}", &hash[..12]),
        content,
        kind: match ending {
            "css" => "text/css; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            "svg" => "image/svg+xml",
            _ => "application/octet-stream",
        },
    }
}

/// The address of an asset by its plain name.
///
/// # Panics
/// Never for a name that a test has seen: a template with an unknown name fails its first test.
#[must_use]
pub fn url(name: &str) -> &'static str {
    match ASSETS.get(name) {
        Some(asset) => &asset.url,
        None => "/assets/missing",
    }
}

/// Whether there is an asset of this plain name.
#[cfg(feature = "testing")]
pub(crate) fn exists(name: &str) -> bool {
    ASSETS.contains_key(name)
}

/// Serves the assets.
pub fn router<State: Clone + Send + Sync + 'static>() -> Router<State> {
    Router::new().route("/assets/{name}", get(serve))
}

async fn serve(Path(name): Path<String>) -> Response {
    let wanted = format!("/assets/{name}");
    let Some(asset) = ASSETS.values().find(|asset| asset.url == wanted) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(asset.kind)),
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=31536000, immutable"),
        ),
    ];
    (headers, asset.content.clone().into_owned()).into_response()
}
