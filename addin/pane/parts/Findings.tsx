import { makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { ShieldCheckmarkRegular } from '@fluentui/react-icons/svg/shield-checkmark';
import type { CheckState, Trouble } from '../check/assess.ts';
import type { Check } from '../check/start-check.ts';
import { type MessageKey, t } from '../strings/i18n.ts';
import { FindingGroup } from './FindingGroup.tsx';
import { Looked } from './Looked.tsx';
import { ProblemBar } from './ProblemBar.tsx';
import { WhatHappens } from './WhatHappens.tsx';

const TROUBLES: Record<Trouble, MessageKey> = {
  scanner: 'troubleScanner',
  not_remembered: 'troubleNotRemembered',
  too_many_dismissed: 'troubleTooManyDismissed',
};

const useStyles = makeStyles({
  section: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  waiting: { alignSelf: 'flex-start' },
  none: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  mark: { color: tokens.colorPaletteGreenForeground1, fontSize: '20px', flexShrink: 0 },
});

/** What was found in the draft as it stands, and what will happen on Send because of it. */
export function Findings({ state, check }: { state: CheckState; check: Check }) {
  const styles = useStyles();
  const { groups, parts, decision, verdict, trouble } = state;
  const areWordsRead = parts.every(
    ({ place, state }) => place.part === 'attachment' || state.kind !== 'looking',
  );
  return (
    <div className={styles.section}>
      {/* Always there, so that screen readers tell of each change without losing their place. */}
      <div role="status">{verdict === null ? null : <WhatHappens verdict={verdict} />}</div>
      {trouble === null ? null : <ProblemBar intent="warning" title="" text={t(TROUBLES[trouble])} />}
      {groups.length === 0 && state.isSettled ? (
        <Text className={styles.none}>
          <ShieldCheckmarkRegular className={styles.mark} aria-hidden="true" /> {t('nothingFound')}
        </Text>
      ) : null}
      {groups.map((group) => (
        <FindingGroup key={group.type} group={group} check={check} />
      ))}
      {areWordsRead ? (
        <Looked parts={parts} decision={decision} />
      ) : trouble === null ? (
        <Spinner size="tiny" className={styles.waiting} label={t('checkLoading')} />
      ) : null}
    </div>
  );
}
