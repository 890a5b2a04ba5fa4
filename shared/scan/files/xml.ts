import { decodeEntities } from './entities.ts';

/** What a reader of XML or HTML hears, in order. Names come without their prefix. */
export type XmlEvents = {
  /** Answers a name where everything up to that element's end is to be left out. */
  open: (name: string, attributes: string) => string | undefined;
  close: (name: string) => void;
  text: (text: string) => void;
  /** Asked at each tag: whether the rest is not wanted. */
  isDone: () => boolean;
};

const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const TAG_END = 62;

/**
 * Walks through XML or HTML once, in time that grows with its length alone, whatever it holds. It knows tags,
 * text, CDATA and character references; a document type, and whatever entity is defined in it, is left out.
 */
export function walkXml(xml: string, { open, close, text, isDone }: XmlEvents): void {
  let at = 0;
  // Text up to here was told; a "<" that begins no tag is text.
  let told = 0;
  const tellText = (end: number) => {
    if (end > told) text(decodeEntities(xml.slice(told, end)));
  };
  while (at < xml.length && !isDone()) {
    const tag = xml.indexOf('<', at);
    if (tag < 0) break;
    const next = xml.charCodeAt(tag + 1);
    if (!beginsTag(next)) {
      at = tag + 1;
      continue;
    }
    tellText(tag);
    told = xml.length;
    if (xml.startsWith('<![CDATA[', tag)) {
      const stop = xml.indexOf(']]>', tag);
      text(xml.slice(tag + 9, stop < 0 ? xml.length : stop));
      if (stop < 0) return;
      at = stop + 3;
    } else if (xml.startsWith('<!--', tag)) {
      const stop = xml.indexOf('-->', tag + 2);
      if (stop < 0) return;
      at = stop + 3;
    } else {
      // Instructions, declarations and ends of elements have no values.
      const isPlain = next === 63 || next === 33 || next === 47;
      const stop = isPlain ? xml.indexOf('>', tag) : tagEnd(xml, tag + 1);
      if (stop < 0) return;
      at = stop + 1;
      if (next !== 63 && next !== 33) {
        const unwanted = tell(xml.slice(tag + 1, stop), open, close);
        if (unwanted !== undefined) at = endOf(xml, unwanted, at);
      }
    }
    told = at;
  }
  if (!isDone()) tellText(xml.length);
}

/** Whether a "<" before this begins a tag: a letter, "_", "/", "!", "?" or a letter beyond ASCII follows. */
function beginsTag(code: number): boolean {
  const letter = code | 32;
  return (
    (letter >= 97 && letter <= 122) || code === 47 || code === 33 || code === 63 || code === 95 || code > 127
  );
}

/** Where a tag ends; a ">" between the quotation marks of a value is part of it. -1: nowhere. */
function tagEnd(xml: string, from: number): number {
  for (let at = from; at < xml.length; at++) {
    const code = xml.charCodeAt(at);
    if (code === TAG_END) return at;
    if ((code !== DOUBLE_QUOTE && code !== SINGLE_QUOTE) || !followsEquals(xml, at)) continue;
    const closing = xml.indexOf(code === DOUBLE_QUOTE ? '"' : "'", at + 1);
    // A mark without its pair, which happens to the last of each kind only.
    if (closing < 0) return xml.indexOf('>', at);
    at = closing;
  }
  return -1;
}

function followsEquals(xml: string, quote: number): boolean {
  let at = quote - 1;
  while (at > 0 && xml.charCodeAt(at) <= 32) at--;
  return xml.charCodeAt(at) === 61;
}

function endOf(xml: string, name: string, from: number): number {
  for (let at = xml.indexOf('</', from); at >= 0; at = xml.indexOf('</', at + 2)) {
    if (
      localName(xml.slice(at + 2, at + 2 + name.length + 12))
        .toLowerCase()
        .indexOf(name) === 0
    )
      return at;
  }
  return xml.length;
}

function tell(tag: string, open: XmlEvents['open'], close: XmlEvents['close']): string | undefined {
  if (tag.charAt(0) === '/') {
    close(localName(tag.slice(1)).trim());
    return undefined;
  }
  const isEmpty = tag.charCodeAt(tag.length - 1) === 47;
  const space = nameEnd(tag);
  const name = localName(space < 0 ? tag : tag.slice(0, space));
  const unwanted = open(name, space < 0 ? '' : tag.slice(space));
  if (!isEmpty) return unwanted;
  close(name);
  return undefined;
}

/** Where the name at a tag's begin ends, or -1 where it is all of the tag. */
function nameEnd(tag: string): number {
  for (let at = 0; at < tag.length; at++) {
    const code = tag.charCodeAt(at);
    if (code <= 32 || code === 47) return at;
  }
  return -1;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The value of an attribute among a tag's attributes, with any prefix of its own or none, or null. */
export function attributeOf(attributes: string, name: string): string | null {
  for (let at = attributes.indexOf(name); at >= 0; at = attributes.indexOf(name, at + 1)) {
    const end = at + name.length;
    if (attributes.charCodeAt(end) !== 61 || !isNameStart(attributes, at)) continue;
    const quote = attributes.charAt(end + 1);
    if (quote !== '"' && quote !== "'") return null;
    const closing = attributes.indexOf(quote, end + 2);
    return closing < 0 ? null : decodeEntities(attributes.slice(end + 2, closing));
  }
  return null;
}

/** Behind white space, or behind the colon of a prefix. */
function isNameStart(attributes: string, at: number): boolean {
  const before = at === 0 ? 32 : attributes.charCodeAt(at - 1);
  return before <= 32 || before === 58;
}
