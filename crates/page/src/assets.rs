//! Styles, scripts and the icon: embedded in the program, under names that carry their hash, so
//! that a browser may keep them for ever and never shows an old one.
//!
//! Nothing is read from the disk at run time, and nothing but these few files can be asked for.

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
const CHARTS: (&str, &[u8]) = ("chart.css", include_bytes!("../../press/assets/chart.css"));

struct Asset {
    url: String,
    content: Cow<'static, [u8]>,
    kind: &'static str,
}

static ASSETS: LazyLock<HashMap<String, Asset>> = LazyLock::new(|| {
    let own = Own::iter().filter_map(|name| Some((name.to_string(), Own::get(&name)?.data)));
    own.chain([(CHARTS.0.to_owned(), CHARTS.1.into())])
        .map(|(name, content)| (name.clone(), asset(&name, content)))
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

/// The address of an asset by its plain name, such as `house.css`. A test finds every template that
/// names an asset which is not there.
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

/// Serves the assets, each under its hashed name only.
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
