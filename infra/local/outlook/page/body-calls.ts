import { cleanHtml, htmlToText, rewriteHtml, textToHtml, withSignature } from './body-format.ts';
import {
  type CallContext,
  type CallParameters,
  type ItemCall,
  OfficeFailure,
  officeErrors,
  textOf,
} from './item-call.ts';

const htmlCoercion = 3;
const signatureLimit = 30_000;

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
  // Of the body (13) and of the item (29).
  13: insertAtStart,
  29: insertAtStart,
  100: ({ session }, parameters) =>
    session.item.change({ bodyHtml: session.item.read().bodyHtml + htmlOf(parameters, 'appendTxt') }),
  173: ({ session }, parameters) => {
    if (textOf(parameters, 'data').length > signatureLimit) throw new OfficeFailure(officeErrors.tooLong);
    const signature = htmlOf(parameters, 'data');
    session.item.change({ bodyHtml: withSignature(session.item.read().bodyHtml, signature) });
  },
  18: ({ session }) => session.item.read().subject,
  17: ({ session }, parameters) => session.item.change({ subject: textOf(parameters, 'subject') }),
};

/** The selection belongs to the editor; without one Outlook inserts at the start too. */
function insertAtStart({ session }: CallContext, parameters: CallParameters): void {
  session.item.change({ bodyHtml: htmlOf(parameters, 'data') + session.item.read().bodyHtml });
}

function htmlOf(parameters: CallParameters, name: string): string {
  const data = textOf(parameters, name);
  return parameters.coercionType === htmlCoercion ? cleanHtml(data) : textToHtml(data);
}
