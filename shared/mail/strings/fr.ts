import type { Translated } from '../../strings/index.ts';
import type * as en from './en.ts';

/* Every word of the service's mails, in French; see en.ts. */

export const frame: Translated<typeof en.frame> = {
  moment: '{{weekday}} {{day}} {{month}} {{year}}, {{time}} ({{zone}})',
  contact: 'Des questions ? Appelez le {{phone}} ou écrivez à {{address}}.',
  contactPhone: 'Des questions ? Appelez le {{phone}}.',
  contactAddress: 'Des questions ? Écrivez à {{address}}.',
};

export const notice: Translated<typeof en.notice> = {
  subjectStaff: 'Message sécurisé de {{name}}, {{organisation}}',
  subject: 'Message sécurisé de {{name}}',
  heading: '{{name}} vous a envoyé un message sécurisé',
  fromStaff:
    '{{author}}, de {{organisation}}, vous a écrit. Le message n’est pas dans cet e-mail, pour que seules les personnes à qui il est destiné puissent le lire.',
  fromDelegate:
    '{{sender}} vous a écrit au nom de {{author}}, {{organisation}}. Le message n’est pas dans cet e-mail, pour que seules les personnes à qui il est destiné puissent le lire.',
  from: '{{author}} vous a écrit. Le message n’est pas dans cet e-mail, pour que seules les personnes à qui il est destiné puissent le lire.',
  passphrase:
    'Il vous faudra la phrase de passe que {{name}} vous dira par téléphone. Elle n’est jamais envoyée par courriel.',
  until: 'Vous pouvez le lire jusqu’au {{moment}}.',
  file: 'Le message est aussi joint, verrouillé, sous le nom {{file}}. L’ouvrir mène au même endroit.',
  button: 'Lire le message',
  firstTime:
    'C’est la première fois ? Vous choisirez un mot de passe une seule fois ; cela prend une minute. Le personnel de {{organisation}} se connecte avec son compte professionnel.',
  genuine:
    'Est-ce authentique ? L’adresse du message commence par {{origin}}/ et le personnel de {{organisation}} ne vous demandera jamais votre mot de passe.',
};

export const file: Translated<typeof en.file> = {
  title: 'Message sécurisé de {{name}}',
  from: 'De',
  sender: 'Écrit par',
  organisation: 'Organisation',
  sent: 'Envoyé',
  until: 'Lisible jusqu’au',
  locked:
    'Le message est dans ce fichier, verrouillé. Seules les personnes à qui il a été envoyé peuvent l’ouvrir.',
  open: 'Ouvrir le message',
  opening: 'Une page de {{organisation}} s’ouvre. Connectez-vous-y, et le message apparaît.',
  waiting: 'La page s’ouvre…',
  handed: 'Le message est maintenant dans l’autre fenêtre. Vous pouvez fermer celle-ci.',
  offline: 'Vous n’êtes pas connecté à internet. Connectez-vous, puis appuyez sur « Ouvrir le message ».',
  blocked: 'Votre navigateur n’a pas ouvert la page. Ouvrez-la à la main, comme ci-dessous.',
  silent: 'La page n’a pas répondu. Ouvrez le message à la main, comme ci-dessous.',
  expired:
    'Ce message pouvait être lu jusqu’au {{moment}}. Sauf si son expéditeur l’a prolongé, il n’existe plus et ce fichier ne sert plus à rien.',
  ask: 'Voir s’il peut encore être lu, ou le redemander',
  byHandTitle: 'L’ouvrir à la main',
  byHand: 'Là où ce fichier ne peut pas ouvrir la page lui-même, comme dans l’aperçu d’un téléphone :',
  step1: 'Enregistrez ce fichier : {{file}}.',
  step2: 'Allez à {{page}}',
  step3: 'Choisissez-y le fichier.',
  without: 'Vous pouvez aussi lire le message sans ce fichier :',
  copy: 'Le fichier est abîmé ? Demandez une nouvelle copie à',
  genuine:
    'Est-ce authentique ? Ce fichier ne demande jamais de mot de passe. Son bouton mène à une adresse qui commence par {{origin}}/',
};

