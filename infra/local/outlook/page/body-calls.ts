import { cleanHtml, htmlToText, rewriteHtml, textToHtml } from './body-format.ts';
import { type CallParameters, type ItemCall, textOf } from './item-call.ts';

const htmlCoercion = 3;

/** Calls on `item.body` and `item.subject`, by dispatch id. */
export const bodyCalls: Record<number, ItemCall> = {
  14: () => 'html',
  37: ({ session }, parameters) => {
    const { bodyHtml } = session.item.read();
    if (parameters.coercionType !== htmlCoercion) return htmlToText(bodyHtml);
    return `<html><head></head><body dir="ltr">${rewriteHtml(bodyHtml)}</body></html>`;
  },
  38: ({ session }, parameters) => session.item.change({ bodyHtml: htmlOf(parameters, 'data') }),
  23: ({ session }, parameters) =>
    session.item.change({ bodyHtml: htmlOf(parameters, 'data') + session.item.read().bodyHtml }),
  // The selection belongs to the editor; without one Outlook inserts at the start too.
  29: ({ session }, parameters) =>
    session.item.change({ bodyHtml: htmlOf(parameters, 'data') + session.item.read().bodyHtml }),
  100: ({ session }, parameters) =>
    session.item.change({ bodyHtml: session.item.read().bodyHtml + htmlOf(parameters, 'appendTxt') }),
  18: ({ session }) => session.item.read().subject,
  17: ({ session }, parameters) => session.item.change({ subject: textOf(parameters, 'subject') }),
};

function htmlOf(parameters: CallParameters, name: string): string {
  const data = textOf(parameters, name);
  return parameters.coercionType === htmlCoercion ? cleanHtml(data) : textToHtml(data);
}
