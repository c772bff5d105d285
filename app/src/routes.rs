//! The list of routes: each subject adds its own, and the list can be read back, so that no route escapes the access table.

use axum::{
    Router,
    extract::DefaultBodyLimit,
    handler::Handler,
    http::Method,
    routing::{self, MethodRouter},
};

use crate::Site;

/// A route as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// How it is asked.
    pub method: Method,
    /// The path with its parameters in braces.
    pub path: &'static str,
    /// What it is for, in some words.
    pub purpose: &'static str,
}

/// Routes being put together.
#[derive(Default)]
pub struct Routes {
    router: Router<Site>,
    list: Vec<Route>,
}

impl Routes {
    /// Something to look at.
    pub fn page<H, T>(self, path: &'static str, purpose: &'static str, handler: H) -> Self
    where
        H: Handler<T, Site>,
        T: 'static,
    {
        self.add(Method::GET, path, purpose, routing::get(handler))
    }

    /// Something to do.
    pub fn action<H, T>(self, path: &'static str, purpose: &'static str, handler: H) -> Self
    where
        H: Handler<T, Site>,
        T: 'static,
    {
        self.add(Method::POST, path, purpose, routing::post(handler))
    }

    /// Something to do with a file of up to so many bytes, which arrives in pieces.
    pub fn upload<H, T>(self, path: &'static str, purpose: &'static str, most: usize, handler: H) -> Self
    where
        H: Handler<T, Site>,
        T: 'static,
    {
        self.add(Method::POST, path, purpose, routing::post(handler).layer(DefaultBodyLimit::max(most)))
    }

    fn add(mut self, method: Method, path: &'static str, purpose: &'static str, how: MethodRouter<Site>) -> Self {
        self.list.push(Route { method, path, purpose });
        self.router = self.router.route(path, how);
        self
    }

    /// Adds a subject's routes.
    pub fn and(mut self, other: Routes) -> Self {
        self.list.extend(other.list);
        self.router = self.router.merge(other.router);
        self
    }

    /// The router, and the list of what is in it.
    pub fn finish(self) -> (Router<Site>, Vec<Route>) {
        (self.router.layer(axum::middleware::from_fn(crate::accounts::kept::keep)), self.list)
    }
}

/// All routes of the website.
pub fn all() -> Routes {
    Routes::default()
        .and(crate::accounts::routes())
        .and(crate::admissions::routes())
        .and(crate::learning::routes())
        .and(crate::assignments::routes())
        .and(crate::authoring::routes())
        .and(crate::cohorts::routes())
        .and(crate::messages::routes())
        .and(crate::residencies::routes())
        .and(crate::simulators::routes())
}
