// Written by scripts/client-support.mjs; do not edit. Data of caniemail.com, from the npm package caniemail:
//
// MIT License
//
// Copyright © Avi Goldman
// Copyright © Andrew Powell <andrew@shellscape.org>
//
// Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:
//
// The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.
//
// THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.

/** When caniemail.com changed the data last. */
export const clientDataDate: string = '2025-09-09'

/** Clients, as `family.platform`, in the order of the cells below. */
export const clientNames: string = `
aol.android
aol.desktop-webmail
aol.ios
apple-mail.ios
apple-mail.macos
fastmail.desktop-webmail
free-fr.desktop-webmail
gmail.android
gmail.desktop-webmail
gmail.ios
gmail.mobile-webmail
gmx.android
gmx.desktop-webmail
gmx.ios
hey.desktop-webmail
ionos-1and1.android
ionos-1and1.desktop-webmail
laposte.android
laposte.desktop-webmail
laposte.ios
mail-ru.desktop-webmail
orange.android
orange.desktop-webmail
orange.ios
outlook.android
outlook.ios
outlook.macos
outlook.outlook-com
outlook.windows
outlook.windows-mail
protonmail.android
protonmail.desktop-webmail
protonmail.ios
rainloop.desktop-webmail
samsung-email.android
sfr.android
sfr.desktop-webmail
sfr.ios
t-online-de.desktop-webmail
thunderbird.macos
thunderbird.windows
web-de.android
web-de.desktop-webmail
web-de.ios
wp-pl.desktop-webmail
yahoo.android
yahoo.desktop-webmail
yahoo.ios
`

/** Versions, or months of tests, that cells count into. */
export const clientVersions: string = `
2022-07
2021
2021-03
2020-12
2022-06
2024-04
2019
6.16.2.1519779
2021-05
2021-08
16.80
2021-10
2021-11
2023-12
78.10.2
6.37
2020-01
2021-07
2019-07
2020-02
2025-07
2020-10
2024-03
3.29.0
2020-03
2019-02
5.0.10.2
2019-08
78.5
2023-05
6.1.90.16
102.11
2025-06
2022-08
18.3.2
2025-04
2022-12
91.13
2021-02
16005.13426.20316.0
78.7
2020-05
2024-01
2022-09
2022
11
6.18.2.1529859
2023-01
2024-09
2021-12
4.2101.1
6.16.2.1525679
2023-09
15
16.98
2020-11
2019-09
2024-08
2024-05
2024-02
2021-01
6.21.1
6.0
16.88
6.2
2024-06
2025-08
12.1
12.4
6.1
6.2.01.1
4.2147.4
4.2148.2
2020-04
2024-10
2019-10
4.3.1
2024-11
2024
6.1.74.5
102.6
16.0
2023-08
2022-03
2025-05
14.5
14
13.1
16
6.0.04.6
2020-06
115.2
4.7.1
4.2352.0
2023-02
2023-04
2023-06
6.1.73.1
2021-09
5.15.0
6.0.0
17
2022-02
2022-05
2023-10
60.8
2022-04
2022-11
2019-06
68.4
2021-06
9.0
2020-09
9.1
14.0
14.4
2019-05
2023-07
13
78.14
13.3
115.7
78.19
2024-07
`

/**
 * A line for each feature: its name at caniemail.com, what it looks like, and a cell for each client: `y` supported,
 * `.` unknown, `n` not and `a` partly, with the version that was tested last, counted in base 36.
 */