export const digest: Translated<typeof en.digest> = {
  heading_one: 'Un message sécurisé vous attend',
  heading_other: '{{count}} messages sécurisés vous attendent',
  text: 'Les messages ne sont pas dans cet e-mail, pour que vous seul puissiez les lire.',
  line: '{{author}} : lisible jusqu’au {{moment}}.',
  more_one: 'Et un autre.',
  more_other: 'Et {{count}} autres.',
  button: 'Lire vos messages',
  why: 'Vous recevez cet e-mail une fois par jour parce que vous l’avez choisi. Vous pouvez le changer dans vos réglages : {{settings}}',
};

export const tls: Translated<typeof en.tls> = {
  askedHeading: 'TLS obligatoire demandé avec {{domain}}',
  askedText:
    '{{author}} demande que le courrier de {{organisation}} aille à {{domain}} avec TLS obligatoire, sans connexion.',
  acceptedHeading: 'Le courrier vers {{domain}} passera par TLS obligatoire',
  acceptedText: '{{organisation}} a accepté votre demande pour {{domain}}.',
  declinedHeading: 'TLS obligatoire avec {{domain}} a été refusé',
  declinedText:
    '{{organisation}} a refusé votre demande pour {{domain}}. Les messages sécurisés vous arrivent comme avant.',
  words: 'L’administrateur a écrit :',
  answer: 'Répondre à la demande',
  see: 'Voir la demande',
};

export const unreleased: Translated<typeof en.unreleased> = {
  subject: 'Un message sécurisé n’a peut-être pas été annoncé',
  sealed_one:
    'Le {{moment}}, vous avez préparé un message sécurisé pour une personne. Personne ne l’a encore ouvert, et Outlook n’a pas confirmé le départ de l’avis.',
  sealed_other:
    'Le {{moment}}, vous avez préparé un message sécurisé pour {{count}} personnes. Personne ne l’a encore ouvert, et Outlook n’a pas confirmé le départ de l’avis.',
  todo: 'Regardez dans vos brouillons. Si l’avis s’y trouve encore, ouvrez-le et appuyez sur Envoyer. S’il est dans les éléments envoyés, il n’y a rien à faire.',
  until: 'Le message reste lisible jusqu’au {{moment}}.',
};

export const life: Translated<typeof en.life> = {
  until: 'Il peut être lu jusqu’au {{moment}}.',
  status: 'Voir son état',
  read: 'Lire le message',
  more_one: 'et un de plus',
  more_other: 'et {{count}} de plus',
  sentHeading: 'Votre message a été envoyé en toute sécurité',
  sent: 'Il a été envoyé le {{moment}}.',
  to: 'À : {{names}}',
  cc: 'Copie à : {{names}}',
  bcc: 'Copie cachée à : {{names}}',
  reason: 'Pourquoi il a été envoyé de façon sécurisée : {{reasons}}',
  because: {
    sensitive: 'des informations sensibles ont été trouvées',
    subject_marker: 'son objet le demandait',
    confidential: 'il est marqué Confidentiel',
    unreadable_attachment: 'une pièce jointe n’a pas pu être vérifiée',
  },
  subject: 'Objet : {{subject}}',
  attachments: 'Pièces jointes : {{names}}',
  openedHeading: '{{name}} a ouvert votre message sécurisé',
  opened: '{{reader}} a ouvert le {{moment}} le message sécurisé que vous avez envoyé le {{sent}}.',
  askedHeading: '{{name}} vous demande de renvoyer un message sécurisé',
  asked: '{{reader}} ne peut plus lire le message sécurisé que vous avez envoyé le {{sent}}, et le demande.',
  askedTodo: 'Votre propre copie a aussi pris fin. Si vous le souhaitez, écrivez de nouveau.',
  stoppedHeading: '{{name}} a saisi dix mauvaises phrases de passe',
  stopped:
    '{{reader}} a essayé dix phrases de passe pour le message sécurisé que vous avez envoyé le {{sent}}, et aucune n’est la bonne. Plus aucun essai n’est accepté.',
  stoppedTodo:
    'Appelez cette personne. Si c’était elle, dites-lui la phrase de passe et autorisez dix essais de plus sur la page du message. Sinon, mettez fin à son accès sur cette page.',
  failedHeading: 'L’avis de votre message sécurisé n’est pas arrivé',
  failed:
    'Le système de messagerie n’a pas accepté l’avis du message sécurisé que vous avez envoyé le {{sent}}. Ces personnes ne le savent pas :',
  failedTodo: 'Vérifiez l’adresse ou appelez ces personnes. Le message lui-même est en sécurité.',
  unopenedHeading_one: 'Une personne n’a pas ouvert votre message sécurisé',
  unopenedHeading_other: '{{count}} personnes n’ont pas ouvert votre message sécurisé',
  unopened_one:
    'Vous l’avez envoyé le {{sent}}. Il prend fin le {{moment}}. Nous l’avons rappelé à cette personne, sauf si elle ne souhaite pas d’e-mail. Vous pouvez aussi changer la date.',
  unopened_other:
    'Vous l’avez envoyé le {{sent}}. Il prend fin le {{moment}}. Nous l’avons rappelé à ces personnes, sauf si elles ne souhaitent pas d’e-mail. Vous pouvez aussi changer la date.',
  endingHeading: 'Un message sécurisé de {{name}} prend bientôt fin',
  ending: '{{author}} vous a envoyé un message sécurisé le {{sent}}. Vous ne l’avez pas encore ouvert.',
};

