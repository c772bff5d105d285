//! What a package must be, tried on a small one that has everything.

mod assignments;
mod changing;
mod disclosing;
mod drawing;
mod faults;
mod odd_input;
mod rendering;
mod simulators;
mod starter;

pub(in crate::authoring) use starter::starter;

use super::{Edition, Fault, Package, read};

/// A package with all kinds of units, questions and blocks, as path and text.
pub(in crate::authoring) fn sample() -> Vec<(String, Vec<u8>)> {
    [
        ("module.md", MODULE),
        ("01-lesson.md", LESSON),
        ("02-quiz.md", QUIZ),
        ("03-case.md", CASE),
        ("figures/plane.svg", SVG),
        ("media/plane.txt", "The plane.\n"),
        ("media/plane.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nThe plane.\n"),
    ]
    .map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()))
    .into_iter()
    .chain([("media/plane.webm".to_owned(), vec![0x1A, 0x45, 0xDF, 0xA3, 0, 0])])
    .collect()
}

pub(in crate::authoring) fn package() -> Package {
    read(sample()).unwrap_or_else(|faults| panic!("{}", shown(&faults)))
}

pub(super) fn edition() -> Edition {
    package().edition(3).unwrap()
}

/// The sample with one text replaced by another in one file.
pub(in crate::authoring) fn with(path: &str, from: &str, to: &str) -> Vec<(String, Vec<u8>)> {
    let mut files = sample();
    let (_, content) = files.iter_mut().find(|(known, _)| known == path).unwrap();
    let text = String::from_utf8(content.clone()).unwrap();
    assert!(text.contains(from), "{path} has no {from:?}");
    *content = text.replacen(from, to, 1).into_bytes();
    files
}

pub(super) fn shown(faults: &[Fault]) -> String {
    faults.iter().map(|fault| format!("{fault}\n")).collect()
}

const MODULE: &str = "---
module: demo-module
title: A module: with a colon
summary: What it is.
competencies: PL-1, PL-7
authors:
- Ada Example, MD
- Ben Example, PhD
license: CC-BY-4.0
reviewed: 2026-11-01
objectives:
- Say what it is
units:
- 01-lesson.md
- 02-quiz.md
- 03-case.md
disclosed: 2026-11-01
disclosures:
- Ada Example, MD: none
- Ben Example, PhD: Acme Devices (consultant, until 2025-03); Bolt Imaging (shareholder)
mitigated:
- Ben Example, PhD: the content was reviewed by somebody without relationships (Cleo Example, MD, 2026-11-01)
---

An introduction with a [link](01-lesson.md#dominance).
";

const LESSON: &str = r##"---
unit: lesson
kind: lesson
title: The lesson
minutes: 20
objectives:
- Read it
---

It costs \$50,000.[^arrow] See [the quiz](02-quiz.md), [below](#dominance), <https://example.org> and <a@example.org>.

## Dominance

The *costs* of **three** options ~~are~~:

| Option | Cost |
|:---|---:|
| A | \$5 |
|   | 7 |

### Dominance

> [!NOTE] A title with *emphasis*
> The text of the note.
>
> Its second paragraph.

> [!WARNING]
> Mind the step.

> A plain quotation.

![Two axes, cost upwards and effect to the right](figures/plane.svg "The plane & its \"quadrants\"")

![A hand draws the plane](media/plane.webm "How to draw it")

Inline $\text{ICER} = \Delta C / \Delta E$ and again.[^arrow]

$$\text{NMB} = \lambda E - C$$

```question
id: in-lesson
kind: single
tags: PL-1

What is *it*?

( ) \$2,500 per QALY
    > That divides the cost by four.
    >
    > A second paragraph.
(x) \$5,000 per QALY
( )! None of these

Why: Because $x < y$.
```

Text after the question.[^second]

<script>alert(1)</script>

- one
- two

3. three
4. four

```
code <b>
```

[^arrow]: Arrow KJ. *Uncertainty*. 1963.[^second]
[^second]: A second note.
"##;

const QUIZ: &str = r"---
unit: quiz
kind: quiz
title: The quiz
minutes: 10
pass: 70
attempts: 2
time-limit: 30
shuffle: both
---

The introduction.[^note]

[^note]: A note.

```question
id: q-single
kind: single
points: 2

Which?

( ) One
(x) Two

Why: Two.
```

```question
id: q-multiple
kind: multiple

Which ones?

* a list in a prompt

[x] One
[ ] Two
    > Not two.
[x] Three

Why: One and three.
```

```question
id: q-numeric
kind: numeric

How much?

= \$5,000 +- 1%
unit: USD per QALY

Why: Division.

Second paragraph.
```

```question
id: q-matching
kind: matching

Match.

ICER => ratio
NMB => money
CEAC => probability
=> nothing

Why: Definitions.
```

```question
id: q-ordering
kind: ordering

Order.

1. first
2. second
3. third

Why: Time.
```

```question
id: q-short
kind: short

The word?

= cost-effectiveness
= cost effectiveness analysis

Why: It is.
```

```question
id: q-text
kind: text

Explain.

words: 40-150
model: It is so
and so.

Why: For reflection.
```
";

const CASE: &str = "---
unit: case
kind: case
title: The case
minutes: 15
words: 150-400
objectives:
- Discuss it
---

## The suite

What would you do?
";

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 360.4\" role=\"img\">
<title>Plane</title>
<defs><marker id=\"arrow\" viewBox=\"0 0 8 8\" refX=\"4\" refY=\"4\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\"/></marker></defs>
<line x1=\"0\" y1=\"0\" x2=\"10\" y2=\"10\" stroke=\"#333\" marker-end=\"url(#arrow)\"/>
<use href=\"#arrow\"/>
<text x=\"1\" y=\"2\">a &lt; b</text>
</svg>
";
