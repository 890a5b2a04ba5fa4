import type { Translated } from '../../../../shared/strings/index.ts';
import type { recovery as en } from '../en/recovery.ts';

/** Words of recovery, in French; see portal/strings/fr.ts. */
export const recovery: Translated<typeof en> = {
  newPassword: 'Nouveau mot de passe',
  rule: {
    lower: 'Une lettre minuscule',
    upper: 'Une lettre majuscule',
    digit: 'Un chiffre',
    symbol: 'Un caractère qui n’est ni une lettre ni un chiffre',
    varied: 'Plus que quelques caractères répétés, et plus que des suites comme 12345 ou qwerty',
    personal: 'Plus que votre nom, votre adresse ou le nom de l’organisation',
  },
  refused: {
    common: 'Ce mot de passe est sur des listes de mots de passe très répandus. Choisissez-en un autre.',
    same: 'C’est déjà votre mot de passe. Choisissez-en un autre.',
    personal:
      'Ce mot de passe n’est guère plus que des noms que d’autres connaissent. Choisissez-en un autre.',
    rules: 'Ce mot de passe ne respecte pas les règles ci-dessous.',
  },

  title: 'Mot de passe oublié ?',
  text: 'Indiquez votre adresse e-mail, et nous vous enverrons un moyen d’en choisir un nouveau.',
  submit: 'M’envoyer un code et un lien',
  submitting: 'Envoi…',
  back: 'Retour à la connexion',
  sentTitle: 'Regardez votre courrier',
  sent: 'Si {{address}} a un compte ici, nous y avons envoyé un code et un lien. Saisissez le code ici, ou appuyez sur le bouton de l’e-mail. Les deux sont valables dix minutes.',
  sentAnywhere: 'Saisissez votre adresse et le code que nous y avons envoyé.',
  resent: 'Si {{address}} a un compte ici, nous avons envoyé un autre code.',
  nothing:
    'Rien n’est arrivé ? Regardez dans le dossier des indésirables. Si c’est la première fois, inscrivez-vous.',

  resetTitle: 'Choisissez un nouveau mot de passe',
  linkText: 'Vous avez demandé un nouveau mot de passe. Appuyez sur le bouton pour le choisir maintenant.',
  linkNotYou: 'Si ce n’était pas vous, fermez cette page : votre mot de passe ne change pas.',
  linkStart: 'Choisir un nouveau mot de passe',
  linkStarting: 'Un instant…',
  usedTitle: 'Ce lien a déjà servi',
  used: 'Il sert une seule fois, pendant dix minutes, et seul le plus récent compte. Demandez-en un nouveau : cela prend une minute.',
  again: 'Demander un nouveau lien',
  chooseText: 'Pour {{address}}. Votre mot de passe change tout de suite, et vous êtes déconnecté partout.',
  question: 'Votre question de sécurité',
  answer: 'Votre réponse',
  answerMissing: 'Saisissez votre réponse.',
  answerWrong_one: 'Cette réponse n’est pas bonne. Il vous reste {{count}} essai.',
  answerWrong_other: 'Cette réponse n’est pas bonne. Il vous reste {{count}} essais.',
  answersOver:
    'Cette réponse n’était pas bonne, et il n’y a plus d’essai aujourd’hui. Réessayez demain, ou appelez le {{phone}}.',
  save: 'Enregistrer le nouveau mot de passe',
  saving: 'Enregistrement…',
  tooLate: 'Plus de dix minutes ont passé. Demandez un nouveau code.',
  doneTitle: 'Votre mot de passe a changé',
  done: 'Connectez-vous avec votre nouveau mot de passe. Vous êtes déconnecté partout ailleurs.',

  dutyTermsTitle: 'Les conditions d’utilisation ont changé',
  dutyTermsText: 'Lisez-les et acceptez-les. Ensuite vous pourrez continuer.',
  dutyTermsAccept: 'J’accepte les conditions d’utilisation',
  dutyTermsMissing: 'Acceptez les conditions d’utilisation pour continuer.',
  dutySubmit: 'Continuer',
  dutyPasswordTitle: 'Votre mot de passe doit être renouvelé',
  dutyPasswordText:
    '{{organisation}} demande un nouveau mot de passe de temps en temps. Choisissez-le maintenant.',
  dutyShortText:
    'Vous n’avez plus de deuxième vérification, donc votre mot de passe doit être plus long qu’avant. Choisissez-en un nouveau.',
  dutyLater: 'Me le rappeler demain',
  dutyLaterLeft_one: 'Vous pouvez le remettre encore une fois.',
  dutyLaterLeft_other: 'Vous pouvez le remettre encore {{count}} fois.',
  dutyFactorTitle: 'Ajoutez un deuxième moyen de prouver que c’est vous',
  dutyFactorText:
    '{{organisation}} demande plus qu’un mot de passe. Installez un code sur votre téléphone, ou une clé d’accès. Cela prend deux minutes.',
  dutySignOut: 'Plutôt se déconnecter',
};
