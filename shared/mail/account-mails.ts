import type { Translator } from '../strings/index.ts';
import { untilInWords } from './dates.ts';
import { mailLanguage, wordsIn } from './language.ts';
import { renderMail } from './layout.ts';
import { oneLine } from './names.ts';
import { type Branding, contactLine, lookOf, type Organisation, type ServiceMail } from './service-mail.ts';
import { account as en } from './strings/en.ts';
import { account as es } from './strings/es.ts';
import { account as fr } from './strings/fr.ts';

/** Mails with a code, a link or both. */
type AccountProof =
  | 'confirm-registration'
  | 'sign-in-code'
  | 'reset-password'
  | 'enable-account'
  | 'account-locked'
  | 'confirm-it-is-you'
  | 'leave-address'
  | 'confirm-new-address'
  | 'address-not-free'
  | 'already-registered'
  | 'not-registered';
/** Mails that only tell what happened. */
export type AccountTold =
  | 'password-changed'
  | 'password-hint'
  | 'address-changed'
  | 'second-factor-added'
  | 'second-factor-removed'
  | 'recovery-code-used'
  | 'recovery-codes-changed'
  | 'passkey-added'
  | 'passkey-removed'
  | 'provider-linked'
  | 'account-closed'
  | 'disable-soon'
  | 'disabled'
  | 'delete-soon';
export type AccountMailKind = AccountProof | AccountTold;

/** What the mails of an account are made of; `at`, `device` and `network` say who asked, when, from where. */
export type AccountMailFacts = {
  organisation: Organisation;
  branding: Branding;
  /** The service's origin, such as `https://secure.example.gov`. */
  origin: string;
  /** BCP 47; English where it is none of ours. */
  language: string;
  /** IANA zone of the moments in the mail. */
  timeZone: string;
  /** ISO UTC. */
  at: string;
  device: string;
  network: string;
  code?: string;
  /** What the link carries in its fragment. */
  link?: string;
  validMinutes?: number;
  endsAt?: string;
  hint?: string;
  newAddress?: string;
  /** ISO UTC: when a step for want of use happens. */
  on?: string;
};

type Words = Translator<typeof en>;
type Values = Readonly<Record<string, string | number>>;
type Parts = {
  subject: string;
  heading: string;
  paragraphs: readonly string[];
  button?: { label: string; path: string };
};

/** Renders one mail about an account, in HTML and text. */
export function renderAccountMail(kind: AccountMailKind, facts: AccountMailFacts): ServiceMail {
  const { organisation, origin } = facts;
  const language = mailLanguage(facts.language);
  const w = wordsIn(language, { en, es, fr });
  const { look, inline } = lookOf(facts.branding);
  const { subject, heading, paragraphs, button } = partsOf(kind, facts, w);
  const body = renderMail({
    heading,
    paragraphs,
    ...(button === undefined ? {} : { button: { label: button.label, url: `${origin}${button.path}` } }),
    footer: [
      whenAndWhere(kind, facts, w),
      ...(facts.code === undefined ? [] : [w('neverTell', { organisation: organisation.name })]),
      ...contactLine(language, organisation),
    ],
    organisationName: organisation.name,
    language,
    look,
  });
  return { subject, ...body, language, inline };
}

/** Steps that nobody took: time brought them, so no device and no network belongs to them. */
const BY_TIME: ReadonlySet<AccountMailKind> = new Set(['disable-soon', 'disabled', 'delete-soon']);
const ASKED_FOR: ReadonlySet<AccountMailKind> = new Set([
  'confirm-registration',
  'sign-in-code',
  'reset-password',
  'enable-account',
  'confirm-it-is-you',
  'leave-address',
  'confirm-new-address',
  'address-not-free',
  'already-registered',
  'not-registered',
  'password-hint',
]);

function whenAndWhere(kind: AccountMailKind, facts: AccountMailFacts, w: Words): string {
  const values = {
    moment: untilInWords(facts.at, facts.timeZone, facts.language),
    device: deviceInWords(facts.device, w),
    network: isUnknown(facts.network) ? w('unknownNetwork') : facts.network,
  };
  if (BY_TIME.has(kind)) return w('noted', values);
  return w(ASKED_FOR.has(kind) ? 'askedFor' : 'happened', values);
}

/** `Firefox on Windows`, as the service keeps it, in the words of the mail. */
function deviceInWords(device: string, w: Words): string {
  if (isUnknown(device)) return w('unknownDevice');
  const at = device.indexOf(' on ');
  if (at < 0) return device;
  return w('device', { browser: device.slice(0, at), system: device.slice(at + ' on '.length) });
}

