//! What a browser loads with a page, told by the page's own text: style sheets, scripts and what they import, preloads, icons, pictures.

/// Something that is loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its address, with the leading slash.
    pub address: String,
    /// Whether it is a picture further down that waits until it is scrolled to.
    pub lazy: bool,
}

/// What a page loads. Videos wait for a click (`preload="none"`), and so do links.
pub fn of_page(html: &str, page: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    for tag in tags(html) {
        let address = match tag.name {
            "link" if LOADED.iter().any(|rel| tag.value("rel").is_some_and(|have| have.split(' ').any(|one| one == *rel))) => "href",
            "script" | "img" | "iframe" | "embed" => "src",
            "video" if tag.value("preload") == Some("none") => "poster",
            "video" | "audio" => "src",
            _ => continue,
        };
        if let Some(address) = tag.value(address).filter(|address| !address.starts_with("data:")) {
            let address = resolved(page, &address.replace("&amp;", "&"));
            parts.push(Part { address, lazy: tag.value("loading") == Some("lazy") });
        }
    }
    parts
}

const LOADED: [&str; 6] = ["stylesheet", "modulepreload", "preload", "icon", "manifest", "apple-touch-icon"];

/// What a script imports by a name it spells out.
pub fn of_script(text: &str, script: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    for word in ["from", "import"] {
        for (at, _) in text.match_indices(word) {
            let rest = text[at + word.len()..].trim_start().trim_start_matches('(').trim_start();
            if let Some(address) = quoted(rest).filter(|address| address.starts_with(['.', '/'])) {
                parts.push(Part { address: resolved(script, address), lazy: false });
            }
        }
    }
    parts
}

/// What a style sheet loads: everything behind `url(`.
pub fn of_style(text: &str, sheet: &str) -> Vec<Part> {
    let found = text.match_indices("url(").filter_map(|(at, open)| {
        let address = text[at + open.len()..].split(')').next()?.trim().trim_matches(['"', '\'']);
        let is_file = !address.starts_with("data:") && !address.starts_with('#');
        is_file.then(|| Part { address: resolved(sheet, address), lazy: false })
    });
    found.collect()
}

struct Tag<'h> {
    name: &'h str,
    attributes: &'h str,
}

impl<'h> Tag<'h> {
    /// The value of a quoted attribute.
    fn value(&self, name: &str) -> Option<&'h str> {
        let mut rest = self.attributes;
        while let Some(equals) = rest.find('=') {
            let have = rest[..equals].split_whitespace().next_back()?;
            let value = quoted(&rest[equals + 1..])?;
            if have == name {
                return Some(value);
            }
            rest = &rest[equals + 1 + value.len() + 2..];
        }
        None
    }
}

/// Opening tags, outside of comments. Quoted values may hold `>`.
fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        loop {
            rest = &rest[rest.find('<')?..];
            if rest.starts_with("<!--") {
                rest = &rest[rest.find("-->")?..];
                continue;
            }
            let inner = &rest[1..];
            let end = closing(inner)?;
            rest = &inner[end..];
            if inner.starts_with(|c: char| c.is_ascii_alphabetic()) {
                let tag = &inner[..end];
                let name = tag.find(|c: char| c.is_whitespace() || c == '/').map_or(tag, |at| &tag[..at]);
                return Some(Tag { name, attributes: &tag[name.len()..] });
            }
        }
    })
}

fn closing(inner: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in inner.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            None if c == '"' || c == '\'' => quote = Some(c),
            None if c == '>' => return Some(at),
            _ => {}
        }
    }
    None
}

fn quoted(text: &str) -> Option<&str> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    text[1..].split_once(quote).map(|(inner, _)| inner)
}

/// An address seen from a file, as a path of this site.
fn resolved(from: &str, address: &str) -> String {
    if address.starts_with('/') || address.contains("://") {
        return address.to_owned();
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in address.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            other => parts.push(other),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(parts: Vec<Part>) -> Vec<String> {
        parts.into_iter().map(|part| part.address).collect()
    }

    #[test]
    fn a_page_loads_its_styles_scripts_preloads_and_pictures() {
        let page = r##"<!doctype html><!-- <img src="/no.png"> --><link rel="stylesheet" href="/a/site.css?a=1&amp;b=2"><link rel="canonical" href="/no">
            <link rel="preload" href="/a/x.wasm" as="fetch"><link rel="modulepreload" href="/a/x.js"/><script type="module" src="/a/boot.js"></script>
            <p title="a > b"><img src="figures/plane.svg" alt="<img src=/no>" loading="lazy"><a href="/no">no</a>
            <video preload="none"><source src="/no.webm"></video><img src="data:image/png;base64,no">"##;
        let parts = of_page(page, "/learn/m/u");
        let wanted = ["/a/site.css?a=1&b=2", "/a/x.wasm", "/a/x.js", "/a/boot.js", "/learn/m/figures/plane.svg"];
        assert_eq!(addresses(parts.clone()), wanted);
        assert_eq!(parts.iter().filter(|part| part.lazy).count(), 1);
    }

    #[test]
    fn a_script_loads_what_it_imports_by_name() {
        let script =
            "import{a}from\"./snippets/b.js\";import '../c.js'; await import(\"/d.js\"); import x from 'bare'; await import(boot.client)";
        assert_eq!(addresses(of_script(script, "/assets/client.js")), ["/assets/snippets/b.js", "/c.js", "/d.js"]);
    }

    #[test]
    fn a_style_sheet_loads_its_files_and_not_what_it_holds_itself() {
        let style = "a{background:url(\"paper.png\")}b{background:url(data:image/svg+xml;x)}c{mask:url(#m)}";
        assert_eq!(addresses(of_style(style, "/assets/site.css")), ["/assets/paper.png"]);
    }
}
