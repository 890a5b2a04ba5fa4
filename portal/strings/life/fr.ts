import type { Translated } from '../../../shared/strings/index.ts';
import type { en } from './en.ts';

/** The words of a sent message's life, in French. */
export const fr: Translated<typeof en> = {
  title: 'Qui l’a reçu',
  until: 'Il peut être lu jusqu’au {{moment}}.',
  expired: 'Plus personne ne peut le lire depuis le {{moment}}.',
  revoked: 'Vous avez mis fin à l’accès le {{moment}}. Plus personne ne peut le lire.',

  notified: 'Prévenu par e-mail le {{moment}}',
  notNotified: 'Pas encore prévenu par e-mail',
  registered: 'A un compte',
  notRegistered: 'N’a pas encore de compte',
  delivered: 'Remis dans sa boîte le {{moment}}',
  opened: 'Ouvert le {{moment}}',
  notOpened: 'Pas encore ouvert',
  downloaded: 'A enregistré une pièce jointe le {{moment}}',
  replied: 'A répondu le {{moment}}',
  readerEnded: 'Accès terminé le {{moment}}',
  noticeFailed: 'L’avis n’a pas pu être remis. Vérifiez l’adresse et appelez cette personne.',

  stopped: 'Dix mauvaises phrases de passe',
  allow: 'Autoriser dix essais de plus',
  allowNamed: 'Autoriser {{name}} à essayer la phrase de passe dix fois de plus',
  allowed: '{{name}} peut réessayer la phrase de passe.',

  end: 'Mettre fin à l’accès',
  endNamed: 'Mettre fin à l’accès de {{name}}',
  endSure:
    'Mettre fin à l’accès de {{name}} ? Désormais, cette personne ne pourra plus ouvrir ce message. C’est définitif.',
  endYes: 'Mettre fin à l’accès',
  ended: '{{name}} ne peut plus ouvrir ce message.',
  endAll: 'Mettre fin à l’accès de tous',
  endAllSure:
    'Mettre fin à l’accès de tous ? Désormais, plus personne ne pourra ouvrir ce message, vous non plus. Il disparaît pour de bon. Ce que quelqu’un a enregistré ou imprimé lui reste.',
  endAllYes: 'Mettre fin à l’accès de tous',
  endedAll: 'Plus personne ne peut ouvrir ce message.',

  change: 'Changer la date',
  changeLabel: 'Lisible jusqu’à la fin du',
  changeHint: 'Du {{from}} au {{to}}.',
  changeBad: 'Choisissez un jour du {{from}} au {{to}}.',
  changeSave: 'Enregistrer la date',
  changed: 'Il peut être lu jusqu’au {{moment}}.',
  changeCancel: 'Garder la date',

  resend: 'Renvoyer l’avis',
  resendNamed: 'Renvoyer l’avis à {{name}}',
  resent_one: 'L’avis est de nouveau en route, pour une personne.',
  resent_other: 'L’avis est de nouveau en route, pour {{count}} personnes.',
  resendNobody: 'Tout le monde l’a ouvert. Il n’y a personne à qui renvoyer l’avis.',
  resendOften: 'L’avis a été envoyé assez souvent aujourd’hui. Réessayez demain, ou appelez.',

  history: 'Historique',
  historyHide: 'Masquer l’historique',
  historyMore: 'Afficher la suite',
  event: {
    sent: '{{who}} l’a envoyé',
    notified: '{{who}} a été prévenu par e-mail',
    delivered: '{{who}} l’a reçu comme e-mail ordinaire',
    notice_failed: 'L’avis à {{who}} n’a pas pu être remis',
    opened: '{{who}} l’a ouvert',
    refused: '{{who}} a essayé de l’ouvrir après sa fin',
    downloaded: '{{who}} a enregistré une pièce jointe',
    replied: '{{who}} a répondu',
    reminded: '{{who}} a reçu un rappel',
    extended: '{{who}} l’a laissé lisible jusqu’au {{until}}',
    shortened: '{{who}} a fixé sa fin au {{until}}',
    revoked: '{{who}} a mis fin à l’accès de tous',
    revokedSome: '{{who}} a mis fin à l’accès de {{names}}',
    quoted: 'L’accès a pris fin avec le message cité',
    resent: '{{who}} a renvoyé l’avis à {{names}}',
    passphrase_wrong: '{{who}} a donné une mauvaise phrase de passe',
    passphrase_stopped: '{{who}} a donné dix mauvaises phrases de passe et ne peut plus essayer',
    passphrase_allowed: '{{who}} a autorisé {{names}} à dix essais de plus de la phrase de passe',
    asked_again: '{{who}} a demandé à le recevoir de nouveau',
  },

  endedTitle: 'Ce message a disparu pour de bon',
  endedOn: 'Ce message pouvait être lu jusqu’au {{day}} et a disparu pour de bon.',
  endedBy: '{{author}} a mis fin à l’accès à ce message le {{day}}. Il a disparu pour de bon.',
  ask: 'Demander à {{author}} de le renvoyer',
  askText:
    'Si vous en avez encore besoin, vous pouvez le demander. {{author}} reçoit un e-mail qui le dit, au plus un par jour.',
  asked: 'Nous l’avons demandé à {{author}} pour vous. En cas de nouvel envoi, vous recevez un nouvel avis.',
  sender: 'l’expéditeur',
};
