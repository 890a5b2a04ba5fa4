import { Checkbox, Field, Input, makeStyles, Text, tokens } from '@fluentui/react-components';
import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed';
import { type DragEvent, type FormEvent, useId, useState } from 'react';
import { useComposeWords } from '../../strings/compose/words.ts';
import { Button } from '../Button.tsx';
import { Page } from '../Page.tsx';
import { PassphraseOption } from '../passphrase/PassphraseOption.tsx';
import { nameOf } from '../people.ts';
import { useSession } from '../session.ts';
import { type Desk, problemOf } from './desk.ts';
import { Editor } from './Editor.tsx';
import { ExpiryChoice } from './ExpiryChoice.tsx';
import { FilePicker } from './FilePicker.tsx';
import { FromChoice } from './FromChoice.tsx';
import { PeopleField } from './PeopleField.tsx';
import { SavedLine } from './SavedLine.tsx';
import { SendBar } from './SendBar.tsx';
import { newFiles } from './upload-files.ts';
import { useDesk } from './use-desk.ts';

const MAX_SUBJECT = 998;

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  label: { display: 'block', marginBottom: tokens.spacingVerticalXS },
  problem: { color: tokens.colorPaletteRedForeground1 },
  summary: { minHeight: '44px', lineHeight: '44px', cursor: 'pointer' },
  quote: {
    margin: 0,
    paddingLeft: tokens.spacingHorizontalM,
    borderLeft: `3px solid ${tokens.colorNeutralStroke1}`,
    color: tokens.colorNeutralForeground2,
    whiteSpace: 'pre-wrap',
  },
  kept: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
});

/** Writes one message: to whom, what about, the text, the files; all of it is kept as a draft until it is sent. */
export function ComposeForm({
  desk,
  takeOther,
  discard,
}: {
  desk: Desk;
  takeOther: () => void;
  discard: () => Promise<void>;
}) {
  const w = useComposeWords();
  const styles = useStyles();
  const labelId = useId();
  const { config, me } = useSession();
  const state = useDesk(desk);
  const { origin, sending, quote, to, cc, bcc, leftOut } = state;
  const [isKept] = useState(origin !== null && state.confidential);
  const [hasCopies, setCopies] = useState(cc.length + bcc.length > 0);
  const [problem, setProblem] = useState<ReturnType<typeof problemOf>>(null);
  const locked = ['writing', 'undone', 'failed'].includes(sending.state) ? 'no' : 'yes';
  const organisation = config.organisation.name;
  const isOutsider = me?.kind !== 'staff';
  const isAnswer = origin !== null && origin.kind !== 'forward';

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const { maxMessageBytes: maxBytes, maxReaders } = config;
    const found = problemOf(state, { firstText: desk.firstText, maxBytes, maxReaders });
    setProblem(found);
    if (found === null && locked === 'no') desk.send();
  };
  const onDrop = (event: DragEvent) => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    if (locked === 'no') desk.addFiles(newFiles(event.dataTransfer.files));
  };
  const toProblem = { to: w('toMissing'), tooMany: w('tooMany', { count: config.maxReaders }) };

  return (
    <Page width="wide" title={w(`title.${origin?.kind ?? 'new'}`)}>
      <form
        className={styles.form}
        onSubmit={onSubmit}
        noValidate
        onDragOver={(event) => event.preventDefault()}
        onDrop={onDrop}
      >
        {isOutsider ? null : (
          <FromChoice
            mailbox={state.onBehalfOf}
            disabled={locked}
            onChange={(onBehalfOf) => desk.change({ onBehalfOf })}
          />
        )}
        <PeopleField
          label={w('to')}
          people={to}
          disabled={locked}
          problem={problem === 'to' || problem === 'tooMany' ? toProblem[problem] : null}
          {...(isOutsider ? { hint: w('insideOnly', { organisation }) } : {})}
          onChange={(people) => desk.change({ to: people })}
        />
        {leftOut.length === 0 ? null : (
          <Text role="status">{w('leftOut', { organisation, names: leftOut.map(nameOf).join(', ') })}</Text>
        )}
        {hasCopies ? (
          <>
            <PeopleField
              label={w('cc')}
              people={cc}
              disabled={locked}
              problem={null}
              onChange={(people) => desk.change({ cc: people })}
            />
            {isOutsider ? null : (
              <PeopleField
                label={w('bcc')}
                people={bcc}
                disabled={locked}
                problem={null}
                onChange={(people) => desk.change({ bcc: people })}
              />
            )}
          </>
        ) : (
          <div>
            <Button appearance="subtle" disabled={locked === 'yes'} onClick={() => setCopies(true)}>
              {w('addCopies')}
            </Button>
          </div>
        )}
        <Field label={w('subject')}>
          <Input
            value={state.subject}
            maxLength={MAX_SUBJECT}
            disabled={locked === 'yes'}
            onChange={(_, data) => desk.change({ subject: data.value })}
            // Enter would send the form around it.
            onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
          />
        </Field>
        <div>
          <Text id={labelId} className={styles.label}>
            {w(isAnswer ? 'replyBody' : 'body')}
          </Text>
          <Editor
            labelId={labelId}
            firstHtml={state.written.html}
            readOnly={locked}
            pictures={desk.pictures}
            pictureCount={state.pictures}
            onInput={(written) => desk.change({ written })}
            onPicture={desk.addPicture}
          />
          {problem === 'body' ? (
            <Text role="alert" size={200} className={styles.problem}>
              {w('bodyMissing')}
            </Text>
          ) : null}
        </div>
        <FilePicker desk={desk} files={state.files} maxBytes={config.maxMessageBytes} disabled={locked} />
        <ExpiryChoice
          days={state.days}
          addresses={[...state.to, ...state.cc, ...state.bcc].map(({ address }) => address)}
          disabled={locked}
          onChange={(days) => desk.change({ days })}
        />
        {isKept ? (
          <Text className={styles.kept}>
            <LockClosedRegular fontSize={16} aria-hidden />
            {w('confidentialKept')}
          </Text>
        ) : (
          <Checkbox
            label={w('confidential')}
            checked={state.confidential}
            disabled={locked === 'yes'}
            onChange={(_, data) => desk.change({ confidential: data.checked === true })}
          />
        )}
        <PassphraseOption
          passphrase={state.passphrase}
          disabled={locked}
          problem={problem === 'passphrase' ? 'short' : null}
          onChange={(passphrase) => desk.change({ passphrase })}
        />
        {problem === 'file' ? (
          <Text role="alert" className={styles.problem}>
            {w('fileMissing')}
          </Text>
        ) : null}
        <SavedLine desk={desk} state={state} takeOther={takeOther} />
        <SendBar desk={desk} state={state} discard={discard} />
      </form>
      {quote === 'gone' ? <Text>{w('quoteGone')}</Text> : null}
      {quote === null || quote === 'gone' ? null : (
        <details>
          <summary className={styles.summary}>
            {w(origin?.kind === 'forward' ? 'forwarded' : 'quoted')}
          </summary>
          <Text>{quote.line}</Text>
          <blockquote className={styles.quote}>{quote.text}</blockquote>
        </details>
      )}
    </Page>
  );
}
