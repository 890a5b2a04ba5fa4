import type { Recipient, RecipientField } from '../mail-item.ts';
import { fromOf, recipientFields } from './compose-item.ts';
import {
  type CallContext,
  type CallParameters,
  type ItemCall,
  OfficeFailure,
  officeErrors,
} from './item-call.ts';

const inside = 2;
const outside = 3;

/** Calls on `item.to`, `cc`, `bcc` and `from`, by dispatch id. */
export const recipientCalls: Record<number, ItemCall> = {
  15: (context, parameters) =>
    context.session.item.read()[fieldOf(parameters)].map((one) => withType(context, one)),
  21: ({ session }, parameters) => session.item.change({ [fieldOf(parameters)]: recipientsOf(parameters) }),
  22: ({ session }, parameters) => {
    const field = fieldOf(parameters);
    session.item.change({ [field]: [...session.item.read()[field], ...recipientsOf(parameters)] });
  },
  107: (context) => withType(context, fromOf(context.session.item.read())),
};

function fieldOf(parameters: CallParameters): RecipientField {
  const field = recipientFields[Number(parameters.recipientField)];
  if (!field) throw new OfficeFailure(officeErrors.internal);
  return field;
}

function recipientsOf(parameters: CallParameters): Recipient[] {
  const list: unknown = parameters.recipientArray;
  if (!Array.isArray(list)) throw new OfficeFailure(officeErrors.internal);
  return list.map((one: { address?: string; name?: string }) => {
    const address = one.address ?? one.name ?? '';
    return { address, name: one.name || address };
  });
}

/** Outlook types a recipient by the directory: an address in the organisation's own domain is a user of it. */
function withType({ session }: CallContext, recipient: Recipient) {
  const domain = session.item.read().person.address.split('@')[1]?.toLowerCase();
  const isInside = recipient.address.toLowerCase().endsWith(`@${domain}`);
  return { ...recipient, recipientType: isInside ? inside : outside };
}
