//! Reading cookies: the one place that knows how a request carries them.

use axum::http::{HeaderMap, header};

/// The name of the session's cookie: with TLS it carries the prefix that browsers tie to one host.
#[must_use]
pub const fn session_cookie_name(is_secure: bool) -> &'static str {
    if is_secure { "__Host-besa" } else { "besa" }
}

/// The value of a cookie.
#[must_use]
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::cookie;
    use axum::http::{HeaderMap, HeaderValue, header};

    #[test]
    fn a_cookie_is_found_by_its_whole_name_in_any_header() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("xbesa=1; a=b"));
        headers.append(header::COOKIE, HeaderValue::from_static("besa=2=3"));
        assert_eq!(cookie(&headers, "besa"), Some("2=3"));
        assert_eq!(cookie(&headers, "bes"), None);
    }
}
