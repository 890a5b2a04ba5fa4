import { sensitivityLabels } from '../mail-item.ts';
import { type ItemCall, OfficeFailure, officeErrors, textOf } from './item-call.ts';

/** Calls on sensitivity labels (members of newer-members.js), by dispatch id. */
export const labelCalls: Record<number, ItemCall> = {
  199: () =>
    sensitivityLabels.map(({ id, name, color }) => ({ id, name, color, tooltip: name, children: [] })),
  200: ({ session }, parameters) => {
    const id = textOf(parameters, 'sensitivityLabelID');
    if (id !== '' && !sensitivityLabels.some((label) => label.id === id)) {
      throw new OfficeFailure(officeErrors.keyNotFound, 'No such sensitivity label.');
    }
    session.item.change({ sensitivityLabelId: id || null });
  },
  201: ({ session }) => session.item.read().sensitivityLabelId ?? '',
  202: () => true,
};
