//! Our Markdown as HTML that other programs read: formulas stay LaTeX, between the marks that MathJax looks for.

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream, html};

use crate::{authoring::markdown::leads_outside, text::escaped};

/// A text as HTML.
pub(super) struct Html {
    pub html: String,
    /// The figures in it, by path.
    pub figures: Vec<String>,
}

/// Renders a text. `figures` is whether the format can hold pictures; what cannot be said is added to `lost`, once.
pub(super) fn html(markdown: &str, figures: bool, lost: &mut Vec<String>) -> Html {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH;
    let mut state = State { holds_figures: figures, figures: Vec::new(), lost, open_links: Vec::new(), picture: None };
    let events: Vec<Event> = TextMergeStream::new(Parser::new_ext(markdown, options)).filter_map(|event| state.event(event)).collect();
    let mut out = String::new();
    html::push_html(&mut out, events.into_iter());
    Html { html: out.trim().to_owned(), figures: state.figures }
}

/// A text of one line, without a paragraph around it.
pub(super) fn line(markdown: &str, lost: &mut Vec<String>) -> String {
    // As when it is rendered: what begins with a full stop is a paragraph.
    let html = html(&format!(".{markdown}"), false, lost).html;
    html.strip_prefix("<p>.").and_then(|html| html.strip_suffix("</p>")).unwrap_or(&html).to_owned()
}

/// The words of a line, for what holds no markup; that some was there is told.
pub(super) fn words(markdown: &str, lost: &mut Vec<String>) -> String {
    let (mut marked, guarded) = (false, format!(".{markdown}"));
    let words = Parser::new_ext(&guarded, Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH).map(|event| match event {
        Event::Text(text) => text.to_string(),
        Event::SoftBreak | Event::HardBreak => " ".to_owned(),
        Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => String::new(),
        event => {
            marked = true;
            match event {
                Event::Code(text) => text.to_string(),
                Event::InlineMath(latex) | Event::DisplayMath(latex) => format!("\\({latex}\\)"),
                Event::Html(text) | Event::InlineHtml(text) => text.to_string(),
                _ => String::new(),
            }
        }
    });
    let words: String = words.collect();
    if marked {
        tell(lost, "right sides hold no emphasis, code or links: their words are left");
    }
    words.strip_prefix('.').unwrap_or(&words).to_owned()
}

/// Adds a sentence that is not there yet.
pub(super) fn tell(lost: &mut Vec<String>, what: &str) {
    if !lost.iter().any(|known| known == what) {
        lost.push(what.to_owned());
    }
}

struct State<'l> {
    holds_figures: bool,
    figures: Vec<String>,
    lost: &'l mut Vec<String>,
    /// Whether each open link is kept.
    open_links: Vec<bool>,
    /// A picture that is being passed over or turned into an element: its words so far, and what else is known of it.
    picture: Option<(String, Option<(String, String)>)>,
}

impl State<'_> {
    fn event<'e>(&mut self, event: Event<'e>) -> Option<Event<'e>> {
        if let Some((alt, _)) = &mut self.picture {
            match event {
                Event::Text(text) | Event::Code(text) => alt.push_str(&text),
                Event::End(TagEnd::Image) => return self.end_picture(),
                _ => {}
            }
            return None;
        }
        Some(match event {
            Event::InlineMath(latex) => Event::InlineHtml(format!("\\({}\\)", escaped(&latex)).into()),
            Event::DisplayMath(latex) => Event::InlineHtml(format!("\\[{}\\]", escaped(&latex)).into()),
            // With us HTML is text.
            Event::Html(text) | Event::InlineHtml(text) => plain(&text),
            Event::Text(text) => plain(&text),
            Event::Start(Tag::Link { dest_url, link_type, .. }) => return self.link(&dest_url, link_type),
            Event::End(TagEnd::Link) => return self.open_links.pop()?.then_some(Event::End(TagEnd::Link)),
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                self.begin_picture(&dest_url, &title);
                return None;
            }
            Event::Start(Tag::BlockQuote(_)) => Event::Start(Tag::BlockQuote(None)),
            Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
            Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
            event => event,
        })
    }

    /// Only whole addresses lead anywhere from another program.
    fn link<'e>(&mut self, address: &str, kind: LinkType) -> Option<Event<'e>> {
        let address = if kind == LinkType::Email { format!("mailto:{address}") } else { address.to_owned() };
        let kept = leads_outside(&address);
        if !kept {
            tell(self.lost, "links to units and files of the module are plain text");
        }
        self.open_links.push(kept);
        kept.then(|| {
            Event::Start(Tag::Link {
                link_type: LinkType::Inline,
                dest_url: address.into(),
                title: CowStr::Borrowed(""),
                id: CowStr::Borrowed(""),
            })
        })
    }

    fn begin_picture(&mut self, path: &str, caption: &str) {
        let kept = self.holds_figures && path.starts_with("figures/");
        if !kept {
            tell(self.lost, "a figure or video is left out: the format holds none");
        }
        self.picture = Some((String::new(), kept.then(|| (path.to_owned(), caption.to_owned()))));
    }

    fn end_picture<'e>(&mut self) -> Option<Event<'e>> {
        let (alt, (path, caption)) = self.picture.take().and_then(|(alt, of)| Some((alt, of?)))?;
        let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
        let element = format!("<img src=\"@@PLUGINFILE@@/{name}\" alt=\"{}\" title=\"{}\">", escaped(&alt), escaped(&caption));
        self.figures.push(path);
        Some(Event::InlineHtml(element.into()))
    }
}

/// Words as HTML, in which nothing looks like a formula: another program would take it for one.
fn plain<'e>(text: &str) -> Event<'e> {
    let text = escaped(text).replace("\\(", "\\<span>(</span>").replace("\\[", "\\<span>[</span>").replace("$$", "$<span>$</span>");
    Event::InlineHtml(text.into())
}
