import type { Translated } from '../../../shared/strings/index.ts';
import type { en } from './en.ts';

/** The words of a message's passphrase, in French; see portal/strings/en.ts. */
export const fr: Translated<typeof en> = {
  title: 'Ce message demande une phrase de passe',
  told: '{{author}} vous dit la phrase de passe par téléphone. Elle n’est jamais envoyée par courriel.',
  sender: 'L’expéditeur',
  field: 'Phrase de passe',
  hint: 'Les majuscules, les espaces et les tirets ne comptent pas.',
  open: 'Ouvrir le message',
  working: 'Vérification. Cela peut prendre quelques secondes.',
  missing: 'Saisissez la phrase de passe.',
  wrong_one: 'Ce n’est pas celle-là. Il vous reste un essai.',
  wrong_other: 'Ce n’est pas celle-là. Il vous reste {{count}} essais.',
  stoppedTitle: 'La phrase de passe a été fausse dix fois',
  stopped:
    'Pour votre sécurité, plus aucun essai n’est accepté. Appelez {{author}} : cette personne peut vous redire la phrase de passe et autoriser dix essais de plus.',
  again: 'Réessayer',

  ask: 'Demander une phrase de passe',
  askHint:
    'Dites-la par téléphone à toutes les personnes qui reçoivent le message, jamais par courriel. Il vous la faut aussi pour ouvrir votre copie.',
  choose: 'Phrase de passe de ce message',
  suggest: 'En proposer une',
  short_one: 'Utilisez au moins un caractère.',
  short_other: 'Utilisez au moins {{count}} lettres ou chiffres. Les espaces et les tirets ne comptent pas.',
  remember:
    'Dites maintenant la phrase de passe par téléphone. Nous ne pouvons la dire à personne, car nous ne la connaissons pas.',
};
