/** What a reader of XML hears, in order. Names come without their prefix. */
export type XmlEvents = {
  open: (name: string, attributes: string) => void;
  close: (name: string) => void;
  text: (text: string) => void;
};

/**
 * Walks through XML once, in time that grows with its length alone. It knows tags, text, CDATA and the five
 * named entities; a document type, and whatever is defined in it, is left out.
 */
export function walkXml(xml: string, { open, close, text }: XmlEvents): void {
  let at = 0;
  while (at < xml.length) {
    const tag = xml.indexOf('<', at);
    const end = tag < 0 ? xml.length : tag;
    if (end > at) text(decodeEntities(xml.slice(at, end)));
    if (tag < 0) return;
    const next = xml.charAt(tag + 1);
    if (next === '!' && xml.slice(tag, tag + 9) === '<![CDATA[') {
      const stop = xml.indexOf(']]>', tag);
      if (stop < 0) return;
      text(xml.slice(tag + 9, stop));
      at = stop + 3;
    } else if (next === '!' && xml.slice(tag, tag + 4) === '<!--') {
      const stop = xml.indexOf('-->', tag);
      if (stop < 0) return;
      at = stop + 3;
    } else {
      const stop = xml.indexOf('>', tag);
      if (stop < 0) return;
      if (next !== '?' && next !== '!') tell(xml.slice(tag + 1, stop), open, close);
      at = stop + 1;
    }
  }
}

function tell(tag: string, open: XmlEvents['open'], close: XmlEvents['close']): void {
  if (tag.charAt(0) === '/') {
    close(localName(tag.slice(1)));
    return;
  }
  const isEmpty = tag.charAt(tag.length - 1) === '/';
  const space = tag.search(/[\s/]/);
  const name = localName(space < 0 ? tag : tag.slice(0, space));
  open(name, space < 0 ? '' : tag.slice(space));
  if (isEmpty) close(name);
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).trim();
}

/** The value of an attribute among a tag's attributes, or null. */
export function attributeOf(attributes: string, name: string): string | null {
  for (let at = attributes.indexOf(`${name}=`); at >= 0; at = attributes.indexOf(`${name}=`, at + 1)) {
    if (at > 0 && !/[\s:]/.test(attributes.charAt(at - 1))) continue;
    const quote = attributes.charAt(at + name.length + 1);
    const end = attributes.indexOf(quote, at + name.length + 2);
    return end < 0 ? null : decodeEntities(attributes.slice(at + name.length + 2, end));
  }
  return null;
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  rsquo: "'",
  lsquo: "'",
  ldquo: '"',
  rdquo: '"',
  shy: '',
  eacute: 'é',
  ntilde: 'ñ',
};

/** Text with its character references put in: those of XML, and the few of HTML that mails are full of. */
export function decodeEntities(text: string): string {
  if (text.indexOf('&') < 0) return text;
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, (whole, reference: string) => {
    if (reference.charAt(0) !== '#') return NAMED[reference.toLowerCase()] ?? whole;
    const isHex = reference.charAt(1).toLowerCase() === 'x';
    const code = isHex ? Number.parseInt(reference.slice(2), 16) : Number(reference.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
  });
}
