# page.jq - what all HTML pages share: the frame and small pieces. Text becomes HTML by
# @html, once, where it is put in; what is HTML already is only joined. A page holds no
# script and fetches nothing.
# SPDX-License-Identifier: MIT
include "style";
include "result";

def section(parts): [parts] | join("\n");

# --- tables: cells are HTML, a row is made of cells, a head of [class, title] ---

def tag($name; $class; $inside):
  "<\($name)\(if $class == "" then "" else @html " class=\"\($class)\"" end)>\($inside)</\($name)>";
def cell($class): tag("td"; $class; .);
def row($class; cells): tag("tr"; $class; [cells] | join(""));
def row(cells): row(""; cells);
def head(titles): tag("thead"; ""; row(titles | tag("th"; .[0]; .[1] | @html)));
def table($head; rows): "<table>\($head)<tbody>\n" + ([rows] | join("\n")) + "\n</tbody></table>";

def note: @html "<p class=\"note\">\(.)</p>";
def odd_note: @html "<p class=\"note odd\">\(.)</p>";

# --- verdicts ---

def mark: {pass: "✓", fail: "✗", blocked: "…", todo: "○", infra: "!"}[.] // "?";
def pill: @html "<span class=\"pill \(.)\">\(mark) \(in_words)</span>";

# how much of MOST the number on input is
def bar($most): (if $most > 0 and . != null then 100 * . / $most | floor else 0 end)
  | "<span class=\"bar\"><span style=\"width:\(.)%\"></span></span>";

def security: "default-src 'none'; style-src 'unsafe-inline'";

# page TITLE - a whole document around the body on input, which is HTML already
def page($title): "<!doctype html>
<html lang=\"en\"><head><meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">
<meta http-equiv=\"Content-Security-Policy\" content=\"\(security)\">
<meta name=\"referrer\" content=\"no-referrer\">
<title>\($title | @html)</title><style>\(style)</style></head>
<body>
\(.)
</body></html>";
