/** The page of the local mail server: a list that follows what arrives, and one mail at a time. */

type Envelope = { from: string; to: string[] };
type Summary = {
  id: string;
  at: string;
  envelope: Envelope;
  from: string;
  subject: string;
  preview: string;
  attachmentCount: number;
};
type Attachment = { name: string; type: string; sizeBytes: number };
type Mail = Summary & {
  to: string;
  cc: string;
  html: string | null;
  text: string | null;
  attachments: Attachment[];
};
type Tab = { name: string; content: () => HTMLElement | Promise<HTMLElement> };

const pollMs = 2000;
const everyMailbox = '';

const list = find('list');
const mailPane = find('mail');
const mailbox = find('mailbox') as HTMLSelectElement;
const news = find('news');
let summaries: Summary[] | undefined;
let shownId: string | undefined;

function find(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}

function make(
  tag: string,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const wanted = () => new URLSearchParams(location.hash.slice(1));

function link(change: Record<string, string | null>): string {
  const next = wanted();
  for (const [name, value] of Object.entries(change)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  return `#${next}`;
}

function showList(): void {
  const all = summaries ?? [];
  const { to = everyMailbox, mail } = Object.fromEntries(wanted());
  const counts = new Map<string, number>();
  for (const { envelope } of all) {
    for (const address of envelope.to) counts.set(address, (counts.get(address) ?? 0) + 1);
  }
  if (to && !counts.has(to)) counts.set(to, 0);
  const options = [...counts]
    .sort()
    .map(([address, count]) => make('option', { value: address }, `${address} (${count})`));
  mailbox.replaceChildren(make('option', { value: everyMailbox }, `All (${all.length})`), ...options);
  mailbox.value = to;
  const shown = all.filter(({ envelope }) => to === everyMailbox || envelope.to.includes(to));
  const focused = document.activeElement?.getAttribute('href');
  list.replaceChildren(shown.length ? make('ul', {}, ...shown.map((one) => row(one, mail))) : emptyList(to));
  if (focused) list.querySelector<HTMLElement>(`a[href="${CSS.escape(focused)}"]`)?.focus();
}

function row(
  { id, at, envelope, from, subject, preview, attachmentCount }: Summary,
  shown: string | undefined,
): HTMLElement {
  const date = new Date(at);
  const isToday = date.toDateString() === new Date().toDateString();
  const when = date.toLocaleString(
    [],
    isToday ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' },
  );
  const attachments = attachmentCount > 0 ? ` · ${attachmentCount} attached` : '';
  return make(
    'li',
    {},
    make(
      'a',
      { href: link({ mail: id }), ...(id === shown && { 'aria-current': 'true' }) },
      make('span', { class: 'subject' }, subject || '(no subject)'),
      make('time', { datetime: at }, when),
      make('span', { class: 'from' }, from || envelope.from),
      make('span', { class: 'recipients' }, `to ${envelope.to.join(', ')}${attachments}`),
      make('span', { class: 'preview' }, preview),
    ),
  );
}

function emptyList(to: string): HTMLElement {
  const where = to ? ` for ${to}` : '';
  return make(
    'p',
    { class: 'empty' },
    make('strong', {}, `No mail${where} yet`),
    'What is sent on this machine appears here by itself.',
  );
}

async function showMail(): Promise<void> {
  const id = wanted().get('mail') ?? undefined;
  document.body.dataset.view = id ? 'mail' : 'list';
  if (id === shownId && mailPane.hasChildNodes()) return;
  shownId = id;
  if (!id) return mailPane.replaceChildren(make('p', { class: 'empty' }, 'Choose a mail to read it.'));
  const response = await fetch(`/api/messages/${encodeURIComponent(id)}`);
  if (!response.ok)
    return mailPane.replaceChildren(make('p', { class: 'empty' }, 'This mail is not here any more.'));
  const mail: Mail = await response.json();
  if (shownId !== id) return;
  mailPane.replaceChildren(...mailParts(mail));
  document.title = `${mail.subject || '(no subject)'} - Mail that arrived`;
  mailPane.focus();
}

function mailParts(mail: Mail): HTMLElement[] {
  const back = make('button', { class: 'back' }, '‹ All mails');
  back.addEventListener('click', () => location.assign(link({ mail: null })));
  const facts = [
    ['From', mail.from],
    ['To', mail.to],
    ['Cc', mail.cc],
    ['Received', new Date(mail.at).toLocaleString([], { dateStyle: 'full', timeStyle: 'medium' })],
    ['Envelope', `${mail.envelope.from || '<>'} → ${mail.envelope.to.join(', ')}`],
  ].flatMap(([name = '', value = '']) => (value ? [make('dt', {}, name), make('dd', {}, value)] : []));
  const attachments = mail.attachments.map((attachment, index) => attachmentLink(mail.id, attachment, index));
  return [
    back,
    make('h2', {}, mail.subject || '(no subject)'),
    make('dl', {}, ...facts),
    ...(attachments.length
      ? [make('ul', { class: 'attachments', 'aria-label': 'Attachments' }, ...attachments)]
      : []),
    ...tabs([
      ...(mail.html === null ? [] : [{ name: 'Message', content: () => frame(mail.id) }]),
      ...(mail.text === null
        ? []
        : [{ name: 'Plain text', content: () => make('pre', { tabindex: '0' }, mail.text ?? '') }]),
      { name: 'Headers', content: () => rawHeaders(mail.id) },
    ]),
  ];
}

function attachmentLink(id: string, { name, type, sizeBytes }: Attachment, index: number): HTMLElement {
  const size = sizeBytes < 1024 ? `${sizeBytes} B` : `${(sizeBytes / 1024).toFixed(0)} kB`;
  const href = `/api/messages/${id}/attachments/${index}`;
  return make('li', {}, make('a', { href, download: name }, name, make('span', {}, ` · ${type} · ${size}`)));
}

function frame(id: string): HTMLElement {
  return make('iframe', {
    title: 'Message',
    src: `/api/messages/${id}/html`,
    sandbox: 'allow-popups allow-popups-to-escape-sandbox',
  });
}

async function rawHeaders(id: string): Promise<HTMLElement> {
  const raw = await (await fetch(`/api/messages/${id}/raw`)).text();
  return make('pre', { tabindex: '0' }, raw.split(/\r?\n\r?\n/, 1)[0] ?? '');
}

function tabs(all: Tab[]): HTMLElement[] {
  const panel = make('div', { role: 'tabpanel', id: 'panel' });
  const buttons = all.map(({ name }, index) =>
    make('button', { role: 'tab', id: `tab-${index}`, 'aria-controls': 'panel' }, name),
  );
  const select = async (index: number) => {
    for (const [at, button] of buttons.entries()) {
      button.setAttribute('aria-selected', String(at === index));
      button.tabIndex = at === index ? 0 : -1;
    }
    panel.setAttribute('aria-labelledby', `tab-${index}`);
    const content = await all[index]?.content();
    if (content) panel.replaceChildren(content);
  };
  for (const [index, button] of buttons.entries()) {
    button.addEventListener('click', () => void select(index));
    button.addEventListener('keydown', ({ key }) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
      if (step === undefined) return;
      const next = (index + step + buttons.length) % buttons.length;
      buttons[next]?.focus();
      void select(next);
    });
  }
  void select(0);
  return [make('div', { role: 'tablist', 'aria-label': 'Views of the mail' }, ...buttons), panel];
}

async function poll(): Promise<void> {
  const response = await fetch('/api/summaries');
  const next: Summary[] = await response.json();
  const known = new Set(summaries?.map(({ id }) => id));
  const fresh = summaries ? next.filter(({ id }) => !known.has(id)) : [];
  const isChanged = fresh.length > 0 || next.length !== summaries?.length;
  summaries = next;
  if (fresh.length) news.textContent = `New mail: ${fresh.map(({ subject }) => subject).join(', ')}`;
  if (isChanged) showList();
}

async function pollForever(): Promise<never> {
  for (;;) {
    // The server may be starting again; the next poll finds it.
    if (!document.hidden) await poll().catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

mailbox.addEventListener('change', () => location.assign(link({ to: mailbox.value || null, mail: null })));
window.addEventListener('hashchange', () => {
  showList();
  void showMail();
});
void showMail();
void pollForever();

// A module, so that its names are its own.
export {};
