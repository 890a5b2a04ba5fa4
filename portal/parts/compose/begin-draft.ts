import type { ConfigAnswer, MeAnswer, OpenedMessage, Person } from '../../../shared/api/index.ts';
import type { DraftOrigin } from '../../../shared/envelope/index.ts';
import type { ComposeTranslate } from '../../strings/compose/words.ts';
import { isInside } from '../address.ts';
import { nameOf } from '../people.ts';
import type { Dates } from '../use-dates.ts';
import { quotableText } from './compose-body.ts';
import type { DraftState, Quote } from './draft-state.ts';

type People = Pick<DraftState, 'to' | 'cc' | 'leftOut'>;

/** Whether somebody may write to an address: staff to anyone, others to the organisation alone. */
export function mayWriteTo(
  me: Pick<MeAnswer, 'kind'>,
  config: Pick<ConfigAnswer, 'insideDomainHashes'>,
  address: string,
): boolean {
  return me.kind === 'staff' || isInside(address, config.insideDomainHashes);
}

/**
 * Whom an answer goes to: the author, or for Reply All everybody that the message names but oneself; an own message
 * is answered to its recipients. Those whom the reader may not write to are left out.
 */
export function answerTo(
  kind: DraftOrigin['kind'],
  { answer, letter }: Pick<OpenedMessage, 'answer' | 'letter'>,
  me: MeAnswer,
  config: ConfigAnswer,
): People {
  if (kind === 'forward') return { to: [], cc: [], leftOut: [] };
  const isOwn = answer.youAre === 'author';
  const first = isOwn ? letter.to : [answer.author];
  const rest = kind === 'reply' || isOwn ? [] : letter.to;
  const copies = kind === 'reply' ? [] : letter.cc;
  const seen = new Set(isOwn ? [] : [me.address.toLowerCase()]);
  const leftOut: Person[] = [];
  const pick = (people: readonly Person[]) =>
    people.filter((person) => {
      const address = person.address.toLowerCase();
      if (seen.has(address)) return false;
      seen.add(address);
      if (mayWriteTo(me, config, address)) return true;
      leftOut.push(person);
      return false;
    });
  return { to: pick([...first, ...rest]), cc: pick(copies), leftOut };
}

/** The subject of an answer, its mark once however often the message went to and fro. */
export function subjectOf(w: ComposeTranslate, kind: DraftOrigin['kind'], subject: string): string {
  if (kind === 'forward')
    return w('fwdPrefix', { subject: subject.replace(/^(?:(?:fwd?|rv|tr):\s*)+/i, '') });
  return w('rePrefix', { subject: subject.replace(/^(?:re:\s*)+/i, '') });
}

/** The earlier message as it stands under an answer. */
export function quoteOf(
  w: ComposeTranslate,
  dates: Dates,
  kind: DraftOrigin['kind'],
  { answer, letter }: Pick<OpenedMessage, 'answer' | 'letter'>,
): Quote {
  const line = w(kind === 'forward' ? 'forwardedLine' : 'quotedLine', {
    name: nameOf(answer.author),
    moment: dates.moment(answer.sentAt).replaceAll('\u00a0', ' '),
    to: letter.to.map(nameOf).join(', '),
  });
  return { line, text: quotableText(letter) };
}