function isUnknown(words: string): boolean {
  return words === '' || words === 'unknown';
}

function partsOf(kind: AccountMailKind, facts: AccountMailFacts, w: Words): Parts {
  const { code = '', link = '', validMinutes = 0, newAddress = '', on } = facts;
  const values = {
    organisation: facts.organisation.name,
    code,
    hint: oneLine(facts.hint ?? ''),
    address: newAddress,
    once: w('once', { count: validMinutes }),
    moment: on === undefined ? '' : untilInWords(on, facts.timeZone, facts.language),
  };
  const codeMail = (paragraphs: readonly string[], button?: NonNullable<Parts['button']>): Parts => ({
    subject: w('codeSubject', values),
    heading: w('codeHeading', values),
    paragraphs,
    ...(button === undefined ? {} : { button }),
  });
  switch (kind) {
    case 'confirm-registration':
      return codeMail([w('typeOrPress', values), w('notYou')], {
        label: w('confirmRegistration.button'),
        path: `/confirm#link=${link}`,
      });
    case 'sign-in-code':
    case 'enable-account':
    case 'confirm-it-is-you':
      return codeMail([w('type', values), w('notYou')]);
    case 'leave-address':
      return codeMail([w('type', values), w('leaveAddress', values), w('notYou')]);
    case 'confirm-new-address':
      return codeMail([w('confirmNewAddress', values), w('notYou')]);
    case 'reset-password':
      return codeMail([w('resetPassword.text', values), w('resetPassword.notYou')], {
        label: w('resetPassword.button'),
        path: `/reset#link=${link}`,
      });
    case 'account-locked':
      return withButton('locked', `/unlock#link=${link}`, values, w);
    case 'already-registered':
      return withButton('alreadyRegistered', '/sign-in', values, w);
    case 'not-registered':
      return withButton('notRegistered', '/register', values, w);
    case 'address-not-free':
      return {
        subject: w('addressNotFree.subject', values),
        heading: w('addressNotFree.heading'),
        paragraphs: w('addressNotFree.texts', values),
      };
    case 'password-hint':
      return facts.hint === undefined || facts.hint === ''
        ? told('noHint', 'no', values, w)
        : {
            ...told('passwordHint', 'no', values, w),
            paragraphs: [w('passwordHint.text', values), w('passwordHint.ignore')],
          };
    default:
      return told(TOLD[kind].section, TOLD[kind].alarm, values, w);
  }
}

function withButton(
  section: 'locked' | 'alreadyRegistered' | 'notRegistered',
  path: string,
  values: Values,
  w: Words,
): Parts {
  return {
    subject: w(`${section}.subject`, values),
    heading: w(`${section}.heading`, values),
    paragraphs: w(`${section}.texts`, values),
    button: { label: w(`${section}.button`), path },
  };
}

/** What stands in the catalogue for each thing told, and whether its owner may have to act. */
const TOLD = {
  'password-changed': { section: 'passwordChanged', alarm: 'yes' },
  'address-changed': { section: 'addressChanged', alarm: 'yes' },
  'second-factor-added': { section: 'secondFactorAdded', alarm: 'yes' },
  'second-factor-removed': { section: 'secondFactorRemoved', alarm: 'yes' },
  'recovery-code-used': { section: 'recoveryCodeUsed', alarm: 'yes' },
  'recovery-codes-changed': { section: 'recoveryCodesChanged', alarm: 'yes' },
  'passkey-added': { section: 'passkeyAdded', alarm: 'yes' },
  'passkey-removed': { section: 'passkeyRemoved', alarm: 'yes' },
  'provider-linked': { section: 'providerLinked', alarm: 'yes' },
  'account-closed': { section: 'accountClosed', alarm: 'no' },
  'disable-soon': { section: 'disableSoon', alarm: 'no' },
  disabled: { section: 'disabled', alarm: 'no' },
  'delete-soon': { section: 'deleteSoon', alarm: 'no' },
} as const satisfies Record<Exclude<AccountTold, 'password-hint'>, { section: string; alarm: 'yes' | 'no' }>;

type ToldSection = (typeof TOLD)[keyof typeof TOLD]['section'] | 'passwordHint' | 'noHint';

function told(section: ToldSection, alarm: 'yes' | 'no', values: Values, w: Words): Parts {
  const heading = w(`${section}.heading`, values);
  return {
    subject: w('toldSubject', { ...values, heading }),
    heading,
    paragraphs: [w(`${section}.text`, values), ...(alarm === 'yes' ? [w('ifNotYou', values)] : [])],
  };
}
