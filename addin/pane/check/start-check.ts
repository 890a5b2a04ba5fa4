import { parseSendPolicy } from '../../../shared/policy/decide.ts';
import type { FindingType } from '../../../shared/scan/index.ts';
import { readConfidential, setConfidential } from '../../outlook/confidential.ts';
import { MAX_DISMISSED } from '../../outlook/dismissed-form.ts';
import { listAttachments } from '../../outlook/list-attachments.ts';
import { getDismissed, setDismissed } from '../../outlook/mark.ts';
import { readAlertContext } from '../../outlook/opened-from.ts';
import { readRecipients } from '../../outlook/recipients.ts';
import { watchDraft } from '../../outlook/watch-draft.ts';
import { knownPeople } from '../remember-people.ts';
import type { Service } from '../service.ts';
import { parseAlertContext } from './alert-context.ts';
import { assess, type CheckState, type Known, type Trouble } from './assess.ts';
import { inTurn } from './in-turn.ts';
import { keepPolicy } from './keep-policy.ts';
import { toPartFile } from './part-file.ts';
import { followParts } from './parts.ts';
import { countDismissed, groupRows } from './rows.ts';
import { startScanner } from './scanner.ts';

export type Check = {
  /** Calls a finding not sensitive, or takes that back; remembered on the draft. */
  dismiss: (key: string) => void;
  undo: (key: string) => void;
  setConfidential: (mark: 'on' | 'off') => void;
  /** How many of each type were called not sensitive, once everything stands on the draft. */
  overridden: () => Promise<{ type: FindingType; count: number }[]>;
  stop: () => void;
};

/**
 * Checks the draft as it is written, until it is stopped. `onChange` hears of every new state, `onFailed`
 * where Outlook does not even let it begin.
 */
export function startCheck(
  { config }: Service,
  onChange: (state: CheckState) => void,
  onFailed: () => void,
): Check {
  const policy = parseSendPolicy(config.send, '');
  void keepPolicy(config.send);
  const memory = knownPeople();
  const dismissed = new Set<string>();
  let known: Known = {
    subject: '',
    parts: [],
    addresses: [],
    confidential: { isMarked: false, label: null },
    dismissed,
    trouble: null,
    hasGuide: false,
    openedBy: null,
  };
  let isSurrounded = false;
  let presses = 0;
  let isWanted = true;

  const isBegun = () => isSurrounded && known.parts.length > 0;
  const learn = (news: Partial<Known>) => {
    known = { ...known, ...news };
    if (isWanted && isBegun()) onChange(assess(policy, memory, known));
  };
  const meet = (trouble: Trouble) => learn({ trouble });
  // Once there is something to show, a look that fails leaves it: the next one comes by itself.
  const onTrouble = () => {
    if (!isBegun()) onFailed();
  };

  const scanner = startScanner(policy);
  const followed = followParts(
    scanner,
    config.maxMessageBytes,
    (parts) => learn({ parts }),
    () => meet('scanner'),
  );
  const begun = Promise.all([getDismissed(), readAlertContext()]).then(([keys, context]) => {
    for (const key of keys) dismissed.add(key);
    known = { ...known, openedBy: parseAlertContext(context) };
  });
  const readSurroundings = async () => {
    const pressesBefore = presses;
    const [{ to, cc, bcc }, files, confidential] = await Promise.all([
      readRecipients(),
      listAttachments(),
      readConfidential(),
      begun,
    ]);
    const addresses = [...to, ...cc, ...bcc]
      .map(({ address }) => address)
      .filter((address) => address !== '');
    isSurrounded = true;
    followed.setFiles(files.map(toPartFile));
    // What was pressed meanwhile is newer than what was read.
    const isCurrent = presses === pressesBefore && mark.isIdle();
    learn({ addresses, ...(isCurrent ? { confidential } : {}) });
  };
  const stopWatching = watchDraft({
    onWords: (subject, text) => {
      known = { ...known, subject, hasGuide: policy.guide.link !== '' && text.includes(policy.guide.link) };
      followed.setWords(subject, text);
    },
    onSurroundings: () => {
      readSurroundings().catch(onTrouble);
    },
    onTrouble,
  });

  const remember = inTurn(() => setDismissed([...dismissed]).catch(() => meet('not_remembered')));
  const mark = inTurn(() =>
    setConfidential(known.confidential.isMarked ? 'on' : 'off').catch(() => meet('not_remembered')),
  );
  return {
    dismiss: (key) => {
      if (dismissed.size >= MAX_DISMISSED) return meet('too_many_dismissed');
      dismissed.add(key);
      learn({});
      remember.ask();
    },
    undo: (key) => {
      dismissed.delete(key);
      learn({});
      remember.ask();
    },
    setConfidential: (wanted) => {
      presses += 1;
      learn({ confidential: { ...known.confidential, isMarked: wanted === 'on' } });
      mark.ask();
    },
    overridden: async () => {
      await Promise.all([remember.idle(), mark.idle()]);
      const found = known.parts.flatMap((part) => part.found);
      return countDismissed(groupRows(policy, found, dismissed));
    },
    stop: () => {
      isWanted = false;
      stopWatching();
      followed.stop();
      scanner.stop();
    },
  };
}
