import { callOutlook } from './call.ts';
import { composeItem, hasMailbox } from './host.ts';
import { readHeaders, removeHeaders, saveDraft } from './mark.ts';

/** Header of a draft that its author marked Confidential in the pane; alert and pane share only such headers. */
const CONFIDENTIAL_HEADER = 'x-sealpost-confidential';

/** What a draft says of itself: our own mark, and its sensitivity label where Outlook has them (Mailbox 1.13, Microsoft 365 E5). */
export type Confidential = { isMarked: boolean; label: SensitivityLabel | null };
/** A label by id and by its names, its own last: "Confidential", "All employees". */
export type SensitivityLabel = { id: string; names: readonly string[] };

/** Reads mark and label. A label that cannot be read is none: few have them, and a mail-flow rule sees them later. */
export async function readConfidential(): Promise<Confidential> {
  const [headers, label] = await Promise.all([
    readHeaders(composeItem(), [CONFIDENTIAL_HEADER]),
    readLabel().catch(() => null),
  ]);
  return { isMarked: headers[CONFIDENTIAL_HEADER] !== undefined, label };
}

/** Marks the draft Confidential, or takes the mark off. */
export async function setConfidential(mark: 'on' | 'off'): Promise<void> {
  const item = composeItem();
  await saveDraft();
  if (mark === 'off') await removeHeaders(item, [CONFIDENTIAL_HEADER]);
  else {
    await callOutlook<void>('mark the draft', (done) =>
      item.internetHeaders.setAsync({ [CONFIDENTIAL_HEADER]: 'yes' }, done),
    );
  }
  await saveDraft();
}

/** Whether a label is one of those that the policy calls Confidential (names or ids in lower case). */
export function isConfidentialLabel(label: SensitivityLabel, confidential: readonly string[]): boolean {
  return [label.id, ...label.names].some((name) => confidential.indexOf(name.trim().toLowerCase()) >= 0);
}

async function readLabel(): Promise<SensitivityLabel | null> {
  const item = composeItem();
  const catalog = Office.context.sensitivityLabelsCatalog as Office.SensitivityLabelsCatalog | undefined;
  const own = item.sensitivityLabel as Office.SensitivityLabel | undefined;
  if (!hasMailbox('1.13') || catalog === undefined || own === undefined) return null;
  const isEnabled = await callOutlook<boolean>('read the labels', (done) => catalog.getIsEnabledAsync(done));
  if (!isEnabled) return null;
  const id = await callOutlook<string>('read the label', (done) => own.getAsync(done));
  if (id === '') return null;
  const all = await callOutlook<Office.SensitivityLabelDetails[]>('read the labels', (done) =>
    catalog.getAsync(done),
  );
  return { id, names: namesOf(all, id) ?? [] };
}

/** The names on the way to a label, which may stand below another one; null where it is not here. */
function namesOf(labels: readonly Office.SensitivityLabelDetails[], id: string): string[] | null {
  for (const label of labels) {
    if (label.id === id) return [label.name];
    const below = namesOf(label.children ?? [], id);
    if (below !== null) return [label.name].concat(below);
  }
  return null;
}
