//! The committee's door: routes, templates and view models.
