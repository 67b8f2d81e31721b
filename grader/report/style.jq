# style.jq - how all pages look: light and dark, narrow and wide, on paper.
# SPDX-License-Identifier: MIT

def colours: "
:root {
  color-scheme: light dark;
  --back: #fff; --ink: #1c2024; --soft: #5b6470; --line: #d9dee4; --raised: #f5f7f9;
  --link: #1557b0; --good: #12703a; --good-back: #def3e5; --bad: #a3201d; --bad-back: #fde4e2;
  --wait: #7a5200; --wait-back: #fdf0d2; --odd: #6b2d8f; --odd-back: #f2e4fa;
  --shade: #0006; --b: #1557b0; --c: #8a4b00; --d: #6b2d8f; --e: #0b6b6b;
}
@media (prefers-color-scheme: dark) { :root {
  --back: #14171a; --ink: #e4e7ea; --soft: #9aa4af; --line: #343b43; --raised: #1d2227;
  --link: #8ab8ff; --good: #7fd8a0; --good-back: #153524; --bad: #ff9d97; --bad-back: #45191a;
  --wait: #f0c569; --wait-back: #3c2f10; --odd: #d9a8f2; --odd-back: #36203f;
  --shade: #000e; --b: #8ab8ff; --c: #f0b36a; --d: #d9a8f2; --e: #6fd0d0;
} }
";

def text_style: "
* { box-sizing: border-box }
body { margin: 0 auto; padding: 1rem; max-width: 62rem; background: var(--back); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere }
h1 { font-size: 1.5rem; margin: .2rem 0 }
h2 { font-size: 1.2rem; margin: 2rem 0 .6rem; border-bottom: 1px solid var(--line) }
h3 { font-size: 1rem; margin: 1.2rem 0 .4rem }
a, summary { color: var(--link) }
small, .small { font-size: .85rem }
.soft { color: var(--soft); font-weight: 400 }
.head { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline;
  gap: .3rem 2rem }
.score { font-size: 1.8rem; font-weight: 700; margin: 0; white-space: nowrap }
.score small { font-size: 1rem; color: var(--soft); font-weight: 400 }
.note { background: var(--raised); border-radius: .3rem; padding: .5rem .9rem; margin: .4rem 0 }
.note.odd { border-left: .3rem solid var(--odd) }
details > summary { cursor: pointer; margin: .4rem 0 }
footer { margin: 2.5rem 0 1rem; color: var(--soft); font-size: .85rem }
";

def table_style: "
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: .3rem .5rem; vertical-align: top;
  border-bottom: 1px solid var(--line) }
th { white-space: nowrap; color: var(--soft); font-weight: 600; font-size: .85rem }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
.id { white-space: nowrap }
tr.sum td { background: var(--raised); font-weight: 600 }
.pill { display: inline-block; white-space: nowrap; border-radius: 1rem; padding: 0 .6rem;
  font-size: .85rem; font-weight: 600 }