export const account: Translated<typeof en.account> = {
  codeSubject: '{{code}} est votre code pour les messages sécurisés de {{organisation}}',
  codeHeading: 'Votre code est {{code}}',
  toldSubject: '{{heading}} (messages sécurisés de {{organisation}})',
  type: 'Saisissez-le sur la page où vous l’avez demandé. {{once}}',
  typeOrPress: 'Saisissez-le sur la page où vous l’avez demandé, ou appuyez sur le bouton. {{once}}',
  once_one: 'Il sert une seule fois, pendant une minute.',
  once_other: 'Il sert une seule fois, pendant {{count}} minutes.',
  notYou:
    'Si ce n’était pas vous, vous pouvez ignorer cet e-mail ; rien ne se passe sans le code ou le lien.',
  ifNotYou:
    'Si ce n’était pas vous, choisissez tout de suite un nouveau mot de passe et appelez {{organisation}}.',
  askedFor: 'Demandé le {{moment}}, avec {{device}}, depuis le réseau {{network}}.',
  happened: 'Cela s’est passé le {{moment}}, avec {{device}}, depuis le réseau {{network}}.',
  noted: 'Noté le {{moment}}.',
  device: '{{browser}} sur {{system}}',
  unknownDevice: 'un appareil inconnu',
  unknownNetwork: 'inconnu',
  neverTell:
    'Ne donnez jamais un code à personne. Le personnel de {{organisation}} ne vous le demandera pas.',
  confirmRegistration: { button: 'Confirmer mon adresse' },
  leaveAddress: 'Il permet à votre compte de passer à {{address}}.',
  confirmNewAddress: 'Saisissez-le sur la page où vous avez demandé à changer d’adresse. {{once}}',
  resetPassword: {
    text: 'Avec lui, vous pouvez choisir un nouveau mot de passe : saisissez-le sur la page où vous l’avez demandé, ou appuyez sur le bouton. {{once}}',
    notYou: 'Si ce n’était pas vous, vous pouvez ignorer cet e-mail : votre mot de passe ne change pas.',
    button: 'Choisir un nouveau mot de passe',
  },
  locked: {
    subject: 'Quelqu’un a essayé d’entrer dans votre compte pour les messages sécurisés de {{organisation}}',
    heading: 'Trop de mots de passe incorrects',
    texts: [
      'Quelqu’un a essayé beaucoup de mots de passe sur votre compte. Nous n’acceptons plus d’essais depuis cet endroit pendant un jour. Sur les appareils où vous vous êtes déjà connecté, tout fonctionne comme d’habitude.',
      'Si c’était vous, appuyez sur le bouton pour réessayer tout de suite. Sinon, vous n’avez rien à faire.',
    ],
    button: 'Débloquer mon compte',
  },
  alreadyRegistered: {
    subject: 'Vous avez déjà un compte pour les messages sécurisés de {{organisation}}',
    heading: 'Vous avez déjà un compte',
    texts: [
      'Quelqu’un, sans doute vous, a demandé à inscrire cette adresse pour les messages sécurisés de {{organisation}}. Elle est déjà inscrite, donc rien n’a changé.',
      'Connectez-vous avec le mot de passe que vous avez choisi.',
    ],
    button: 'Se connecter',
  },
  addressNotFree: {
    subject:
      'Cette adresse ne peut pas servir à un autre compte pour les messages sécurisés de {{organisation}}',
    heading: 'Cette adresse a ses propres messages',
    texts: [
      'Quelqu’un, sans doute vous, a demandé à faire passer à cette adresse un compte pour les messages sécurisés de {{organisation}}. Ce n’est pas possible pour l’instant : l’adresse a déjà un compte, ou des messages encore lisibles l’attendent.',
      'Pour les lire, ouvrez le lien de leur avis et inscrivez-vous ou connectez-vous avec cette adresse. Ou redemandez quand ils seront terminés.',
    ],
  },
  notRegistered: {
    subject: 'Vous n’avez pas encore de compte pour les messages sécurisés de {{organisation}}',
    heading: 'Vous n’avez pas encore de compte',
    texts: [
      'Quelqu’un, sans doute vous, a demandé un moyen de se connecter avec cette adresse. Inscrivez-vous d’abord : cela prend une minute.',
    ],
    button: 'S’inscrire',
  },
  passwordChanged: {
    heading: 'Votre mot de passe a changé',
    text: 'Vous êtes déconnecté partout ailleurs.',
  },
  passwordHint: {
    heading: 'L’indice de votre mot de passe',
    text: 'Vous vous êtes laissé cet indice : {{hint}}',
    ignore: 'Si vous ne l’avez pas demandé, vous pouvez ignorer cet e-mail.',
  },
  noHint: {
    heading: 'Vous n’avez pas d’indice',
    text: 'Quelqu’un, sans doute vous, a demandé l’indice de votre mot de passe. Vous n’en avez pas écrit. Vous pouvez choisir un nouveau mot de passe sur la page de connexion.',
  },
  recoveryCodesChanged: {
    heading: 'Vous avez de nouveaux codes de secours',
    text: 'Les anciens ne servent plus.',
  },
  addressChanged: {
    heading: 'Votre adresse a changé',
    text: 'Votre compte a maintenant l’adresse {{address}}.',
  },
  secondFactorAdded: {
    heading: 'Une deuxième vérification a été ajoutée',
    text: 'Désormais, la connexion demande aussi un code de votre application.',
  },
  secondFactorRemoved: {
    heading: 'La deuxième vérification a été retirée',
    text: 'La connexion ne demande plus de code de votre application.',
  },
  recoveryCodeUsed: {
    heading: 'Un code de secours a été utilisé',
    text: 'Quelqu’un s’est connecté avec un de vos codes de secours.',
  },
  passkeyAdded: {
    heading: 'Une clé d’accès a été ajoutée',
    text: 'Elle ouvre votre compte sans mot de passe.',
  },
  passkeyRemoved: {
    heading: 'Une clé d’accès a été retirée',
    text: 'Elle n’ouvre plus votre compte.',
  },
  providerLinked: {
    heading: 'Un autre moyen de connexion a été ajouté',
    text: 'Il ouvre votre compte sans mot de passe.',
  },
  accountClosed: {
    heading: 'Votre compte est fermé',
    text: 'Votre nom, votre mot de passe et vos réglages sont supprimés.',
  },
  disableSoon: {
    heading: 'Votre compte n’a pas servi depuis longtemps',
    text: 'On ne pourra plus s’y connecter à partir du {{moment}}. Connectez-vous une fois avant cette date pour le garder.',
  },
  disabled: {
    heading: 'On ne peut plus se connecter à votre compte',
    text: 'Il n’a pas servi depuis longtemps. Connectez-vous comme d’habitude : un code par e-mail l’ouvre à nouveau.',
  },
  deleteSoon: {
    heading: 'Votre compte va être supprimé',
    text: 'Il n’a pas servi depuis longtemps et sera supprimé le {{moment}}. Connectez-vous une fois avant cette date pour le garder.',
  },
};
