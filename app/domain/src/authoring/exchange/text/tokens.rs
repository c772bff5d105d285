//! HTML as tags and words. html5ever's tokenizer (MIT or Apache-2.0, the version that ammonia brings anyway) knows all the rules of what
//! is a tag; its tree is not needed, and a tree could be made deep and slow by whoever writes the text.

use std::cell::RefCell;

use html5ever::{
    buffer_queue::BufferQueue,
    tendril::StrTendril,
    tokenizer::{
        self, TagKind, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
        states::{Rawtext, Rcdata},
    },
};

/// A piece of HTML. Names are in lower case.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token {
    Open {
        name: String,
        attributes: Vec<(String, String)>,
    },
    Close(String),
    /// With references resolved.
    Text(String),
}

/// All tokens of a text; comments and document types are left out.
pub(super) fn tokens(html: &str) -> Vec<Token> {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

#[derive(Default)]
struct Sink(RefCell<Vec<Token>>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: tokenizer::Token, _line: u64) -> TokenSinkResult<()> {
        let mut tokens = self.0.borrow_mut();
        match token {
            tokenizer::Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                let name = tag.name.to_string();
                // The text of these is no markup; the tokenizer must be told so.
                let raw = match name.as_str() {
                    "script" | "style" | "iframe" | "noembed" | "noframes" | "xmp" => Some(Rawtext),
                    "textarea" | "title" => Some(Rcdata),
                    _ => None,
                };
                let attribute = |attribute: html5ever::Attribute| (attribute.name.local.to_string(), attribute.value.to_string());
                tokens.push(Token::Open { name, attributes: tag.attrs.into_iter().map(attribute).collect() });
                return raw.map_or(TokenSinkResult::Continue, TokenSinkResult::RawData);
            }
            tokenizer::Token::TagToken(tag) => tokens.push(Token::Close(tag.name.to_string())),
            tokenizer::Token::CharacterTokens(text) => match tokens.last_mut() {
                Some(Token::Text(known)) => known.push_str(&text),
                _ => tokens.push(Token::Text(text.to_string())),
            },
            _ => {}
        }
        TokenSinkResult::Continue
    }
}
