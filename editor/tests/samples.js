// What programs put on the clipboard, shortened, with what makes each of them its own.

const item = (list, level, marker, words) => `<p class=MsoListParagraphCxSpMiddle style='margin-left:.5in;mso-add-space:auto;text-indent:-.25in;mso-list:${list} level${level} lfo1'>
<![if !supportLists]><span style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>${marker}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>${words}<o:p></o:p></p>`;

export const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {margin:0in;} --></style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head>
<body lang=EN-US style='tab-interval:.5in'><!--StartFragment-->
<h1>Costs and choices<o:p></o:p></h1>
<h2><span style='mso-bookmark:_Toc1'>What is given up</span><o:p></o:p></h2>
<p class=MsoNormal>A decision has a <b style='mso-bidi-font-weight:normal'>cost</b> even when
nothing is <i>paid</i>: see <a href="https://journal.example/a">the paper</a>.<o:p></o:p></p>
${item("l0", 1, "·", "First point")}
${item("l0", 1, "·", "Second point")}
${item("l0", 2, "o", "Inner point").replace("o<span", "°<span")}
${item("l0", 1, "·", "Third point")}
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
${item("l1", 1, "1.", "Ask")}
${item("l1", 1, "2.", "Measure")}
<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;mso-yfti-tbllook:1184'>
 <tr style='mso-yfti-irow:0;mso-yfti-firstrow:yes'><td width=200 valign=top><p class=MsoNormal><b>Option</b><o:p></o:p></p></td><td><p class=MsoNormal><b>Cost</b></p></td></tr>
 <tr><td><p class=MsoNormal>Usual care<o:p></o:p></p></td><td><p class=MsoNormal align=right style='text-align:right'>$5,000</p></td></tr>
</table>
<p class=MsoNormal>End.<o:p></o:p></p>
<!--EndFragment--></body></html>`;

const reference = (number) => `<a style='mso-footnote-id:ftn${number}' href="#_ftn${number}" name="_ftnref${number}" title=""><span class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]>[${number}]<![endif]></span></span></a>`;
const footnote = (number, words) => `<div style='mso-element:footnote' id=ftn${number}><p class=MsoFootnoteText><a style='mso-footnote-id:ftn${number}' href="#_ftnref${number}" name="_ftn${number}" title=""><span class=MsoFootnoteReference>[${number}]</span></a> ${words}<o:p></o:p></p></div>`;

export const WORD_NOTES = `<html><body><p class=MsoNormal>Costs more.${reference(1)} And again.${reference(2)}</p>
<div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr align=left size=1 width="33%"><![endif]>
${footnote(1, "Arrow KJ. <i>Uncertainty</i>. 1963.")}${footnote(2, "Second note.")}</div></body></html>`;

export const DOCS = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><h1 dir="ltr" style="line-height:1.38"><span style="font-size:20pt;font-weight:400">Agenda</span></h1>
<p dir="ltr"><span style="font-weight:400">Bring </span><span style="font-weight:700">numbers</span><span> and </span><span style="font-style:italic">stories</span><span> to </span><a href="https://a.example/" style="text-decoration:none"><span style="color:#1155cc;text-decoration:underline">the meeting</span></a><span>.</span></p>
<ul style="margin-top:0"><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>Outer</span></p></li><ul><li dir="ltr" aria-level="2"><p role="presentation"><span>Inner</span></p></li></ul><li dir="ltr" aria-level="1"><p role="presentation"><span>Next</span></p></li></ul>
<br /><p dir="ltr"><span>Last line.</span></p></b><br class="Apple-interchange-newline">`;

export const EXCEL = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td{mso-number-format:General}</style></head><body>
<table border=0 cellpadding=0 cellspacing=0 width=128><col width=64><col width=64><!--StartFragment-->
<tr height=20><td height=20 class=xl65>Year</td><td class=xl65>Visits</td></tr>
<tr height=20><td>2025</td><td align=right>1,204</td></tr><tr height=20><td>2026</td><td align=right>1,310</td></tr>
<!--EndFragment--></table></body></html>`;

export const ENCYCLOPEDIA = `<p>An <b>ICER</b> is a ratio.<sup id="cite_ref-1" class="reference"><a href="#cite_note-1"><span class="cite-bracket">&#91;</span>1<span>&#93;</span></a></sup></p>
<h2>References</h2><ol class="references"><li id="cite_note-1"><span class="mw-cite-backlink"><b><a href="#cite_ref-1">^</a></b></span> <span class="reference-text">Drummond M. <i>Methods</i>. 2015.</span></li></ol>`;
