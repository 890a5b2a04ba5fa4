import type { Translated } from '../../../../shared/strings/index.ts';
import type { register as en, confirm as enConfirm } from '../en/register.ts';

/** Words of registering, in French; see portal/strings/fr.ts. */
export const register: Translated<typeof en> = {
  title: 'S’inscrire',
  text: 'Vous ne le faites qu’une fois. Ensuite, votre adresse et votre mot de passe ouvrent tous les messages sécurisés que {{organisation}} vous envoie.',
  address: 'Adresse e-mail',
  addressHint: 'L’adresse où l’avis est arrivé.',
  firstName: 'Prénom',
  lastName: 'Nom',
  password: 'Mot de passe',
  passwordAgain: 'Mot de passe encore une fois',
  showPasswords: 'Montrer les mots de passe',
  hidePasswords: 'Cacher les mots de passe',
  rules: 'Votre mot de passe',
  ruleMin: 'Au moins {{count}} caractères. Quelques mots à la suite sont faciles à retenir',
  ruleMax: 'Pas plus de {{count}} caractères',
  ruleSame: 'Les deux mots de passe sont les mêmes',
  ruleMet: 'respectée',
  ruleOpen: 'pas encore respectée',
  passwordBad: 'Ce mot de passe ne respecte pas les règles ci-dessous.',
  passwordsDiffer: 'Les mots de passe ne sont pas les mêmes.',
  terms: 'Conditions d’utilisation',
  termsPoints: [
    'Votre compte est à vous seul : ne partagez pas votre mot de passe.',
    'Les messages se lisent jusqu’à la date indiquée sur chacun d’eux, puis ils disparaissent pour de bon.',
    '{{organisation}} est averti quand vous ouvrez un message.',
    'N’utilisez ce service que pour lire les messages de {{organisation}} et y répondre.',
  ],
  termsFull: 'Lire toutes les conditions',
  termsAccept: 'J’accepte les conditions d’utilisation',
  termsMissing: 'Acceptez les conditions d’utilisation pour continuer.',
  submit: 'M’envoyer un code',
  submitting: 'Envoi…',
  haveAccount: 'Déjà inscrit ?',
};

/** Words of the code that ends it, in French. */
export const confirm: Translated<typeof enConfirm> = {
  title: 'Saisissez votre code',
  sent: 'Si un message sécurisé attend {{address}}, nous y avons envoyé un code. Il peut mettre une minute à arriver et il est valable dix minutes.',
  address: 'Adresse e-mail',
  code: 'Code à six chiffres',
  codeBad: 'Saisissez les six chiffres du code.',
  codeWrong:
    'Ce code n’est pas bon, ou il est trop ancien. Regardez l’e-mail le plus récent, ou demandez un autre code.',
  submit: 'Confirmer',
  submitting: 'Confirmation…',
  resend: 'Envoyer un autre code',
  resendIn: 'Vous pourrez demander un autre code dans {{count}} s',
  resent: 'Si un message sécurisé attend {{address}}, nous avons envoyé un autre code.',
  nothing:
    'Rien n’est arrivé ? Regardez dans le dossier des indésirables. Si vous êtes déjà inscrit, connectez-vous avec votre mot de passe.',
  wrongAddress: 'Mauvaise adresse ?',
};
