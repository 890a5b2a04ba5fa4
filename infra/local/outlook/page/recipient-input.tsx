import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useId, useState } from 'react';
import type { Recipient } from '../mail-item.ts';
import { isAddress, parseRecipients } from './addresses.ts';

/** One recipient field: chips, and a text field that turns what is typed or pasted into more of them. */
export function RecipientInput(props: {
  label: string;
  recipients: Recipient[];
  onChange: (recipients: Recipient[]) => void;
}) {
  const { label, recipients, onChange } = props;
  const [text, setText] = useState('');
  const id = useId();
  const commit = (typed: string) => {
    const added = parseRecipients(typed);
    if (added.length > 0) onChange([...recipients, ...added]);
    setText('');
  };
  return (
    <div className="recipients">
      <label htmlFor={id}>{label}</label>
      <ul aria-label={`${label} recipients`}>
        {recipients.map((one, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: the same address may stand in a field twice
            key={`${one.address}-${index}`}
            className={isAddress(one.address) ? 'chip' : 'chip invalid'}
            title={one.address}
          >
            <span>{one.name}</span>
            {one.name !== one.address && <span className="chip-address">{one.address}</span>}
            <button
              type="button"
              aria-label={`Remove ${one.name}`}
              onClick={() => onChange(recipients.filter((other) => other !== one))}
            >
              <DismissRegular aria-hidden="true" />
            </button>
          </li>
        ))}
        <li className="recipient-entry">
          <input
            id={id}
            type="text"
            inputMode="email"
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={(event) => {
              const value = event.target.value;
              if (/[;,]\s*$|[\r\n]/.test(value)) commit(value);
              else setText(value);
            }}
            onBlur={() => commit(text)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && text !== '') {
                event.preventDefault();
                commit(text);
              }
              if (event.key === 'Backspace' && text === '') onChange(recipients.slice(0, -1));
            }}
          />
        </li>
      </ul>
    </div>
  );
}
