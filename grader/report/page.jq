# page.jq - what all HTML pages share: the frame, the style, and how text from a
# student is made safe. Everything is written by @html "…\(text)…", which escapes
# what is put in; the pages hold no script and fetch nothing.
# SPDX-License-Identifier: MIT

def hex: def digit: if . < 10 then 48 + . else 87 + . end;
  [(. / 16 | floor | . % 16), . % 16] | map(digit);

# control characters and the marks that turn the direction of text around, as \xNN
# and \uNNNN; colours and carriage returns are dropped. Linear: a student may print
# anything.
def visible:
  def unsafe: (. < 32 and . != 10 and . != 9) or (. >= 127 and . < 160)
    or (. >= 8203 and . <= 8207) or (. >= 8232 and . <= 8238) or (. >= 8288 and . <= 8297) or . == 65279;
  tostring | gsub("\u001b\\[[0-9;]*[A-Za-z]|\r"; "")
  | [explode[] | if unsafe | not then .
      elif . < 256 then 92, 120, hex[]
      else 92, 117, (. / 256 | floor | hex[]), (. % 256 | hex[]) end] | implode;

# at most COUNT characters of a text
def brief($count): tostring | if length > $count then .[:$count - 1] + "…" else . end;

# 10, 7.5, 6.67
def points: (. // 0) * 100 | round | . / 100 | tostring;

def mark: {pass: "✓", fail: "✗", blocked: "…", infra: "!"}[.] // "?";
def verdict: if IN("pass", "fail", "blocked", "infra") then . else "unknown" end;
def pill: verdict | @html "<span class=\"pill \(.)\">\(mark) \(.)</span>";

def ratio($most): if ($most // 0) <= 0 then 0 else . / $most | if . < 0 then 0 elif . > 1 then 1 else . end end;
def bar($most): ratio($most) * 100 | round
  | "<span class=\"bar\"><span style=\"width:\(.)%\"></span></span>";

def style: "
:root{color-scheme:light dark;--back:#fff;--ink:#1c2024;--soft:#5b6470;--line:#d9dee4;--raised:#f5f7f9;
--good:#12703a;--good-back:#def3e5;--bad:#a3201d;--bad-back:#fde4e2;--wait:#7a5200;--wait-back:#fdf0d2;
--odd:#6b2d8f;--odd-back:#f2e4fa;--link:#1557b0;--b:#1557b0;--c:#8a4b00;--d:#6b2d8f;--e:#0b6b6b}
@media(prefers-color-scheme:dark){:root{--back:#14171a;--ink:#e4e7ea;--soft:#9aa4af;--line:#343b43;--raised:#1d2227;
--good:#7fd8a0;--good-back:#153524;--bad:#ff9d97;--bad-back:#45191a;--wait:#f0c569;--wait-back:#3c2f10;
--odd:#d9a8f2;--odd-back:#36203f;--link:#8ab8ff;--b:#8ab8ff;--c:#f0b36a;--d:#d9a8f2;--e:#6fd0d0}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1rem;max-width:62rem;background:var(--back);color:var(--ink);
font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.5rem;margin:.2rem 0}h2{font-size:1.2rem;margin:2rem 0 .6rem;border-bottom:1px solid var(--line)}
h3{font-size:1rem;margin:1.2rem 0 .4rem}a{color:var(--link)}
.head{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:.3rem 2rem}
.score{font-size:1.8rem;font-weight:700;margin:0;white-space:nowrap}.score small,.soft{color:var(--soft);font-weight:400}
.score small{font-size:1rem}small,.small{font-size:.85rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .5rem;vertical-align:top;
border-bottom:1px solid var(--line)}th{white-space:nowrap;color:var(--soft);font-weight:600;font-size:.85rem}
td.number,th.number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
tr.sum td{background:var(--raised);font-weight:600}td.id{white-space:nowrap}
.pill{display:inline-block;white-space:nowrap;border-radius:1rem;padding:0 .6rem;font-size:.85rem;font-weight:600}
.pass{color:var(--good);background:var(--good-back)}.fail{color:var(--bad);background:var(--bad-back)}
.blocked{color:var(--wait);background:var(--wait-back)}.infra,.unknown{color:var(--odd);background:var(--odd-back)}
.bar{display:inline-block;width:4.5rem;height:.5rem;border-radius:.3rem;background:var(--line);overflow:hidden;
vertical-align:middle}.bar span{display:block;height:100%;background:var(--good)}
article{border:1px solid var(--line);border-left:.3rem solid var(--bad);border-radius:.3rem;padding:.1rem .9rem .7rem;
margin:.8rem 0}article.waits{border-left-color:var(--wait)}article.machine{border-left-color:var(--odd)}
dl{display:grid;grid-template-columns:7rem 1fr;gap:.35rem .8rem;margin:.4rem 0}dt{color:var(--soft);font-size:.9rem}
dd{margin:0;min-width:0}pre{margin:0;padding:.6rem .7rem;background:var(--raised);border-radius:.3rem;overflow-x:auto;
font:.82rem/1.45 ui-monospace,Menlo,Consolas,monospace;overflow-wrap:normal}
pre.one{white-space:pre-wrap;overflow-wrap:anywhere}pre.out{padding:.5rem 0;white-space:pre-wrap;overflow-wrap:anywhere}pre.out span{display:block;padding:0 .7rem 0 3.4rem;
text-indent:-2.9rem}pre.out i{display:inline-block;width:2.3rem;margin-right:.6rem;text-align:right;font-style:normal;
text-indent:0;color:var(--soft)}pre.out .here{background:var(--bad-back);outline:1px solid var(--bad)}
pre.out b{display:block;text-indent:0;color:var(--bad);font-family:system-ui,sans-serif}
ul.checks{list-style:none;margin:.4rem 0;padding:0}ul.checks li{padding-left:1.4rem;text-indent:-1.4rem}
ul.checks .tick{display:inline-block;width:1.4rem;text-indent:0;color:var(--good)}
.note{background:var(--raised);border-radius:.3rem;padding:.5rem .9rem;margin:.4rem 0}.note.odd{border-left:.3rem solid var(--odd)}
details>summary{cursor:pointer;color:var(--link);margin:.4rem 0}
svg{display:block;width:100%;height:auto;margin:.6rem 0}svg.picture{max-width:36rem}
svg text{fill:var(--ink);font:13px system-ui,sans-serif}svg .t-soft{fill:var(--soft);font-size:11.5px}
svg .t-strong{font-weight:600}svg .t-end{text-anchor:end}svg .t-mid{text-anchor:middle}
svg .box{fill:none;stroke:var(--soft);stroke-width:1.2;stroke-dasharray:5 3}svg .box.new{fill:var(--raised);stroke:var(--b);
stroke-dasharray:none;stroke-width:1.6}svg .row{fill:var(--back);stroke:var(--line)}
svg .arrow{fill:none;stroke:var(--soft);stroke-width:1.2}svg .chip{fill:none;stroke:var(--soft)}
svg .chip.b{stroke:var(--b)}svg .chip.c{stroke:var(--c)}svg .chip.d{stroke:var(--d)}svg .chip.e{stroke:var(--e)}
svg .t-chip{font-size:11px;fill:var(--soft)}svg .t-chip.b{fill:var(--b)}svg .t-chip.c{fill:var(--c)}
svg .t-chip.d{fill:var(--d)}svg .t-chip.e{fill:var(--e)}svg .col{fill:var(--b)}svg .col.good{fill:var(--good)}
svg .axis{stroke:var(--line)}footer{margin:2.5rem 0 1rem;color:var(--soft);font-size:.85rem}
.wide{overflow-x:auto}.wide td{overflow-wrap:normal}.wide th,.wide td{padding:.3rem .2rem}
.wide .pill{padding:0 .3rem;font-size:.8rem}.wide td:last-child{white-space:nowrap}
@media(max-width:32rem){body{padding:.7rem}dl{grid-template-columns:1fr;gap:.1rem}dd{margin-bottom:.4rem}.hide{display:none}
th,td{padding:.3rem .3rem}.bar{width:3rem}}
@media print{:root{color-scheme:light;--back:#fff;--ink:#000;--soft:#444;--line:#bbb;--raised:#f4f4f4;--good:#0a5228;
--good-back:#fff;--bad:#8b1512;--bad-back:#fff;--wait:#5f4000;--wait-back:#fff;--odd:#512070;--odd-back:#fff;--link:#000}
body{max-width:none;padding:0;font-size:10pt}pre{font-size:7pt;white-space:pre-wrap;overflow-wrap:anywhere}.pill{border:1px solid}
.wide{overflow:visible}.wide table{font-size:7pt}.wide th,.wide td{padding:1pt 2pt;font-size:7pt}.wide .pill{padding:0;font-size:7pt;border:0}
.wide td:last-child{white-space:normal}article,tr,svg{break-inside:avoid}h2,h3,summary{break-after:avoid}details::details-content{content-visibility:visible;block-size:auto}}
";

# page TITLE - a whole document around the body on input, which is HTML already.
def page($title): "<!doctype html>
<html lang=\"en\"><head><meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">
<meta name=\"referrer\" content=\"no-referrer\">
<title>\($title | visible | @html)</title><style>\(style)</style></head>
<body>
\(.)
</body></html>";