export const clientFeatures: string = `
css-accent-color accent-color: n00n00n00yyn00.n00n00n00n00...y.....yn00n00n00n00n00n00n00n01n00n00n00n00.yn00yn00.......n00n00n00
css-align-items align-items: n02n03n02yyy.n03n03n03n03yn04yyyy.y.yn05n02n05yyyyn06n03yyy.yyyy.y.yn04y.n07n03n02
css-animation animation: n08n08n08yyy.n08n08n08n08yn04yyya04.a09.n08n08n08n08n08n08n0an08n06n08n08n08n08.yn08a08n08.y.yn04y.n08n08n08
css-aspect-ratio aspect-ratio: n0bn0bn0byyn0c.n0bn0bn0bn0byn04yyyy.y.yn0bn0bn0bn0bn0bn0bn0dn06n0byyy.n0byyy.n0e.yn04y.n0fn0bn0b
css-at-font-face @font-face n0gn0gn0gyyn0h.n0in0in0in0jn04n04yyn04y.n0k.n0ln05n0mn0mn0in0nn0an0da06n0gyn0on0o.yn0in0kn0i.y.n04n04y.n0in0in0i
css-at-import @import n0gn0pn0pyyn0h.n0pn0pn0pn0jn04n04yyn04y.n0k.n0ln0dn02n0dn0pn0pyn0dyyyn0on0o.n0qn0rn0kn0r.n0s.n04n04yn0dn0pn0pn0p
css-at-keyframes @keyframes n08yn08yyy.n08n08n08n08yn04yyya04.n0k.n08n08n08n08n08n08n0an08n06n08n08n08n08.yn08n0kn08.y.yn04y.n08yn08
css-at-media @media a0ga0ga0gyyy.a00a0ga0gn0jyyyyyy.n0k.a0lyyya0ra0ra0aa0dn06n0gya0ta0t.a0un0rn0kn0r.n0v.yyy.a0wa0ga0g
css-at-media-device-pixel-ratio @media(-webkit-min-device-pixel-ratio)|@media(-webkit-device-pixel-ratio) n0pn0pn0pyyy.n0rn0rn0rn0jyn04yyyy.n0k.n0lyyyyyyyn06n0gyn0on0o.yn0rn0kn0r.n0s.yn04y.n0rn0rn0r
css-at-media-hover @media(hover)|@media(any-hover) n0xn0xn0xyy..n0xn0xn0xn0x.......n0k.n0x...yyyyn0xn0xyyy.yn0mn0kn0m.......n0xn0xn0x
css-at-media-orientation @media(orientation) n0pn0pn0pa0yyy.yyn0zn0jyyyyyy.n0k.yyyyyyyyn06n0gn0on0on0o.yn0rn0kn0r.n0s.yyy.n0rn0rn0r
css-at-media-prefers-color-scheme @media(prefers-color-scheme) n0gn0gn0gyyyyn10n10n10n10yn04yn10yy.n0k.n10yyyyyyyn06n0gn0on10n0o.yn10n0kn10n10n11.yn04y.n10n10n10
css-at-media-prefers-reduced-motion @media(prefers-reduced-motion) n12n03n12yyn0h.n03n03n03n03yn04yyyy.n0k.n12yyyyyyyn06n13a12a12a12.yn12yn12.n14.yn04y.n07n03n12
css-at-supports @supports yyyyyn0h.n15n15n15n15yn04yyyy.n0k.n0lyyyn15n15n0an15n06n15yn15n15.yn15n0kn15.n0s.yn04y.yyy
css-backdrop-filter backdrop-filter: n16n16n16yy..n16n16n16n16.n16.......y..n16n16n16yn16n01n16....yyyy....n16..n16n16n16
css-background background: a0ba0ba0byyy.yyyyya04yyyy.y.ya05a02a05yyyya06a0byyy.yyyy.y.ya04y.a0ba0ba0b
css-background-blend-mode background-blend-mode: n0pn0pn0pyyy.a0pya0pn0jyn04yyyy.y.yn05n05n05yyyyn06n0pyyy.yyyy.y.yn04y.n0pn0pn0p
css-background-clip background-clip: n0pn0pn0pyyy.a0pya0pn0jyn04yyyy.y.yn05n05n05yyyyn06n0pyyy.yyyy.y.yn04y.n0pn0pn0p
css-background-color background-color: yyyyyy.yyyyya04yyyy.y.ya0ba02a0byyyyyyyyy.yyyy.y.ya04y.yyy
css-background-image background-image: a0ba0ba0byyyn0cyyyyya04yyyy.y.yyyyyyyyn06n0pyyy.yyyyn0cy.ya04y.a0ba0ba0b
css-background-origin background-origin: n0pn0pn0pyyy.a0pya0pn0jyn04yyyy.y.yn05n05n05yyyyn06n0pyyy.yyyy.y.yn04y.n0pn0pn0p
css-background-position background-position: yyyyyy.yyyyya04yyyy.y.yyyyyyyyn06n0pyyy.yyyy.y.ya04y.yyy
css-background-repeat background-repeat: yyyyyy.yyyyya04yyyy.y.yyyyyyyyn06n0pyyy.yyyy.y.ya04y.yyy
css-background-size background-size: yyyyyy.a0pya0pn0jyn04yyyy.y.yn05n02n05yyyyn06n0pyyy.yyyy.y.yn04y.yyy
css-block-inline-size block-size:|inline-size: n00n00n00yyy.n00n00n00n00yn17yyyy.y.y.n00n00n00n00n0an16n18n00yyy.y.yy.y.yn17y.n00n00n00
css-border border: yyyyyy.yyyyyyyyyy.y.yyyyyyyya06a0hyyy.yyyy.y.yyy.yyy
css-border-collapse border-collapse: yyyyy..yyyy.y.......y...yyyyyy....yyyy.y..y..yyy
css-border-image border-image: n0pn0pn0pyyy.n0pn0pn0pn0jyn04yyyy.y.yn05n05n05n0pn0pyn0pn06n0pyyy.yyyy.y.yn04y.n0pn0pn0p
css-border-inline-block border-inline:|border-block: n00n00n00yy..n00n00n00n00yn17y.yy...y...n00n00n0an00n01n00yyy.n19yyy...yn17y.n00n00n00
css-border-radius border-radius: a02a12a02yyy.yyyyyn04yyyy.y.yn05n05n05yyyyn06n0gyyy.yyyy.y.yn04y.a1aa12a02
css-border-radius-logical border-start-start-radius:|border-end-end-radius: n0xn0xn0xyy..n0xn0xn0xn0x.........y...n0xn0xn0an0xn01n0xyyy.n19yyy.......n0xn0xn0x
css-border-spacing border-spacing: yyyyy..yyyy.y.......y...yyn0dyn01n0d....yyyy.y..y..yyy
css-box-shadow box-shadow: n1bn0pn1byyy.a1bn1ba1bn0jyn04yyyy.y.yn0dn02n0dyyyyn06n0pyyy.yyyy.y.yn04y.n1bn1bn1b
css-box-sizing box-sizing: n0pn0pn0pyyy.yyyn0jyyyyyy.y.yn05n05n05yyyyn06n0pyyy.yyyy.y.yyy.n0pn0pn0p
css-caption-side caption-side: yyyyyy.yyyyyyyyyy.y.yyyyyyyyn06n08yyy.yyyy.y.yyy.yyy
css-clear clear: a1ca1ca1cyy..a1cyy..a1c.......y...a1cy.yn06n1c.y..y.......a1c..a1ca1ca1c
css-clip-path clip-path: n02n12n02yyy.n12n12n12n12yn1dyyyy.y.a12n05n05n05n1en12yn12n06n12yyy.yyyy.y.yn1dy.n1fn12n02
css-color-scheme color-scheme: n1gn1gn1gyyn1g.n1gn1gn1gn1g.n1g.n1g.....n1g...n1gn1gn0an1gn06.n1gyn1g.yya0mn0mn1gy..n1g..n1gn1gn1g
css-column-count column-count: n0pn0pn0pyyy.yyyn0jyn04yyyy.y.yyyyyyyyn06n0pyyy.yyyy.y.yn04y.n0pn0pn0p
css-column-layout-properties columns:|column-width:|column-rule:|column-span:|column-fill: n0xn0xn0xyyy.yyyy...y.....y...yyyyn01n0xyyy.yyyy.y.....n0xn1bn1b
css-conic-gradient conic-gradient() n10n10n10yyyn1bn10n10n10n10...y...y.yn1bn1bn1bn10n10yn16n06n10yyy.a0uyyyyy.....n10n10n10
css-cursor cursor: ...n1ha1h..n0kn0kn0kn0kya0kn0k..........n0kn0kn1in0k...a0k.......y.....a0ka0kn0k
css-direction direction: yyyyyy.yyya0byyyyyy.y.yyyyyyyyyyyyy.yyyy.y.yyy.yyy
css-display display: a1da1da1dyya1d.a1dya1dyya04yyyy.y.ya1da1da1dyyyya06a1dyyy.yyyy.y.ya04y.a1da1da1d
css-display-flex display:flex yyyyyy.a1jya1jyyn04yyyy.y.yn05n05n05yyyyn06n0pyyy.yyyy.y.yn04y.yyy
css-display-grid display:grid n0pn0pn0pyyy.n0pn0pn0pyyn04yyyy.y.yn05n05n05n0pn0pyyn06n0pyyy.yyyy.y.yn04y.n0pn0pn0p
css-display-none display:none yyyyyy.yyyn0jyyyyyy.y.yyyyyyyya06a1kyyy.yyyy.y.yyy.yyy
css-empty-cells empty-cells: n1lyn1lyy..yyy..........n1l...yyyyn01n1l....y..........n1lyn1l
css-filter filter: n0pn0pn0pyyn0h.n0pn0pn0pn0jyn04yyyy.y.a16n05n05n05n0pn0pyn0pn06n0pyyy.yyyy.y.yn04y.n0pn0pn0p
css-flex-direction flex-direction: n0pn0pn0pyyy.n1bn1bn1bn0jyn04yyyy.y.yn05n05n05n1byyyn06n0pyyy.yyyy.y.yn04y.n0pn0pn0p
css-flex-wrap flex-wrap: n0pn0pn0pyyy.n1bn1bn1bn1byn04yyyy.y.yn05n05n05yyyyn06n0pyyy.yyyy.y.yn04y.n0pn1bn1b
css-float float: a1ma1ma1myyy.a1mya1myya1myyyy.y.yyyyyyyyn06n0pyyy.yyyy.y.ya1my.a1ma1ma1m
css-font font: yyyyyy.yyyyyyyyyy.y.yyyyyyyyyyyyy.yyyy.y.yyy.yyy
css-font-kerning font-kerning: .n0x.yy.yyyyy.n0x.......n0x...yyyyn06.....y.y.n0xy.....n0mn0mn0m
css-font-size font-size: a1na1na1nyy..yyyy.a1n.......y...yyyya01a1n....a1n....y..a1n..a1na1na1n
css-font-stretch font-stretch: .n1gn1gyy..n0myyy.........y...n0myyyn06..yy.n0un0myy.y.....n0mn1gn1g
css-font-weight font-weight: a1oa04a1oyyy.yyyyyyyyyy.y.yya05yyyyya06a1oyyy.yyyy.y.yyy.a1fa1oa1p
css-function-clamp clamp() n08n08n08yyn0h.a08ya08yyn04yyyy.y.yn08n08n08n08n08n0an0dn06n08yyy.n1qyyy.y.yn04y.n08n08n08
css-function-light-dark light-dark() .n1ln1lyy.n1ln1ln1ln1ln1l.n1l.a1l...a1l.a1l.n1ln1l.n1ln1rn1ln06n1l.a1ly.a1s.a1la1la1ly......n1ln1l
css-function-max max() n08n08n08yyn0h.a08ya08yyn04yyyy.y.yn08n08n08n08n08n0an0dn06n08yyy.n1qyyy.y.yn04y.n08n08n08
css-function-min min() n08n08n08yyn0h.a08ya08yyn04yyyy.y.yn08n08n08n08n08n0an0dn06n08yyy.n1qyyy.y.yn04y.n08n08n08
css-gap gap:|column-gap:|row-gap: n10n10n10yya10ya10a10a10n10.n10.y...y.yn10n10n10a10a10ya0dn06n10yyy.yyyyyy.....n10n10n10
css-grid-template grid-template:|grid-template-columns:|grid-template-rows:|grid-template-areas: n1bn1bn1byyn1byn1bn1bn1bn1b.n1b.y...y.yn1bn1bn1bn1bn1byn0dn06n1byyy.yyyyyy.....n1bn1bn1b
css-height height: n1kn1kn1kyyy.yyyyyyyyyy.y.yyyyyyyya06yyyy.yyyy.y.yyy.n1kn1kn1k
css-hyphenate-character hyphenate-character: n1tn1tn1tyy..n1tn1tn1tn1t.n1t.......a1t...n1tn1tn1tn1tn01n1t....y.......n1t..n1tn1tn1t
css-hyphenate-limit-chars hyphenate-limit-chars: n1ln1ln1ln1ln1l..n1ln1ln1ln1l.n1l.......y...n1ln1ln1ln1ln01n1l....n1l....n1l..n1l..n1ln1ln1l
css-hyphens hyphens: .n0x.yy..n0xn0xn0x..........y...n0xn0xyn0dn01n0x....yyyy.......n0xn0xn0x
css-important !important a0ca0ca0cyyy.a0ca0ca0ca0cyn04yyyy.y.yn0cn0cn0cyyyya06a0ca0ca0ca1u.ya0cya0c.y.yn04yn0da0ca0ca0c
css-inline-size inline-size: n0pn0pn0pn1vn1wn0h.n0pn0pn0pn0jyn04yyyy.y.yyn02yn0pn0pn0pn0dn06n0pyyy.yyyy.y.yn04y.n0pn0pn0p
css-inset inset: n1mn1mn1myy..n1mn1mn1mn0j.n1m.......n1m...n1mn1mn1mn1mn1mn1m....n1m....y..n1m..n1mn1mn1m
css-intrinsic-size =fit-content|=min-content|=max-content n10n10n10yyy.yya10y...y...y.yn10n1bn1ba10a10yyn06n10yyy.n1xyyy.y.....n10n10n10
css-justify-content justify-content: n02n03n02yyy.n03n03n03n03yn04yyyy.y.yn05n05n05yyyyn06n03yyy.yyyy.y.yn04y.n07n03n02
css-left-right-top-bottom left:|right:|top:|bottom: n08n08n08yyy.n08n08n08n08yyyyyy.y.a08yyyyyyyn06n08yyy.a1yyyy.y.yyy.n08n08n08
css-letter-spacing letter-spacing: yyyyyy.yyyyyyyyyy.y.yyyyyyyya06a0gyyy.yyyy.y.yyy.yyy
css-line-height line-height: yyyyyy.yyyyyyyyyy.y.ya0bya0byyyya06a0byyy.yyyy.y.yyy.yyy
css-linear-gradient linear-gradient() n1dn1dn1dyyyya0zyyyyn04yyyy.y.yn1dn1dn1dn1zn20n0an0dn06n1dyyy.a0uyyyyy.yn04y.n1dn1dn1d
css-list-style list-style: a21a21a21yyy.a21a21a21a21yyyyyy.y.yyyyyya0aya06a21n21a21y.yyyy.y.yyy.a21a21a21
css-list-style-image list-style-image: n21n21n21yyy.n21n21n21n21yyyyyy.y.yyn02yn21n21n0an0dn06n21n21n21y.yyyy.y.yyy.n21n21n21
css-list-style-position list-style-position: yyyyyy.yyyyyyyyyy.y.yyyyyyyyn06n21yyy.yyyy.y.yyy.yyy
css-list-style-type list-style-type: yyyyyy.yyyyyyyyyy.y.yyyyyyyyyyyyy.yyyy.y.yyy.yyy
css-margin margin: a22a22a22yyy.a23a23a23a0jyyyyyy.y.a0lyyya23a24a0aa0da06a23yyy.yyyy.y.yyy.a22a22a22
css-margin-block-start-end margin-block-start:|margin-block-end: n00n00n00yy..n00n00n00n00yn17y.yy...y...n00n00n0an00n01n00yyy.y......yn17y.n00n00n00
css-margin-inline-block margin-inline:|margin-block: n00n00n00yyy.n00n00n00n00yn17yyyy.y.yyyyn00n00n0an00n01n00yyy.n19yyy.y.yn17y.n00n00n00
css-margin-inline-start-end margin-inline-start:|margin-inline-end: n00n00n00yy..n00n00n00n00yn17y.yy...y...n00n00n0an00n01n00yyy.y......yn17y.n00n00n00
css-mask-image mask-image: n25n25n25yy..n25n25n25n25.n25.......y...n25n25yn25n26n25....y.......n25..n25n25n25
css-max-block-size max-block-size: .n00.yy..n0xn00n00..........y...n00yyn16n01n00yyy.y..........n00n00n00
css-max-height max-height: yyyyyy.yyyyyyyyyy.y.yyyyyyyyn06n0cyyy.yyyy.y.yyy.yyy
css-max-inline-size max-inline-size: n1mn1mn1myy..n1mn1mn1mn1m.n1m.......y...n1mn1mn1mn1mn01n1myyy.y.......n1m..n1mn1mn1m
css-max-width max-width: yya0gyyy.yyyyyyyyyy.y.yyyyyyyya06a0gyya0o.yyyy.y.yyy.yya0r
css-min-block-size min-block-size: n1mn1mn1myy..n1mn1mn1mn1m.n1m.......y...n1mn1mn1mn1mn01n1myyy.y.......n1m..n1mn1mn1m
css-min-height min-height: yyyyyy.yyyyyyyyyy.y.yyyyyyyyn06n0cyyn0c.yyyn0c.y.yyy.yyy
css-min-inline-size min-inline-size: .n00.yy..n0xn00n00n00.........y...n00yyn16n01n00yyy.y..........n00n00n00
css-min-width min-width: yyyyyy.yyyyyyyyyy.y.yyyyyyyyn06n0cyyy.yyyy.y.yyy.yyy
css-mix-blend-mode mix-blend-mode: n03n03n03yyn0h.a03ya03n03yn04yyyy.y.yn05n05n05yyyyn06n03yyy.yyyy.y.yn04y.n03n03n03
css-modern-color lch()|oklch()|lab()|oklab() n1bn1bn1byyy.n1bn1bn1bn1b...y.....y...n1bn1byn16n06.n1byy.n27....n28.....n1bn1bn1b
css-nesting & .n16.ya29..n2an2an2an2a.........n16.a2aa2an0mn2an0an16n06n2a....a0u.a2an2a.y.....n0mn2an2a
css-object-fit object-fit: n0hn0hn0hyyy.a0hya0hn0hyn04yyyy.y.yn0hn0hn0hyyyyn06n0hyyy.yyyy.y.yn04y.n0hn0hn0h
css-object-position object-position: n0hn0hn0hyyy.a0hya0hn0hyn04yyyy.y.yn0hn0hn0hyyyyn06n0hyyy.yyyy.y.yn04y.n0hn0hn0h
css-opacity opacity: n0pn0pn0pyyy.yyyn0jyn04yyyy.y.n0ln05n05n05yyyyn06n0pyyy.yyyy.y.yn04y.yyy
css-orphans orphans: n1mn1mn1myy..n1mn1mn1mn1m.n1m.......y...yyyyn01n1m....y.......n1m..n1mn1mn1m
css-outline outline: yyyyyyyyyyyyyyyyy.y.yn2bn2bn2byyyyn06n2byyy.yyyyyy.yyy.yyy
css-outline-offset outline-offset: n10n10n10yyyyn10n10n10n10.n10.y...y.yn10n10n10n10n10n0an16n06n10yyy.yyyyyy.....n10n10n10
css-overflow overflow: a0ka22a22a22a22y.a0ka22a22a22a0ka22a22yyy.y.a22ya22ya2ca22a22a2cn26n0pa0ka0ka0k.a22yyy.y.a22a22a22.a2ca2ca22
css-overflow-wrap overflow-wrap: .n0x.a0ya29..n0xn0xn0x..........y...n0xn0xyn16n01n0x....y..........n0xn0xn0x
css-padding padding: yyyyyy.yyyyyyyyyy.y.yyyyyyyya06a0gyyy.yyyy.y.yyy.yyy
css-padding-block-start-end padding-block-start:|padding-block-end: n00n00n00yy..n00n00n00n00yn17y.yy...y...n00n00n0an16n01n00yyy.y......yn17y.n00n00n00
css-padding-inline-block padding-inline:|padding-block: n00n00n00yy..n00n00n00n00yn17y.yy...y...n00n00n0an16n01n00yyy.n19......yn17y.n00n00n00
css-padding-inline-start-end padding-inline-start:|padding-inline-end: n00n00n00yy..n00n00n00n00yn17y.yy...y...n00n00n0an16n01n00yyy.y......yn17y.n00n00n00
css-position position: a08a08a08a2da2ea0h.n08n08n08n08yyya08yy.a09.n08a08a08a08a08n08a0aa0dn06n08yyy.a1qa08a08a08.y.yyy.a08a08a08
css-pseudo-class-active :active yyn0pn2fa2gy.n23n23n23n0jyyyyyy.n0k.n0lyyn23yn23ya16n06n23yyy.n2hn0gn0kn0g.y.yyy.yyy
css-pseudo-class-checked :checked yyyyyy.n0on0on0on0on00n00yn2in00n00.n0k.n0ln0on02n0oa0oa0oa0aa16n06n0on0on0on0o.yn0on0kn0o.y.n00n00y.yyy
css-pseudo-class-first-child :first-child yyyyyy.n23n23n23n0jyyyyyy.n0k.n0lyyyyya0aa16n06n23yn0on0o.yn23n0kn23.y.yyy.yyy
css-pseudo-class-first-of-type :first-of-type yyyyyy.n23n23n23n0jyn00yyyy.n0k.n0lyyyyya0aa16n06n23yn0on0o.yn23n0kn23.y.yn00y.yyy
css-pseudo-class-focus :focus yyn0pn2fyy.n23n23n23n0jn00yyyn00y.n0k.n0lyyn23yn23ya16n06n23yyy.yn0gn0kn0g.y.n00yy.yyy
css-pseudo-class-has :has n1dn1dn1dyyy.n1gn1gn1gn1dyn1gyyyy.n0k.n1gn1dyn1dn1dn1gn0an16n06n1dn1gyy.yn1dn0kn1d.n2j.yn00y.n1gn1gn1g
css-pseudo-class-hover :hover yyn0pyyy.a23yn23n0jyn00yyyy.n0k.n0lyyyyn23ya16n06n23yyy.yn0gn0kn0g.y.yn00y.yyy
css-pseudo-class-lang :lang n00n00n00yy..n00n00n00n00.......n0k.n00...yyn0an16n01n00yyy.y.n0k........n00n00n00
css-pseudo-class-last-child :last-child yyyyyy.n23n23n23n0jyyyyyy.n0k.n0lyyyyya0aa16n06n23yn0on0o.yn23n0kn23.y.yyy.yyy
css-pseudo-class-last-of-type :last-of-type yyyyyy.n23n23n23n0jyn00yyyy.n0k.n0lyyyyya0aa16n06n23yn0on0o.yn23n0kn23.y.yn00y.yyy
css-pseudo-class-link :link yyyyyy.n23n23n23n0jyyyyyy.n0k.n0lyyyyya0aa16yyyn0on0o.yn23n0kn23.y.yyy.yyy
css-pseudo-class-not :not n23n23n23yyy.n23n23n23n0jyn00yyyy.n0k.n0lyyyn23n2kn0an16n06n23yn0on0o.yn23n0kn23.y.yn00y.n23n23n23
css-pseudo-class-nth-child :nth-child n23n23n23yyy.n23n23n23n0jyn00yyyy.n0k.n0lyyyn23n2kn0an16n06n23yn0on0o.yn23n0kn23.y.yn00y.n23n23n23
css-pseudo-class-nth-last-child :nth-last-child n23n23n23yyy.n23n23n23n0jyn00yyyy.n0k.n0lyyyn23n2kn0an16n06n23yn0on0o.yn23n0kn23.y.yn00y.n23n23n23
css-pseudo-class-nth-last-of-type :nth-last-of-type n23n23n23yyy.n23n23n23n0jyn00yyyy.n0k.n0lyyyn23n2kn0an16n06n23n0on0on0o.yn23n0kn23.y.yn00y.n23n23n23
css-pseudo-class-nth-of-type :nth-of-type n23n23n23yyy.n23n23n23n0jyn00yyyy.n0k.n0lyyyn23n2kn0an16n06n23n0on0on0o.yn23n0kn23.y.yn00y.n23n23n23
css-pseudo-class-only-child :only-child yyyyyy.n23n23n23n0jyyyyyy.n0k.n0lyyyyya0aa16n06n23yn0on0o.yn23n0kn23.y.yyy.yyy
css-pseudo-class-only-of-type :only-of-type yyyyyy.n23n23n23n0jyyyyyy.n0k.n0lyyyyya0aa16n06n23yn0on0o.yn23n0kn23.y.yyy.yyy
css-pseudo-class-target :target yyn0pn2fn1wn0h.n23n23n23n0jn00yyn2in00n00.n0k.n0lyn02n23yyya16n06n23yn0on0o.yn0gn0kn0g.y.n00yy.yyy
css-pseudo-class-visited :visited yyn0pn2fn1wy.n23n23n23n0jn00yn00yn00y.n0k.n0ln23yn23yyya16n06n23n0on0on0o.n2hn0gn0kn0g.y.n00yn00.yyy
css-pseudo-element-after :after n15n15n15yyy.n15n15n15n15yn00yyyy.n0k.n0ln05n05n05n15a2la0aa16n06n15yn15n15.yn15n0kn15.y.yn00y.n15n15n15
css-pseudo-element-before :before n15n15n15yyy.n15n15n15n15yn00yyyy.n0k.n0ln05n05n05n15a2la0aa16n06n15yn15n15.yn15n0kn15.y.yn00y.n15n15n15
css-pseudo-element-first-letter :first-letter yyyyyy.n15n15n15n15yyyyyy.n0k.n0ln15yyn15a2la0aa16n06n15yn15n15.yn15n0kn15.y.yyy.yyy
css-pseudo-element-first-line :first-line yyyyyy.n15n15n15n15yyyyyy.n0k.n0ln15yyn15a2la0aa16n06n15yn15n15.yn15n0kn15.y.yyy.yyy
css-pseudo-element-marker :marker yyyyyy.n10n10n10n10...y...n0k.n10n10yyn10n16yn16n06n10n10yy.yn10n0kn10.y.....yyy
css-pseudo-element-placeholder :placeholder yyyyyy.n15n15n15n15n00n00yn2in00n00.n0k.n0ln15n02n15n15a2la0aa16n06n15n15n15n15.yn15n0kn15.y.n00n00y.yyy
css-radial-gradient radial-gradient() n1dn1dn1dyyyya0zyyyyn00yyyy.y.yyyyn1zn20n0an16n06n1dyyy.yyyyyy.yn00y.n1dn1dn1d
css-resize resize: n16n16n16n16a16..n16n16n16..n16n16......y..n16n16n16n16n16n01n16..n16.y..n16....n16n16.n16n16n16
css-rgb rgb() a08a1oa08yyy.a09a09a09a09ya00yyyy.y.ya08a08a08yyyya06a1oyyy.yyyy.y.ya00y.a07a1oa08
css-rgba rgba() a08a08a08yyy.a09a09a09a09yn00yyyy.y.yn1on08n1oyyyyn06n1oyyy.yyyy.y.yn00y.a07a1oa1o
css-scroll-snap scroll-snap-type:|scroll-snap-align: n2mn2mn2myyn2n.n2mn2mn2mn2m...y...y.yn0tn2nn2nn0tn2mn0an16n01n2myyy.yyyy.y.....n2mn2mn2m
css-selector-adjacent-sibling + yyyyyy.a0oya0on0oya04yyyy.y.yyyyyyyyn06n0oyn0on0o.yn0oyn0o.y.ya04y.yyy
css-selector-attribute [] a03a03a03yyy.a2ma2ma2mn0jyn04yyyn04.y.a0lyyya03a03a0aa16n06n03n0on0on0o.yn03yn03.y.yn04y.a03a03a03
css-selector-child > yyyyyy.a23ya23n0jyn04yyyy.y.yyn02yyyyyn06n2oyn0on0o.yn23yn23.y.yn04y.yyy
css-selector-general-sibling ~ yyyyyy.a0oya0on0oyn04yyyy.y.yyyyyyyyn06n0oyn0on0o.yn0oyn0o.y.yn04y.yyy
css-selector-universal * yyyyyy.a23ya23n0jyyyyyy.y.n0lyyyyyyyn06n23yn0on0o.yn23yn23.y.yyy.yyy
css-shape-margin shape-margin: n0mn0mn0myy..n0mn0mn0mn0m.........y...n0mn0myn0mn01n0m....y....y.....n0mn0mn0m
css-shape-outside shape-outside: n1nn1nn1nyy..n1nn1nn1nn1n.........y...n1nn1nyn1nn01n1n....y....y.....n1nn1nn1n
css-sytem-ui =system-ui|=ui-serif|=ui-sans-serif|=ui-rounded|=ui-monospace a10yyyyy.a10yyy.y.y...y.ya10yya10yyyn06n10a10yy.a2pa10yyya28.....a10yy
css-tab-size tab-size: .n00.yy..n00n00n00.n17n17y.n17y...n00...n00yyyn01n00....y......n17n17y.n00n00n00
css-table-layout table-layout: .y.yy..yyy..........y...yyyyn01n00....y..........yyy
css-text-align text-align: a2qa2qa2qyyy.a2qya2qyyyyyyy.y.ya2qa2qa2qyyyya06a2qyyy.yyyy.y.yyy.a0fa2qa2q
css-text-align-last text-align-last: .n0x.yy.yyyyy.........y...n0xn0xn0xn16n06.....y...y......n0mn0mn0m
css-text-decoration text-decoration: yyyyyy.a0pya0pyya00a00yyy.y.yyyn0gyyyya06a0pyyn0o.yyyn0g.y.ya00a00.yyy
css-text-decoration-color text-decoration-color: yyyyyy.a21ya21n21yn00yyyy.y.yyn02yyyyyn06n21yyy.yyyy.y.yn00y.yyy
css-text-decoration-line text-decoration-line: n0dyyyy..yyyy.n0d.......y...yyyyn01n0dyyy.y....y..n0d..yyy
css-text-decoration-skip-ink text-decoration-skip-ink: n0dn0dn0dyyy.n0dn0dn0dn0d.n0d.y...y.y.n0dn0dn0dn0dn0dn16n01n0dyyy.y.y..y..n0d..n0dn0dn0d
css-text-decoration-style text-decoration-style: n0dyyyy..yyyy.n0d.......y...yyyyn01n0d....y....y..n0d..yyy
css-text-decoration-thickness text-decoration-thickness: n21n21n21yyy.n1bn1bn1bn21yn00yyyy.y.yn21n02yn1bn1byn16n06n21yyy.yn21yy.y.yn00y.n1bn21n1b
css-text-emphasis text-emphasis: n00n00n00yy..n00yyn00yn17y.yy...y...n00yyyn01n00yyy.n19......yn17y.n00n00n00
css-text-emphasis-position text-emphasis-position: n00n00n00yy..n00n00n00n00yn17y.yy...y...n00n00yn16n01n00yyy.n19......yn17y.n00n00n00
css-text-indent text-indent: a2ra1oa2syyy.a1oa1oa1oa1oyyyyyy.y.a1oyyyyyyyyyyyy.yyyy.y.yyy.a1fa1oa1p
css-text-justify text-justify: n05n05n05n05n05..n05a05n05a05.a05.......a05...n05n05n05a05a01n05....n05.......n05..n05a05n05
css-text-orientation text-orientation: n0dn0dn0dyy..yyyy.n0d.......y...yyn0dyn01n0dyyy.y....y..n0d..n0dn0dn0d
css-text-overflow text-overflow: n0pn0pn0pyyy.a0pya0pyyn0xyyyy.y.yyn02yyyyyn06n0pyyy.n0qyyy.y.yn0xy.n0pn0pn0p
css-text-shadow text-shadow: yyyyyy.n0pn0pn0pn0jyyyyyy.y.yyyyn0pn0pyn16n06n0pyyy.yyyy.y.yyy.yyy
css-text-transform text-transform: yyyyyy.yyyyyyyyyy.y.yyyyyyyya06a2qyyy.yyyy.y.yyy.yyy
css-text-underline-offset text-underline-offset: n1on1on1oyyy.n1bn1bn1bn1oyn0xyyyy.y.yn1on02yn1bn1bn0an16n06n1oyyy.yn1oyy.y.yn0xy.n1bn1on1b
css-text-underline-position text-underline-position: n0dn0dn0da0da0d..yya0dy.n0d.......y...ya0dn0dyn01n0dyyy.y....y..n0d..n0dn0dn0d
css-text-wrap text-wrap: n05n05n05yy..n05n05n05n05.n05.......y...n05n05n05n05n01n05....y.......n05..n05n05n05
css-transform transform: n0pn0pn0pyyy.n0pn0pn0pn0jyn0xyyyy.y.n0ln05n05n05n0pn0pyn16n06n0pyyy.yyyy.y.yn0xy.n0pn0pn0p
css-transition transition: a0ma0ma0myyyyn0mn0mn0mn0m...a0m...y.yn0mn0mn0mn0mn0mn0an0mn06n0m.yn0m.a0un0myn0m.y.....a0ma0ma0m
css-unit-calc calc() n0jn0jn0jyyy.a0jya0jyyn0xyyyy.y.yn05n05n05n0jn0jn0an16n06n0jyyy.yyyy.yyyn0xy.n0jn0jn0j
css-unit-ch 0ch n0jn0jn0jyyy.yyyyyn0xyyyy.y.yn05n05n05yyyyn06n0jyyy.yyyy.yyyn0xy.n0jn0jn0j
css-unit-cm 0cm yyyyyy.yyyyyyyyyy.y.yyyyyyyyyyyyy.yyyy.yyyyy.yyy
css-unit-em 0em yyyyyy.yyyyyyyyyy.y.yyyyyyyyyyyyy.yyyy.yyyyy.yyy
css-unit-ex 0ex yyyyyy.yyyyyyyyyy.y.yyyyyyyyyyyyy.yyyy.yyyyy.yyy
css-unit-in 0in yyyyyy.yyyyyyyyyy.y.yyyyyyyyyyyyy.yyyy.yyyyy.yyy
css-unit-initial =initial n0jn0jn0jyyy.a0ja0ja0jyyn0xyyyy.y.yn05n05n05yyyyn06n0jyyy.yyyy.yyyn0xy.n0jn0jn0j
css-unit-mm 0mm yyyyyy.yyyyyyyyyy.y.yyyyyyyyyyyyy.yyyy.yyyyy.yyy
css-unit-pc 0pc yyyyyy.yyyyyyyyyy.y.yyyyyyyyyyyyy.yyyy.yyyyy.yyy
css-unit-pt 0pt yyyyyy.yyyyyyyyyy.y.yyyyyyyyyyyyy.yyyy.yyyyy.yyy
css-unit-px 0px yyyyyy.yyyyyyyyyy.y.yyyyyyyyyyyyy.yyyy.yyyyy.yyy
css-unit-rem 0rem n0jn0jn0jyyy.yyyyyn0xyyyy.y.yn05n05n05yyyyn06n0jyyy.yyyy.yyyn0xy.n0jn0jn0j
css-unit-vh 0vh yyya2tyn0h.yyyya0xn0xyyyy.y.yn05n05n05yyyyn06n0jyyy.yn0jyy.yya0xn0xy.yyy
css-unit-vmax 0vmax n0jn0jn0jyyy.yyyya0xn0xyyyy.y.yn05n05n05yyyyn06n0jyyy.yyyy.yya0xn0xy.n0jn0jn0j
css-unit-vmin 0vmin n0jn0jn0jyyy.yyyya0xn0xyyyy.y.yn05n05n05yyyyn06n0jyyy.yn0jyy.yya0xn0xy.n0jn0jn0j
css-unit-vw 0vw yyyyyn0h.yyyyyn0xyyyy.y.yn05n05n05yyyyn06n0jyyy.yyyy.yyyn0xy.yyy
css-user-select user-select: n1nn1nn1na1ny..n1nn1nn1n..n1n.......y...n1nn1nn1nn1nn01n1n....y.......n1nn1n.n1nn1nn1n
css-variables var() n0gn0gn0gyyn0h.n0rn0rn0rn0jyn17yyyy.y.n0ln05n05n05n0jn0jn0an16n06n0gyyy.yyyy.yyyn17y.n0jn0jn0j
css-vertical-align vertical-align: yyyyyy.yyyyyyyyyy.y.yyyyyyyyyyyyy.yyyy.y.yyy.yyy
css-visibility visibility: yn0pyyyy.n0pn0pn0pn0jyyyyyy.y.yn05n05n05yyyyn06n0pyyy.yyyy.y.yyy.yyy
css-white-space white-space: yyyyyy.a0pya0pya17yyya17y.y.yyyyyyyyn06n0pyyy.n0qa0gyy.y.a17yy.a0pya0p
css-white-space-collapse white-space-collapse: n1cn1cn1cyy..n1cn1cn1cn1c.........y...n1cn1cn1cn1cn01n1c....y..........n1cn1cn1c
css-widows widows: n1mn1mn1myy..n1mn1mn1mn1m.n1m.......y...yyyyn01n1m....y.......n1m..n1mn1mn1m
css-width width: yyyyyy.yyyyyyyyyy.a09.yyyyyyyya06yyyy.yyyy.y.yyy.yyy
css-word-break word-break: n2un2un2ua1ha1hy.a2uya2ua2un17n17ya2un17y.y.yn2ua2un2ua2ua2ua0aa16yn2ua2uya2u.a1qyyy.y.n17n17y.n2un2un2u
css-word-spacing word-spacing: n0ma0ma0myy..yyyy.a0m.......y...yyyyn01n0myyy.y....y..a0m..a0wa0ma0m
css-word-wrap word-wrap: ...yy..a2ca2c...............n2cy.yn01n2c................y.
css-writing-mode writing-mode: n2vn2vn2vyyn2v.a2vya2vyyn17yyyy.y.yn2vn2vn2vyyyyn06n2vyyy.yyyy.y.yn17y.n2vn2vn2v
css-z-index z-index: yyyyyy.n08n08n08n08yyyyyy.y.n08yyyyyyyn06n08yyy.yyyy.y.yyy.yyy
html-abbr <abbr> n1gn1gn1gyyyyyyyy.y.n2w...y.n1g.n2wn2wyyyyn01n1g.yy.y.yyyy..y..n1gn1gn1g
html-acronym <acronym> n16n16n16yy..yyyy.y.......n16...yyyyn01n16....yyyyyy..y..n16n16n16
html-align align= yyyyyy.yyyyyyya0cyy.y.yyyyyya0ayyyya0cy.yyyy.y.yyy.yyy
html-aria-describedby aria-describedby= n0pn0pn0pyyn0h.n0pn0pn0pn0jn04n04yn2in04y.y.n0ln05n05n05yyyyn06n0gyyy.yyyy.n2x.n04n04y.n0pn0pn0p
html-aria-hidden aria-hidden= n0pn0pn0pyyy.yyyyn04n04yn2in04y.y.yn05n05n05yyyyyn0gyyy.yyyy.n2x.n04n04y.n0pn0pn0p
html-aria-label aria-label= n0pn0pn0pyyy.yyyyn04n04yn2in04y.y.yn05n05n05yyyyyn0gyyy.yyyy.n2x.n04n04y.n0pn0pn0p
html-aria-labelledby aria-labelledby= n0pn0pn0pyyn0h.n2yn2yn2yn2yn04n04yn2in04y.y.yn05n05n05yyyn1nn06n0gyyy.yyyy.n2x.n04n04y.n0pn0pn0p
html-aria-live aria-live= n0pn0pn0pyyy.yyyyn04n04yn2in04y.y.yn05n05n05n0pn0pyn16a06n0gyyy.yyyy.n2x.n04n04y.n0pn0pn0p
html-audio <audio> n21n21n21yyn0h.n21n21n21n21n2zn2zn2zn2iyn2z.n09.n0ln05n05n05n08n08n0an16n06n21n21n21n21.yyyy.yyn2zn2zn2z.n21n21n21
html-background background= yyyyyyya0pya0pyyyyn2iyy.y.yyyyyyyya06n0pyyy.yyyyyy.yyy.yyy
html-base <base> a1da1da1dyya1d.a1da1da1da1dn2zn2zya1dn2zy.n1d.n1dn05n05n05n1da1da0aa16yn1dn1da1dn1d.yn1dn1dn1d.y.n2zn2zy.a1da1da1d
html-bdi <bdi> n0pn0pn0pyyy.n0pn0pn0pn0jn2zn2zyn2in2zn2z.y.n0ln05n05n05n0pn0pyn16n06n0pyyy.yyyy.y.n2zn2zy.n0pn0pn0p
html-blockquote <blockquote> yyyyyy.yyyyyyya2iyy.y.yyyyyyyyyyyyy.yyyy.y.yyy.yyy
html-body <body> n0ca0cn0cyyn0c.a0ca0ca0ca0cyyya0cyy.n0c.n0ca0ca0ca0ca0za0zn0aa16yyn0cn0cn0c.yn0cn0cn0c.y.yyy.n0ca0cn0c
html-button-reset <button_type=reset> n1kn1kn1kyyy.yya1kyn2zn2zyn2in2za2z.y.a0lyyyyn30yyn06n0gn0oyy.yya0gy.a31.n2zn2zy.n1kn1kn1k
html-button-submit <button>|<button_type=submit> yyyyyy.yya1kyn2zn2zyn2in2za2z.y.a0lyyyyn30n0an16n06n0gn0oyy.yya0gy.y.n2zn2zy.yyn1k
html-cellpadding cellpadding= yyyyy..yyyy.y.......y...yyyyyy....y....y..y..yyy
html-cellspacing cellspacing= yyyyy..yyyy.y.......y...yyyyyy....y....y..y..yyy
html-code <code> yyyyyyyyyyy.y.y...y.yn0tn0tn0tyyyyyyyyy.yyyyyy.....yyy
html-del <del> yyyyyy.yyyyyyyyyy.y.yyyyyyyyyyyyy.yyyy.y.yyy.yyy
html-dfn <dfn> yyyyy..yyyy.y.......n1g...yyyya01a1gyyy.yyyyn1gy..y..yyy
html-dialog <dialog> n0pn0pn0pyyn0h.yn0pn0pn0jn2zn2zyn2in2zn2z.y.n0ln05n05n05n0pn0pyn16n06n0pyn0on0o.yyyy.y.n2zn2zy.n0pn0pn0p
html-dir dir= yyyyyy.yyya0byn04yyyy.y.ya05a05a05yyyya06a0byyy.yyyy.y.yn04y.yyy
html-div <div> yyyyyy.yyyyyyyyyy.y.yyyyyyyyyyyyy.yyyy.y.yyy.yyy
html-form <form> yyyyyn0h.yya1kyn2zn2zyn2in2zn2z.n09.n0ln05n05n05yya0aa16n06n0gn0on0on0o.yyn0gy.y.n2zn2zy.yyn1k
html-height height= yyyyyy.yyyyyyyn2iyy.y.yyyyyyyya06yyyy.yyyy.y.yyy.yyy
html-hidden hidden= .n16.yy..n16n16n16n16.n16.......a16...n16n16n16n16n06n16yyy.yyyy.y..n16..n16n16n16
html-hr <hr> yyyyy..yyyy.........y...yyyyyyyyy.yyyy.y.....yyy
html-img <img> yyyyyyyyyyy...y...y.y.yyyyyyyy.yy.y.yy.......yyy
html-input-checkbox <input_type=checkbox> yyyyyy.yyyyn2zn2zyn2in2zn2z.n09.yn05n05n05yyyyn06n0gn0on0on0o.yn32n0gn32.a31.n2zn2zy.yyy
html-input-radio <input_type=radio> yyyyyy.yyyyn2zn2zyn2in2zn2z.n09.yn05n05n05yyyyn06n0gn0on0on0o.yn32n0gn32.a31.n2zn2zy.yyy
html-input-reset <input_type=reset> yyyyyy.yya1kyn2zn2zyn2in2zn2z.n09.yn05n05n05yyyyn06n0gn0on0on0o.yn32n0gn32.a31.n2zn2zy.yyy
html-input-submit <input_type=submit> yyyyyy.yya1kyn2zn2zyn2in2zn2z.n09.yn05n05n05yyn0an16n06n0gn0on0on0o.yn32n0gn32.y.n2zn2zy.yyn1k
html-input-text <input_type=text> yyyyyy.yyyyn2zn2zyn2in2zn2z.n09.yn05n05n05n30yyyn06n0gn0on0on0o.n33n32n0gn32.a31.n2zn2zy.n1kyy
html-lang lang= ya0lyyyy.yyyyn04n04yn0ln04n04.y.yyn02yyyyyyyyyy.yyyy.y.n04n04y.a0la0la0l
html-link <link_rel=stylesheet> n0gn0pn0pyyn0h.n0pn0pn0pn0jn2zn2zyn2in2zn2z.n09.n34n0dn0dn0dn0dn0dyn0dyyn0on0on0o.n0qn0gn0gn0g.n0s.n2zn2zyn0dn0pn0pn0p
html-loading-attribute loading= n0bn0bn0byyn0h.n0bn0bn0bn0bn2zn2zya0bn2zn2z.y.yn0bn0bn0bn0bn0byn16n06n0bn0byn0b.yn0cyn0c.y.n2zn2zy.n0bn0bn0b
html-marquee <marquee> ya21yyyn0h.n21n21n21n21n2zn2zyn2in2zn2z.a09.n0lyn02yyya0aa16n06n0oya21y.yyyy.yyn2zn2zy.ya21y
html-meta-color-scheme <meta_name=color-scheme> n1gn1gn1gn1wyn1g.n1gn1gn1kn1g.n1g.n1g.....n1g...n1gn1gn0an16n06n1gn1gn1gn1g.n35n0mn0mn0m.y..n1g..n1gn1gn1g
html-meter <meter> n0pn0pn0pyyy.a0pn0pn0pn0jn2zn2zyn2in2zn2z.y.n0ln05n05n05yyyyn06n0pyyy.yyyy.y.n2zn2zy.n0pn0pn0p
html-object <object> n0ln12n0lya36n0h.n0ln0ln0ln0ln2zn2za2zn0ln2zn2z.n09.n0ln0ln02n0ln0ln0ln0an16n06n0ln0ln0ln0l.a1xn0ln0ln0l.a14.n2zn2za2z.n0ln0ln0l
html-p <p> yyyyyy.yyyyyyyyyy.y.yyyyyyyyyyyyy.yyyy.y.yyy.yyy
html-picture <picture> n0gn0gn0gya37n0h.n38n38n38n0jn2zn2zyn2in2zn2z.y.n0ln05n05n05n38n38n0an16n06n0gn0on0on0o.yyyy.y.n2zn2zy.n38n38n38
html-popover popover= .n1gn1gyyn1g.n0mn1gn1gn0m...n1g.....a16...n0mn1gn1gn16n06n1g.n1gn1g.a0uyyn0m.n2j.....n0mn1gn1g
html-pre <pre> yyyyyyyyyyy.y.y...y.yyyyyyyyyyyyy.yyyyyy.....yyy
html-progress <progress> n0pn0pn0pyyy.a0pn0pn0pn0jn2zn2zyn2in2zn2z.y.n0ln05n05n05n0pn0pyn16n06n0pyyy.yyyy.y.n2zn2zy.n0pn0pn0p
html-required required= n1kn1kn1kyyy.a1kn1kn1kn0jn2zn2zyn2in2zn2z.a09.n0ln05n05n05yyn0an16n06n0gn0oa0on0o.yya0gn0g.y.n2zn2zy.n1kn1kn1k
html-role role= a0ja0ja0jyyy.yyyyn04n04yn2in04n04.y.yn05n05n05yyyyyn0gyyy.yyyy.y.n04n04y.a0ja0ja0j
html-rp <rp> yyyyyy.a0jn0pn0pn0jn2zn2zyn2in2zn2z.y.n0ln05n05n05yyyyn06n0pyyy.yyyy.y.n2zn2zy.yyy
html-rt <rt> yyyyyy.a0pn0pn0pn0jn2zn2zyn2in2zn2z.y.n0ln05n05n05yyyyn06n0pyyy.yyyy.y.n2zn2zy.yyy
html-ruby <ruby> yyyyyy.a0pn0pn0pn0jn2zn2zyn2in2zn2z.y.n0ln05n05n05yyyyn06n0pyyy.yyyy.y.n2zn2zy.yyy
html-select <select> yyya1wyy.yya1kyn2zn2zyn2in2zy.n09.yyyyyyyyn06n0gyyy.yn32n0gn32.a31.n2zn2zy.yyn1k
html-semantics <article>|<aside>|<figure>|<figcaption>|<footer>|<header>|<main>|<nav> n0gn0gn0gyyy.a0ia0ia0ia0jn2zn2zya2in2za2z.y.n0la05a05a05a0ia0ia0aa16n06n0gyyy.yyyy.y.n2zn2zy.n0in0in0i
html-small <small> yyyyyyyyyyyyyyyyn2z.y.yn0cn0cn0cyyyyyyyyy.yyyyyy.yyy.yyy
html-span <span> yyyyyy.yyyyyyyyyy.y.yyyyyyyyyyyyy.yyyy.y.yyy.yyy
html-srcset srcset= n0gn0gn0gyyn0h.n38n38n38n0jn2zn2zyn2in2zn2z.y.n0ln05n05n05n38n38n0an16n06n0gn0on0on0o.yyyy.y.n2zn2zy.n38n38n38
html-strike <strike> yyyyyy.a0pya0pyyyyn2iyy.y.yyyyyyyyyyyyy.yyyy.y.yyy.yyy
html-strong <strong> yyyyyy.yyyyyyyyyy.y.yyyyyyyyyyyyy.yyyy.y.yyy.yyy
html-style <style> yyyyyy.a30a1ba1bn1byn39yyyyn2mn0kn0kyyyyyyyya06a1ba0oya1bn2myn2mn0kn0k.yyyn0zyyyyy
html-svg <svg> n0jn0jn0jya3an0h.n0jn0jn0jn0jn2zn2zyn2in2zn2z.y.n0lyyyn0jn0jn0an16n06n0jyyy.yyyy.yyn2zn2zy.n0jn0jn0j
html-table <table> yyyyyy.yyyyyyyyyy.y.yyyyyyyyyyyyy.yyyy.y.yyy.yyy
html-target target= n1dn1dn1da1ha1hn1d.n1dn1dn1dn1dn2zn2za2zn1dn2zn2z.y.n1dn1dn1dn1da1da1da0an16a06a1dn1dn1dn1d.a1qn1dyn1d.a3b.n2zn2za2z.n1dn1dn1d
html-textarea <textarea> yyyyyy.yyyyn2zn2zyn2in2zy.n09.yyyyn30yyyn06n0ga0oyy.n33n32n0gn32.a31.n2zn2zy.n1kyy
html-valign valign= yyyyyy.yyyyyyyyyy.y.yyyyyyyyyyyyy.yyyy.y.yyy.yyy
html-video <video> n1kn1kn1ka3cyn0h.n1kn1kn1kn0jn2zn2zyn2in2zn2z.n09.n0ln05n05n05n08n08yn16n06n1kn0on0on0o.a1qyyy.y.n2zn2zy.n1kn1kn1k
html-wbr <wbr> yyyyyy.a0pyn0pyn2zn2zn2zn2in2zy.y.n0ln05n05yyyyyn06n0pyyy.yyyy.y.n2zn2zn2z.yyy
html-width width= yyyyyy.yyyyyyyn2iyy.y.yyyyyyyya06yyyy.yyyy.y.yyy.yyy
image-apng .apng yyyyyy.n0jn0jyn0jyyyyyy.y.yyyyn0jyyyn06n0jyyy.yyyy.yyyyy.yyy
image-avif .avif yyyyyn2n.a1ba1ba1ba1bn17n17n17yn17n17.y.n1byyn1oyyyyn06n1oyyy.yyyn1o.y.n17n17n17.yyy
image-base64 data:image yyyyyy.n0jn1mn0jn0jya17yn2iyy.n09.yyyyyyyya06n0jyyy.yyn0jy.yyya17y.yyy
image-bmp .bmp yyyyyy.a0ja0jya0jyyn17yyy.y.yyyyyyyyyyyyy.yyyy.yyyyn17.yyy
image-gif .gif yyyyyy.yyyyyyyyyy.y.yyyyyyyya06yyyy.yyyy.yyyyy.yyy
image-heif .heif|.heic n1na1nyyyn0h.a1na1na1na1nn17n17n17n2in17n17.n09.n0ln0jn02n0jn1nyyn1nn06n1nn1na1ny.n33n0jn0jn0j.n3dn0jn17n17n17.n1na1ny
image-ico .ico yyyyyy.yyyyyyyyyy.y.yyyyyyyyn06yyyy.yn0jyy.yyyyy.yyy
image-jpg .jpg|.jpeg yyyyyy.yyyyyyyyyy.y.yyyyyyyyyyyyy.yyyy.yyyyy.yyy
image-mp4 .mp4 n08yyyyn0h.n08n08n08n08n17n17yn08n17n17.y.n08n08yyn08yn0ayn06n08n08yy.n1qn08yy.n3e.n17n17y.n08yy
image-png .png yyyyyy.yyyyyyyyyy.y.yyyyyyyyyyyyy.yyyy.yyyyy.yyy
image-svg .svg yyyyyy.a1bn3fa1bn1byyyyyy.y.n1byyyyyyyyyyyy.yyyy.yyyyy.yyy
image-tiff .tiff|.tif n0jn0jyyyn0h.a0ja0jya0jn17n17yyn17n17.y.n0ln0jn02yn0jyyn16n06yn0oyy.n33n0jyy.n31n0jn17n17y.n0jn0jy
image-webp .webp yyyyyy.a0ja0ja12a0jyyyyyy.y.yyyyyyyyn06yyyy.yyyy.yyyyy.yyy
`
