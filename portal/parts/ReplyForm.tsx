import { Field, makeStyles, Text, tokens } from '@fluentui/react-components';
import { SendRegular } from '@fluentui/react-icons/svg/send';
import { type FormEvent, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import type { MeAnswer, OpenedMessage } from '../../shared/api/index.ts';
import { useTranslation } from '../strings/i18n.ts';
import { Button } from './Button.tsx';
import { composeReply, quotableText } from './compose-reply.ts';
import { Editor } from './Editor.tsx';
import { FilePicker, totalBytes } from './FilePicker.tsx';
import { Page } from './Page.tsx';
import { nameOf } from './people.ts';
import { RecipientPicker } from './RecipientPicker.tsx';
import { SendingNotice } from './SendingNotice.tsx';
import { useSession } from './session.ts';
import { useDates } from './use-dates.ts';
import { useSending } from './use-sending.ts';

const NOTHING = { html: '', text: '' };
const DAY_MS = 24 * 60 * 60 * 1000;

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  label: { display: 'block', marginBottom: tokens.spacingVerticalXS },
  problem: { color: tokens.colorStatusDangerForeground1 },
  summary: { minHeight: '44px', lineHeight: '44px', cursor: 'pointer' },
  quote: {
    margin: 0,
    paddingLeft: tokens.spacingHorizontalM,
    borderLeft: `3px solid ${tokens.colorNeutralStroke1}`,
    color: tokens.colorNeutralForeground2,
    whiteSpace: 'pre-wrap',
  },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

/** Writes a reply and sends it securely; until it has left, nothing that was written is lost. */
export function ReplyForm({
  original,
  me,
  onSent,
}: {
  original: OpenedMessage;
  me: MeAnswer;
  onSent: () => void;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const dates = useDates();
  const [, navigate] = useLocation();
  const { config, memory } = useSession();
  const { answer, letter } = original;
  const author = answer.replyTo.find((person) => person.address === answer.author.address);

  const [to, setTo] = useState(author === undefined ? answer.replyTo : [author]);
  const [draft] = useState(() => (memory.replyDraft?.messageId === answer.id ? memory.replyDraft : null));
  const [written, setWritten] = useState(draft?.written ?? NOTHING);
  const [files, setFiles] = useState(draft?.files ?? []);
  const [problem, setProblem] = useState<'to' | 'body' | null>(null);
  const { sending, send } = useSending(onSent);
  useEffect(() => {
    memory.replyDraft = { messageId: answer.id, written, files };
  }, [memory, answer.id, written, files]);

  const isUnderWay = sending.state === 'storing' || sending.state === 'committing';
  // A commit without an answer may only be repeated as it was.
  const locked = isUnderWay || sending.state === 'unsure' ? 'yes' : 'no';
  const isEmpty = written.text.trim() === '' && files.length === 0;
  const subject = t('reply.subjectPrefix', { subject: letter.subject.replace(/^(?:re:\s*)+/i, '') });
  const quoted = quotableText(letter);
  const quotedLine = t('reply.quotedLine', {
    name: nameOf(answer.author),
    moment: dates.moment(answer.sentAt).replaceAll('\u00a0', ' '),
  });
  useWarningBeforeLeaving(isEmpty ? 'off' : 'on');

  const submit = async () => {
    setProblem(null);
    if (to.length === 0) return setProblem('to');
    if (isEmpty) return setProblem('body');
    if (totalBytes(files) > config.maxMessageBytes) return;
    await send({
      subject,
      from: { address: me.address, name: me.name },
      to: [...to],
      cc: [],
      bcc: [],
      body: composeReply(written, quotedLine, quoted),
      attachments: files.map((file) => ({
        name: file.name,
        mediaType: file.type === '' ? 'application/octet-stream' : file.type,
        content: file,
      })),
      confidential: answer.confidential,
      expiresAt: new Date(Date.now() + config.expiry.defaultDays * DAY_MS).toISOString(),
      noticeBy: 'service',
      inReplyTo: answer.id,
    });
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!isUnderWay) void submit();
  };

  return (
    <Page width="wide" title={t('reply.title')}>
      <form className={styles.form} onSubmit={onSubmit}>
        <RecipientPicker
          people={answer.replyTo}
          chosen={to}
          disabled={locked}
          onChange={setTo}
          problem={problem === 'to' ? t('reply.toMissing') : null}
        />
        <Field label={t('reply.subject')}>
          <Text weight="semibold">{subject}</Text>
        </Field>
        <div>
          <Text id="reply-label" className={styles.label}>
            {t('reply.body')}
          </Text>
          <Editor
            labelId="reply-label"
            initialHtml={draft?.written.html ?? ''}
            readOnly={locked}
            onInput={setWritten}
          />
          {problem === 'body' ? (
            <Text role="alert" size={200} className={styles.problem}>
              {t('reply.bodyMissing')}
            </Text>
          ) : null}
        </div>
        <FilePicker files={files} maxBytes={config.maxMessageBytes} disabled={locked} onChange={setFiles} />
        <SendingNotice sending={sending} />
        <div className={styles.actions}>
          {isUnderWay ? null : (
            <Button type="submit" appearance="primary" icon={<SendRegular />}>
              {t(sending.state === 'unsure' ? 'retry' : 'reply.send')}
            </Button>
          )}
          {sending.state === 'storing' ? <Button onClick={sending.cancel}>{t('reply.cancel')}</Button> : null}
          {locked === 'yes' ? null : (
            <Button appearance="subtle" onClick={() => navigate(`/m/${answer.id}`)}>
              {t('reply.discard')}
            </Button>
          )}
        </div>
      </form>
      <details>
        <summary className={styles.summary}>{t('reply.quoted')}</summary>
        <Text>{quotedLine}</Text>
        <blockquote className={styles.quote}>{quoted}</blockquote>
      </details>
    </Page>
  );
}

function useWarningBeforeLeaving(state: 'on' | 'off'): void {
  useEffect(() => {
    if (state === 'off') return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [state]);
}
