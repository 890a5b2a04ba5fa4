import PostalMime from 'postal-mime';
import type { MailFlowRule } from '../../../infra/exchange/mail-flow-rules.ts';

/** What Exchange does with a mail by these rules: by which it is rejected, with which text, or which headers it keeps. */
export type Verdict = { rejectedBy: string; text: string } | { headers: string[] };

type Header = { key: string; value: string };

/**
 * Applies rules as Exchange documents them: in their order, all conditions, no exception; a pattern looks anywhere in
 * a value, whatever the case; a rejection ends it. Inside is example.gov; sensitive types are what `found` names.
 */
export async function applyRules(
  rules: readonly MailFlowRule[],
  raw: string | Uint8Array,
  found: readonly string[] = [],
): Promise<Verdict> {
  const { headers: parsed, from, to = [], subject = '' } = await PostalMime.parse(raw);
  let headers: Header[] = parsed.map(({ key, value }) => ({ key: key.toLowerCase(), value }));
  const isInside = (address = '') => address.toLowerCase().endsWith('@example.gov');
  const sender = from?.address ?? '';
  const isOutward = to.some(({ address }) => !isInside(address));
  const isOutOfOffice = headers.some(({ key }) => key === 'x-ms-exchange-inbox-rules-loop');
  const fits = (value: string, patterns: readonly string[]) =>
    patterns.some((pattern) => new RegExp(pattern, 'i').test(value));
  const has = ({ name, patterns }: { name: string; patterns: readonly string[] }) =>
    headers.some(({ key, value }) => key === name.toLowerCase() && fits(value, patterns));

  for (const { name, when, unless, action } of rules) {
    const applies =
      (when.from === undefined || (when.from === 'InOrganization') === isInside(sender)) &&
      (when.to === undefined || isOutward) &&
      (when.subject === undefined || fits(subject, when.subject)) &&
      (when.header === undefined || has(when.header)) &&
      (when.classifications === undefined || when.classifications.some((type) => found.includes(type)));
    const excepted =
      unless !== undefined &&
      (sender.toLowerCase() === unless.from ||
        (unless.isOutOfOffice === true && isOutOfOffice) ||
        (unless.header !== undefined && has(unless.header)));
    if (!applies || excepted) continue;
    if ('reject' in action) return { rejectedBy: name, text: action.reject.text };
    headers = headers.filter(({ key }) => key !== action.removeHeader.toLowerCase());
  }
  return { headers: headers.map(({ key }) => key) };
}
