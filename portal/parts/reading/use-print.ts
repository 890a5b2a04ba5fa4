import type { OpenedMessage } from '../../../shared/api/index.ts';
import { useTranslation } from '../../strings/i18n.ts';
import { useReadingWords } from '../../strings/reading/words.ts';
import { useBodyView } from '../body-view.ts';
import { inlineAttachments, readPictures } from '../inline-pictures.ts';
import { withFreshLinks } from '../open-message.ts';
import { sanitiseMail } from '../sanitise-mail.ts';
import { fileName } from '../save-attachment.ts';
import { useSession } from '../session.ts';
import { useDates } from '../use-dates.ts';
import { letterWords } from './letter-words.ts';
import { printSheet, type Sheet } from './print-sheet.ts';

/** Prints a letter as a sheet of its own: as it is shown, without the pictures that do not arrive. */
export function usePrint(opened: OpenedMessage): () => Promise<void> {
  const { t } = useTranslation();
  const w = useReadingWords();
  const dates = useDates();
  const view = useBodyView();
  const { config, memory } = useSession();
  const { answer, letter } = opened;
  const inline = inlineAttachments(letter);
  const files = letter.attachments.filter((one) => !inline.includes(one));
  const people = (list: readonly { name: string; address: string }[]) =>
    list.map(({ name, address }) => (name.trim() === '' ? address : `${name} <${address}>`)).join(', ');

  const bodyOf = async (): Promise<Sheet['body']> => {
    if (view === 'words' || letter.body.html.trim() === '')
      return { kind: 'words', text: letterWords(letter) };
    // A sheet without its pictures is better than none.
    const pictures =
      inline.length === 0
        ? new Map<string, string>()
        : await withFreshLinks(memory, opened)
            .then((fresh) => readPictures(fresh, inline, new AbortController().signal))
            .catch(() => new Map<string, string>());
    return { kind: 'html', sanitised: sanitiseMail(letter.body.html, pictures).html };
  };
  return async () => {
    const facts: [string, string][] = [
      [t('read.from'), people([answer.author])],
      [t('read.writtenBy'), people(answer.sender === undefined ? [] : [answer.sender])],
      [t('read.to'), people(letter.to)],
      [t('read.cc'), people(letter.cc)],
      [t('read.date'), dates.moment(answer.sentAt)],
      [w('sheet.files'), files.map(({ name }) => fileName(name)).join(', ')],
    ];
    const until = w('sheet.until', {
      product: t('product'),
      organisation: config.organisation.name,
      moment: dates.moment(answer.expiresAt),
    });
    await printSheet({
      title: letter.subject === '' ? t('read.noSubject') : letter.subject,
      facts: facts.filter(([, value]) => value !== ''),
      note: answer.confidential ? `${t('read.confidential')}. ${until}` : until,
      body: await bodyOf(),
    });
  };
}