.pass { color: var(--good); background: var(--good-back) }
.fail { color: var(--bad); background: var(--bad-back) }
.blocked { color: var(--wait); background: var(--wait-back) }
.todo { color: var(--soft); background: var(--raised) }
.infra { color: var(--odd); background: var(--odd-back) }
td.v { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
td.pass::before { content: '✓ ' }
td.fail::before { content: '✗ ' }
td.blocked::before { content: '… ' }
td.todo::before { content: '○ ' }
td.infra::before { content: '! ' }
.what { width: 100% }
.members a { margin-right: .3rem; white-space: nowrap }
.bar { display: inline-block; width: 4.5rem; height: .5rem; border-radius: .3rem;
  background: var(--line); overflow: hidden; vertical-align: middle }
.bar span { display: block; height: 100%; background: var(--good) }
";

# What is too wide scrolls; a shadow at its edge says so as long as there is more.
def wide_style: "
.wide, pre { overflow-x: auto; background:
  linear-gradient(90deg, var(--under) 40%, transparent) 0 0 / 2.5rem 100% no-repeat local,
  linear-gradient(270deg, var(--under) 40%, transparent) 100% 0 / 2.5rem 100% no-repeat local,
  linear-gradient(90deg, var(--shade), transparent) 0 0 / .6rem 100% no-repeat,
  linear-gradient(270deg, var(--shade), transparent) 100% 0 / .6rem 100% no-repeat var(--under) }
.wide { --under: var(--back) }
pre { --under: var(--raised) }
.wide td { overflow-wrap: normal }
.wide th, .wide td { padding: .3rem .2rem }
.wide .pill { padding: 0 .3rem; font-size: .8rem }
.wide th:last-child, .wide td:last-child { white-space: nowrap; padding-left: .6rem }
";

def finding_style: "
article { border: 1px solid var(--line); border-left: .3rem solid var(--bad); border-radius: .3rem;
  padding: .1rem .9rem .7rem; margin: .8rem 0 }
article.waits { border-left-color: var(--wait) }
article.machine { border-left-color: var(--odd) }
article h3 { margin-bottom: .2rem }
article h3 + .soft { margin: 0 }
dl { display: grid; grid-template-columns: 7rem 1fr; gap: .35rem .8rem; margin: .4rem 0 }
dt { color: var(--soft); font-size: .9rem }
dd { margin: 0; min-width: 0 }
ul.checks { list-style: none; margin: .4rem 0; padding: 0 }
ul.checks li { padding-left: 1.4rem; text-indent: -1.4rem }
ul.waiting { margin: .4rem 0; padding-left: 1.2rem }
.tick { display: inline-block; width: 1.4rem; text-indent: 0; color: var(--good) }
";

def output_style: "
pre { margin: 0; padding: .6rem .7rem; border-radius: .3rem; overflow-wrap: normal;
  font: .82rem/1.45 ui-monospace, Menlo, Consolas, monospace }
pre.one, pre.out { white-space: pre-wrap; overflow-wrap: anywhere }
pre.out { padding: .5rem 0 }
pre.out span { display: block; padding: 0 .7rem 0 3.4rem; text-indent: -2.9rem }
pre.out i { display: inline-block; width: 2.3rem; margin-right: .6rem; text-align: right;
  font-style: normal; text-indent: 0; color: var(--soft) }
pre.out .cut { color: var(--soft); font-family: system-ui, sans-serif; text-indent: 0 }
pre.out .here { background: var(--bad-back); outline: 1px solid var(--bad) }
pre.out b { display: block; text-indent: 0; color: var(--bad); font-family: system-ui, sans-serif }
";

def picture_style: "
svg { display: block; width: 100%; height: auto; margin: .6rem 0 }
svg.picture { max-width: 36rem }
svg.bars { max-width: 40rem }
svg text { fill: var(--ink); font: 13px system-ui, sans-serif }
svg .t-soft { fill: var(--soft); font-size: 11.5px }
svg .t-strong { font-weight: 600 }
svg .t-end { text-anchor: end }
svg .t-mid { text-anchor: middle }
svg .box { fill: none; stroke: var(--soft); stroke-width: 1.2; stroke-dasharray: 5 3 }
svg .box.new, svg .box.other { fill: var(--raised); stroke: var(--b) }
svg .box.new { stroke-dasharray: none; stroke-width: 1.6 }
svg .row { fill: var(--back); stroke: var(--line) }
svg .arrow { fill: none; stroke: var(--soft); stroke-width: 1.2 }
svg .chip { fill: none; stroke: var(--soft) }
svg .chip.b { stroke: var(--b) }
svg .chip.c { stroke: var(--c) }
svg .chip.d { stroke: var(--d) }
svg .chip.e { stroke: var(--e) }
svg .t-chip { font-size: 11px; fill: var(--soft) }
svg .t-chip.b { fill: var(--b) }
svg .t-chip.c { fill: var(--c) }
svg .t-chip.d { fill: var(--d) }
svg .t-chip.e { fill: var(--e) }
svg .col { fill: var(--b) }
svg .col.good { fill: var(--good) }
svg .axis { stroke: var(--line) }
";

def narrow_style: "
@media (max-width: 32rem) {
  body { padding: .7rem }
  dl { grid-template-columns: 1fr; gap: .1rem }
  dd { margin-bottom: .4rem }
  th, td { padding: .3rem .3rem }
  .hide { display: none }
  .bar { width: 3rem }
}
";

def paper_style: "
@media print {
  :root { color-scheme: light; --back: #fff; --ink: #000; --soft: #444; --line: #bbb;
    --raised: #f4f4f4; --link: #000; --good: #0a5228; --good-back: #fff; --bad: #8b1512;
    --bad-back: #fff; --wait: #5f4000; --wait-back: #fff; --odd: #512070; --odd-back: #fff }
  body { max-width: none; padding: 0; font-size: 10pt }
  pre { background: var(--raised); font-size: 7pt; white-space: pre-wrap; overflow-wrap: anywhere }
  .pill { border: 1px solid }
  .wide { overflow: visible; background: none }
  .wide table { font-size: 7pt }
  .wide th, .wide td { padding: 1pt 2pt; font-size: 7pt }
  .wide .pill { padding: 0; font-size: 7pt; border: 0 }
  .wide td:last-child { white-space: normal }
  article, tr, svg { break-inside: avoid }
  h2, h3, summary { break-after: avoid }
  details::details-content { content-visibility: visible; block-size: auto }
}
";

def style: colours + text_style + table_style + wide_style + finding_style + output_style
  + picture_style + narrow_style + paper_style;
