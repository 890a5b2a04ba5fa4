import { Caption1, makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { BuildingGovernmentRegular } from '@fluentui/react-icons/svg/building-government';
import { GlobeRegular } from '@fluentui/react-icons/svg/globe';
import { WarningRegular } from '@fluentui/react-icons/svg/warning';
import type { ReactNode } from 'react';
import type { RecipientFact } from '../../../shared/policy/facts.ts';
import type { AudienceMember, Meeting } from '../audience.ts';
import { type MessageKey, t } from '../strings/i18n.ts';

const HINTS: Record<Meeting, MessageKey> = {
  outside: 'outsideHint',
  inside: 'insideHint',
  group: 'groupHint',
  unresolved: 'unresolvedHint',
  bad_address: 'badAddressHint',
};

const useStyles = makeStyles({
  section: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  groupTitle: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    color: tokens.colorNeutralForeground2,
  },
  heading: { margin: 0 },
  list: { listStyle: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column' },
  member: {
    display: 'flex',
    flexDirection: 'column',
    padding: `${tokens.spacingVerticalXS} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  hint: { color: tokens.colorNeutralForeground3 },
  warning: { color: tokens.colorPaletteDarkOrangeForeground1 },
  problem: { color: tokens.colorPaletteRedForeground1 },
});

/** Who gets the message and what each will meet, people outside first. */
export function Audience({
  members,
  organisation,
  facts,
}: {
  members: readonly AudienceMember[];
  organisation: string;
  /** What else is known of them, once it is. */
  facts: readonly RecipientFact[];
}) {
  const styles = useStyles();
  const inside = members.filter((member) => member.meeting === 'inside');
  const outside = members.filter((member) => member.meeting !== 'inside');
  return (
    <section className={styles.section} aria-labelledby="who">
      <Subtitle2 as="h2" id="who" className={styles.heading}>
        {t('whoTitle')}
      </Subtitle2>
      {members.length === 0 ? <Text className={styles.hint}>{t('nobody')}</Text> : null}
      <Group icon={<GlobeRegular />} title={t('outside', { organisation })} members={outside} facts={facts} />
      <Group
        icon={<BuildingGovernmentRegular />}
        title={t('inside', { organisation })}
        members={inside}
        facts={facts}
      />
    </section>
  );
}

type GroupProps = {
  icon: ReactNode;
  title: string;
  members: readonly AudienceMember[];
  facts: readonly RecipientFact[];
};

function Group({ icon, title, members, facts }: GroupProps) {
  const styles = useStyles();
  if (members.length === 0) return null;
  return (
    <div>
      <Caption1 className={styles.groupTitle}>
        <span aria-hidden="true">{icon}</span> {title}
      </Caption1>
      <ul className={styles.list} aria-label={title}>
        {members.map((member) => (
          <Member key={`${member.address} ${member.name}`} member={member} fact={factOf(member, facts)} />
        ))}
      </ul>
    </div>
  );
}

function factOf({ address }: AudienceMember, facts: readonly RecipientFact[]): RecipientFact | undefined {
  return facts.find((fact) => fact.address.toLowerCase() === address.toLowerCase());
}

function Member({ member, fact }: { member: AudienceMember; fact: RecipientFact | undefined }) {
  const styles = useStyles();
  const { address, name, meeting } = member;
  const isFine = meeting === 'outside' || meeting === 'inside';
  return (
    <li className={styles.member}>
      <Text weight="semibold">{name || address}</Text>
      {name !== '' && address !== '' && name !== address ? <Caption1>{address}</Caption1> : null}
      <Caption1 className={isFine ? styles.hint : styles.problem}>
        {t(fact?.kind === 'tls' ? 'tlsHint' : HINTS[meeting])}
      </Caption1>
      {fact === undefined || fact.looksLike === null ? null : (
        <Caption1 className={styles.warning}>
          <WarningRegular aria-hidden="true" /> {t('lookAlikeHint', { looksLike: fact.looksLike })}
        </Caption1>
      )}
      {fact?.isFirstTime === true && fact.kind !== 'inside' ? (
        <Caption1 className={styles.warning}>
          <WarningRegular aria-hidden="true" /> {t('firstTimeHint')}
        </Caption1>
      ) : null}
    </li>
  );
}
