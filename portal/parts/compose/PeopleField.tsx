import { Input, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { type ClipboardEvent, type KeyboardEvent, useId, useState } from 'react';
import type { Person } from '../../../shared/api/index.ts';
import { useComposeWords } from '../../strings/compose/words.ts';
import { parseAddress } from '../address.ts';
import { Button } from '../Button.tsx';
import { nameOf } from '../people.ts';
import { useSession } from '../session.ts';
import { mayWriteTo } from './begin-draft.ts';
import { useSuggestions } from './use-suggestions.ts';

const useStyles = makeStyles({
  field: { display: 'grid', rowGap: tokens.spacingVerticalXS },
  chips: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalXS,
    listStyleType: 'none',
    margin: 0,
    padding: 0,
  },
  chip: {
    display: 'flex',
    alignItems: 'center',
    maxWidth: '100%',
    paddingInlineStart: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
    fontWeight: tokens.fontWeightSemibold,
  },
  name: { minWidth: 0, overflowWrap: 'anywhere' },
  choice: { position: 'relative' },
  input: { width: '100%' },
  list: {
    position: 'absolute',
    zIndex: 10,
    insetInline: 0,
    margin: 0,
    padding: tokens.spacingVerticalXS,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow16,
  },
  option: {
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'center',
    minHeight: '44px',
    padding: `0 ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  active: { backgroundColor: tokens.colorNeutralBackground1Selected },
  quiet: { color: tokens.colorNeutralForeground2 },
  problem: { color: tokens.colorPaletteRedForeground1 },
});

/** Recipients as chips, with a field for one more: typed, pasted, or chosen from the people who fit (WAI-ARIA combobox). */
export function PeopleField({
  label,
  people,
  disabled,
  problem,
  hint,
  onChange,
}: {
  label: string;
  people: readonly Person[];
  disabled: 'yes' | 'no';
  problem: string | null;
  hint?: string;
  onChange: (people: Person[]) => void;
}) {
  const w = useComposeWords();
  const styles = useStyles();
  const { config, me } = useSession();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);
  const [active, setActive] = useState(-1);
  const { suggested, begin, dismiss } = useSuggestions(typed, people);
  const shown = suggested.filter(({ address }) => me !== null && mayWriteTo(me, config, address));
  const isOpen = shown.length > 0;
  const organisation = config.organisation.name;

  const add = (person: Person) => {
    setTyped('');
    setActive(-1);
    const isThere = people.some(({ address }) => address.toLowerCase() === person.address.toLowerCase());
    if (!isThere) onChange([...people, person]);
  };
  /** Takes the addresses that were typed or pasted; what is none stays in the field, with the reason. */
  const take = (text: string) => {
    const left: string[] = [];
    const taken: Person[] = [];
    let reason: string | null = null;
    for (const piece of text.split(/[,;\n]+/).filter((one) => one.trim() !== '')) {
      const { name, inner } = readPiece(piece);
      const address = parseAddress(inner);
      const mayWrite = address !== null && me !== null && mayWriteTo(me, config, address);
      if (mayWrite) taken.push({ address, name });
      else {
        left.push(piece.trim());
        reason = address === null ? w('addressBad') : w('addressOutside', { address, organisation });
      }
    }
    setRefusal(reason);
    setTyped(left.join(', '));
    const known = new Set(people.map(({ address }) => address.toLowerCase()));
    const added = taken.filter(({ address }) => !known.has(address.toLowerCase()));
    if (added.length > 0) onChange([...people, ...added]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = shown[active];
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        if (!isOpen) return;
        event.preventDefault();
        const step = event.key === 'ArrowDown' ? 1 : -1;
        return setActive((active + step + shown.length + (active < 0 && step < 0 ? 1 : 0)) % shown.length);
      }
      case 'Escape':
        if (!isOpen) return;
        event.preventDefault();
        return dismiss();
      case 'Enter':
        // Enter would send the form around it.
        event.preventDefault();
        if (chosen !== undefined) return add(chosen);
        return take(typed);
      case ',':
      case ';':
        if (parseAddress(typed) === null) return;
        event.preventDefault();
        return take(typed);
      case 'Backspace':
        if (typed === '' && people.length > 0) onChange(people.slice(0, -1));
    }
  };
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain');
    if (!text.includes('@')) return;
    event.preventDefault();
    take(`${typed}${text}`);
  };
  const remark = refusal ?? problem;
  return (
    <div className={styles.field}>
      <label htmlFor={`${id}-input`}>{label}</label>
      {people.length === 0 ? null : (
        <ul className={styles.chips} aria-label={label}>
          {people.map((person) => (
            <li key={person.address} className={styles.chip} title={person.address}>
              <span className={styles.name}>{nameOf(person)}</span>
              <Button
                appearance="subtle"
                icon={<DismissRegular />}
                disabled={disabled === 'yes'}
                aria-label={w('removePerson', { name: nameOf(person) })}
                onClick={() => onChange(people.filter((other) => other !== person))}
              />
            </li>
          ))}
        </ul>
      )}
      <div className={styles.choice}>
        <Input
          id={`${id}-input`}
          className={styles.input}
          type="text"
          inputMode="email"
          autoComplete="off"
          spellCheck={false}
          role="combobox"
          aria-expanded={isOpen}
          aria-autocomplete="list"
          {...(isOpen ? { 'aria-controls': `${id}-list` } : {})}
          {...(isOpen && active >= 0 ? { 'aria-activedescendant': `${id}-${active}` } : {})}
          aria-describedby={`${id}-remark`}
          aria-invalid={remark !== null}
          disabled={disabled === 'yes'}
          value={typed}
          onFocus={begin}
          onChange={(_, data) => {
            setTyped(data.value);
            setRefusal(null);
            setActive(-1);
          }}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onBlur={() => {
            dismiss();
            if (typed.trim() !== '') take(typed);
          }}
        />
        {isOpen ? (
          <div id={`${id}-list`} className={styles.list} role="listbox" aria-label={w('suggestions')}>
            {shown.map((person, at) => (
              <div
                key={person.address}
                id={`${id}-${at}`}
                role="option"
                tabIndex={-1}
                aria-selected={at === active}
                className={mergeClasses(styles.option, at === active && styles.active)}
                // The field keeps the focus, so that a press here is no leaving of it.
                onPointerDown={(event) => {
                  event.preventDefault();
                  add(person);
                }}
              >
                <span>{nameOf(person)}</span>
                {person.name.trim() === '' ? null : (
                  <Text size={200} className={styles.quiet}>
                    {person.address}
                  </Text>
                )}
              </div>
            ))}
          </div>
        ) : null}
      </div>
      <div id={`${id}-remark`}>
        {remark === null ? (
          <Text size={200} className={styles.quiet}>
            {hint}
          </Text>
        ) : (
          <Text role="alert" size={200} className={styles.problem}>
            {remark}
          </Text>
        )}
      </div>
    </div>
  );
}

/** One entry of a list of addresses: `pat@example.net`, or `"Pat Doe" <pat@example.net>`. */
function readPiece(piece: string): { name: string; inner: string } {
  const text = piece.trim();
  const open = text.lastIndexOf('<');
  if (open < 0 || !text.endsWith('>')) return { name: '', inner: text };
  return { name: text.slice(0, open).replaceAll('"', '').trim(), inner: text.slice(open + 1, -1) };
}
