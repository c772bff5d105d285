//! Pictures, and what is drawn or embedded: a picture is taken, everything else refused with its name.

use super::{body::Reader, line::Line};
use crate::{
    authoring::exchange::{text::Block, tree::Element},
    text::squeezed,
};

impl<'a> Reader<'a, '_> {
    /// A drawing, in the form of today's Word (`w:drawing`) or of an older one (`w:pict`, `w:object`).
    pub fn drawn(&mut self, element: &'a Element, line: &mut Line) {
        match element.name.as_str() {
            "w:drawing" => element.children().iter().for_each(|anchor| self.anchored(anchor, line)),
            "w:pict" => self.shape(element, line),
            "w:object" => self.refuse("embedded object", "insert it as a picture, and write as text what it says"),
            _ => {}
        }
    }

    /// `wp:inline` or `wp:anchor`
    fn anchored(&mut self, anchor: &'a Element, line: &mut Line) {
        let data = anchor.child("a:graphic").and_then(|graphic| graphic.child("a:graphicData"));
        let Some(drawn) = data.and_then(|data| data.children().first()) else { return };
        match drawn.name.as_str() {
            "pic:pic" => {
                let fill = drawn.child("pic:blipFill");
                let blip = fill.and_then(|fill| fill.child("a:blip"));
                let crop = fill.and_then(|fill| fill.child("a:srcRect"));
                if crop.is_some_and(|crop| ["l", "t", "r", "b"].iter().any(|side| crop.attribute(side).is_some_and(|cut| cut != "0"))) {
                    self.changes.insert("the picture was cropped and is whole again: look whether that may be seen".to_owned());
                }
                let properties = anchor.child("wp:docPr");
                let words = |name| properties.and_then(|properties| properties.attribute(name)).map(squeezed).unwrap_or_default();
                let alt = Some(words("descr")).filter(|alt| !alt.is_empty()).unwrap_or_else(|| words("title"));
                self.picture(blip.and_then(|blip| blip.attribute("r:embed")), alt, line);
            }
            "c:chart" | "cx:chart" => self.refuse("chart", "insert it as a picture, and write its numbers as a table"),
            "wps:wsp" if drawn.child("wps:txbx").is_some() => self.refuse("text box", "write its text into the document"),
            "wps:wsp" => self.refuse("drawn shape", "insert it as a picture"),
            "wpg:wgp" | "wpc:wpc" => self.refuse("group of drawings", "insert it as one picture"),
            "dgm:relIds" => self.refuse("diagram", "insert it as a picture, and write as text what it says"),
            _ => self.refuse("drawing", "insert it as a picture"),
        }
    }

    /// `v:shape` with a picture or a text in it.
    fn shape(&mut self, element: &'a Element, line: &mut Line) {
        let Some(shape) = element.children().iter().find(|child| child.name.starts_with("v:") && child.name != "v:shapetype") else {
            return;
        };
        match (shape.child("v:imagedata"), shape.child("v:textbox")) {
            (Some(image), _) => {
                let alt = shape.attribute("alt").map(squeezed).unwrap_or_default();
                self.picture(image.attribute("r:id"), alt, line);
            }
            (None, Some(_)) => self.refuse("text box", "write its text into the document"),
            // Word draws a rule as a rectangle.
            (None, None) if shape.attribute("o:hr").is_some() => line.apart(Block::Rule),
            (None, None) => self.refuse("drawn shape", "insert it as a picture"),
        }
    }

    fn picture(&mut self, id: Option<&str>, alt: String, line: &mut Line) {
        let target = id.and_then(|id| self.targets.get(id));
        let Some(content) = target.filter(|target| !target.outside).and_then(|target| self.parts.file(&target.path)) else {
            return self.refuse("picture", "it is not in the document, and nothing is loaded from elsewhere: insert the file");
        };
        let number = self.pictures.added.len() + 1;
        match self.pictures.put(&format!("figure-{number}"), content.clone()) {
            Ok(path) => {
                if alt.is_empty() {
                    let told = format!("`{path}` has no text for those who cannot see it: write it into the unit, between `![` and `]`");
                    self.changes.insert(told);
                } else if alt.to_lowercase().contains("generated") {
                    self.changes.insert("a program wrote what the picture shows: look whether it is right".to_owned());
                }
                line.apart(Block::Figure { path, alt, caption: String::new() });
            }
            Err(reason) => self.refuse("picture", reason),
        }
    }
}
