//! Reads the small part of XML that figures and formulas need, and refuses the rest.
//!
//! No document types, entities of one's own, processing instructions or CDATA: what cannot be said here cannot be smuggled.

/// A piece of markup.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `<name a="b">`; `empty` when it is closed at once.
    Open { name: &'a str, attributes: Vec<(&'a str, &'a str)>, empty: bool },
    /// `</name>`
    Close(&'a str),
    /// What stands between; references still in it.
    Text(&'a str),
}

/// What cannot be read, with the byte at which it stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unreadable {
    pub at: usize,
    pub message: String,
}

/// The tokens of a text, each with the byte it begins at. Every element is closed; comments and a first declaration are left out.
pub(super) fn tokens(text: &str) -> Result<Vec<(usize, Token<'_>)>, Unreadable> {
    let mut reader = Reader { text, at: 0, open: Vec::new(), tokens: Vec::new() };
    if text.starts_with("<?xml ") {
        reader.skip_past("?>")?;
    }
    while reader.at < text.len() {
        reader.token()?;
    }
    match reader.open.last() {
        Some((at, name)) => Err(Unreadable { at: *at, message: format!("<{name}> is not closed") }),
        None => Ok(reader.tokens),
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    open: Vec<(usize, &'a str)>,
    tokens: Vec<(usize, Token<'a>)>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn refuse<T>(&self, message: impl Into<String>) -> Result<T, Unreadable> {
        Err(Unreadable { at: self.at, message: message.into() })
    }

    fn token(&mut self) -> Result<(), Unreadable> {
        let rest = self.rest();
        if rest.starts_with("<!--") {
            return self.skip_past("-->");
        }
        if rest.starts_with("<!") || rest.starts_with("<?") {
            return self.refuse("document types, entities, CDATA and processing instructions are refused: take them out");
        }
        if rest.starts_with("</") {
            return self.close();
        }
        if rest.starts_with('<') {
            return self.open();
        }
        let text = &rest[..rest.find('<').unwrap_or(rest.len())];
        self.references(text)?;
        self.tokens.push((self.at, Token::Text(text)));
        self.at += text.len();
        Ok(())
    }

    fn open(&mut self) -> Result<(), Unreadable> {
        let start = self.at;
        self.at += 1;
        let name = self.name()?;
        let mut attributes: Vec<(&str, &str)> = Vec::new();
        let empty = loop {
            let spaced = self.space();
            if self.take("/>") {
                break true;
            }
            if self.take(">") {
                break false;
            }
            if !spaced {
                return self.refuse(format!("<{name}> is not written as XML"));
            }
            let attribute = self.attribute()?;
            if attributes.iter().any(|(known, _)| *known == attribute.0) {
                return self.refuse(format!("`{}` is there twice", attribute.0));
            }
            attributes.push(attribute);
        };
        if !empty {
            self.open.push((start, name));
        }
        self.tokens.push((start, Token::Open { name, attributes, empty }));
        Ok(())
    }

    fn attribute(&mut self) -> Result<(&'a str, &'a str), Unreadable> {
        let name = self.name()?;
        let quote = match self.rest().as_bytes() {
            [b'=', quote @ (b'"' | b'\''), ..] => char::from(*quote),
            _ => return self.refuse(format!("`{name}` needs a value in quotes")),
        };
        self.at += 2;
        let rest = self.rest();
        let Some(value) = rest.find(quote).map(|end| &rest[..end]) else {
            return self.refuse(format!("the value of `{name}` has no closing quote"));
        };
        if value.contains('<') {
            return self.refuse(format!("the value of `{name}` holds a `<`: write &lt;"));
        }
        self.references(value)?;
        self.at += value.len() + 1;
        Ok((name, value))
    }

    fn close(&mut self) -> Result<(), Unreadable> {
        let start = self.at;
        self.at += 2;
        let name = self.name()?;
        self.space();
        if !self.take(">") || self.open.pop().map(|(_, open)| open) != Some(name) {
            self.at = start;
            return self.refuse(format!("</{name}> closes nothing that is open here"));
        }
        self.tokens.push((start, Token::Close(name)));
        Ok(())
    }

    fn name(&mut self) -> Result<&'a str, Unreadable> {
        let rest = self.rest();
        let is_part = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b':' | b'.' | b'_' | b'-');
        let length = rest.bytes().take_while(|b| is_part(*b)).count();
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return self.refuse("a `<` here is not the beginning of an element: write &lt;");
        }
        self.at += length;
        Ok(&rest[..length])
    }

    /// Only the references that XML itself has, and characters by number.
    fn references(&self, text: &str) -> Result<(), Unreadable> {
        for after in text.split('&').skip(1) {
            let name = after.split_once(';').map_or("", |(name, _)| name);
            let number = name.strip_prefix('#');
            let is_number = number.is_some_and(|n| {
                let digits = n.strip_prefix('x').unwrap_or(n);
                !digits.is_empty() && digits.len() < 8 && digits.bytes().all(|b| b.is_ascii_hexdigit())
            });
            if !is_number && !matches!(name, "amp" | "lt" | "gt" | "quot" | "apos") {
                return self.refuse("an `&` that begins no known character: write &amp;");
            }
        }
        Ok(())
    }

    fn space(&mut self) -> bool {
        let space = self.rest().bytes().take_while(u8::is_ascii_whitespace).count();
        self.at += space;
        space > 0
    }

    fn take(&mut self, text: &str) -> bool {
        let found = self.rest().starts_with(text);
        if found {
            self.at += text.len();
        }
        found
    }

    fn skip_past(&mut self, end: &str) -> Result<(), Unreadable> {
        match self.rest().find(end) {
            Some(length) => {
                self.at += length + end.len();
                Ok(())
            }
            None => self.refuse(format!("what begins here has no `{end}`")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn elements_attributes_and_text_are_read() {
        let read = tokens("<?xml version=\"1.0\"?><!-- c --><a b='1' c=\"&amp;\">t&#960;<d/></a>\n").unwrap();
        let read: Vec<Token> = read.into_iter().map(|(_, token)| token).collect();
        assert_eq!(
            read,
            [
                Token::Open { name: "a", attributes: vec![("b", "1"), ("c", "&amp;")], empty: false },
                Token::Text("t&#960;"),
                Token::Open { name: "d", attributes: vec![], empty: true },
                Token::Close("a"),
                Token::Text("\n"),
            ]
        );
    }

    #[test]
    fn what_is_not_plain_xml_is_refused() {
        for text in [
            "<!DOCTYPE svg><svg/>",
            "<a><![CDATA[x]]></a>",
            "<a",
            "<a>",
            "</a>",
            "<a></b>",
            "<a b=c/>",
            "<a b/>",
            "<a b=\"1\" b=\"2\"/>",
            "<a b=\"1\"c=\"2\"/>",
            "<a b=\"<\"/>",
            "a & b",
            "&nbsp;",
            "&foo;",
            "1 < 2",
            "<a><?php x?></a>",
            "<!-- a",
            "<a b=\"&x;\"/>",
            "<a b='1/>",
            "<A></a>",
            "&#;",
            "&#xZ;",
        ] {
            assert!(tokens(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_without_panic(text in "[<>/a-c =\"'&;#x!?é-]{0,60}") {
            let _ = tokens(&text);
        }
    }
}
