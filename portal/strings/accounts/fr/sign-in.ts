import type { Translated } from '../../../../shared/strings/index.ts';
import type { signIn as en } from '../en/sign-in.ts';

/** Words of sign-in, in French; see portal/strings/fr.ts. */
export const signIn: Translated<typeof en> = {
  or: 'ou',
  showPassword: 'Montrer ce que je saisis',
  hidePassword: 'Cacher ce que je saisis',
  remember_one: 'Rester connecté sur cet appareil pendant {{count}} jour',
  remember_other: 'Rester connecté sur cet appareil pendant {{count}} jours',
  rememberWarning:
    'Seulement sur un appareil à vous. Sur un ordinateur partagé, la personne suivante pourrait lire vos messages.',
  forgot: 'Mot de passe oublié ?',
  mailHint: 'M’envoyer l’indice de mon mot de passe',
  hintMailed:
    'Si {{address}} a un compte avec un indice, l’indice est en route. Il peut mettre une minute à arriver.',
  mailCode: 'M’envoyer plutôt un code à usage unique',

  codeSent:
    'Si {{address}} a un compte ici, nous y avons envoyé un code. Il peut mettre une minute à arriver et il est valable dix minutes.',
  codeResent: 'Si {{address}} a un compte ici, nous avons envoyé un autre code.',
  codeNothing:
    'Rien n’est arrivé ? Regardez dans le dossier des indésirables. Si c’est la première fois, inscrivez-vous.',
  codeUnused:
    'Votre compte n’a pas servi depuis longtemps. Pour l’ouvrir à nouveau, saisissez le code que nous avons envoyé à {{address}}.',
  codeUnusedAnywhere:
    'Votre compte n’a pas servi depuis longtemps. Pour l’ouvrir à nouveau, saisissez votre adresse et le code que nous y avons envoyé.',

  waitMinute: 'environ une minute',
  waitMinutes_one: 'environ {{count}} minute',
  waitMinutes_other: 'environ {{count}} minutes',
  waitHours_one: 'environ {{count}} heure',
  waitHours_other: 'environ {{count}} heures',
  tooMany: 'Trop d’essais. Vous pourrez réessayer dans {{wait}}.',
  tooManyMail:
    'Si nous vous avons envoyé un e-mail à ce sujet, son bouton permet de réessayer tout de suite.',
  tooManyPasskey: 'Une clé d’accès marche quand même.',
  tooManyProvider: '{{name}} marche quand même.',

  firstNameMissing: 'Saisissez votre prénom.',
  lastNameMissing: 'Saisissez votre nom.',
  registerInside:
    'Cette adresse est de {{organisation}}. Vous n’avez pas à vous inscrire : connectez-vous avec votre compte professionnel.',
  termsChanged:
    'Les conditions d’utilisation viennent de changer. Lisez-les et acceptez-les encore une fois.',
  linkTitle: 'Confirmez votre adresse',
  linkText:
    'Il reste une étape : confirmez que cet e-mail vous est arrivé, et vous pourrez lire les messages sécurisés de {{organisation}}.',
  linkConfirm: 'Confirmer mon adresse',
  linkElsewhere:
    'Vous vous êtes inscrit dans un autre navigateur. Saisissez le mot de passe que vous y avez choisi, pour que nous sachions que c’était vous. Si vous ne vous êtes pas inscrit, fermez cette page : rien ne se passe.',
  linkPasswordWrong: 'Ce n’est pas le mot de passe que vous avez choisi.',
  linkUsedTitle: 'Ce lien a déjà servi',
  linkUsed:
    'Il sert une seule fois, pendant dix minutes. Si vous avez déjà confirmé votre adresse, connectez-vous. Sinon, inscrivez-vous à nouveau : cela prend une minute.',
  registerAgain: 'S’inscrire à nouveau',

  unlockTitle: 'Débloquez votre compte',
  unlockText:
    'Quelqu’un a saisi beaucoup de mauvais mots de passe pour votre compte. Si c’était vous, débloquez-le et réessayez. Sinon, vous n’avez rien à faire : votre compte est en sécurité.',
  unlock: 'Débloquer mon compte',
  unlockedTitle: 'Vous pouvez à nouveau vous connecter',
  unlocked:
    'Votre compte accepte à nouveau les mots de passe. Si vous n’êtes pas sûr du vôtre, choisissez-en un nouveau.',
  unlockUsedTitle: 'Ce lien ne débloque rien',
  unlockUsed:
    'Il sert une seule fois, pendant un jour. Utilisez l’e-mail le plus récent, ou choisissez un nouveau mot de passe. Un blocage s’arrête aussi tout seul après un moment.',

  endingTitle: 'Êtes-vous toujours là ?',
  endingTwo: 'Vous serez déconnecté dans deux minutes environ.',
  endingOne: 'Vous serez déconnecté dans une minute environ.',
  endingHalf: 'Vous serez déconnecté dans moins d’une demi-minute.',
  endingText:
    'Pour votre sécurité, nous vous déconnectons quand rien ne se passe pendant un moment. Ce que vous avez écrit est gardé.',
  endingForGood:
    'Pour votre sécurité, personne ne reste connecté plus longtemps. Cela ne peut pas être remis, mais vous pouvez vous reconnecter tout de suite. Ce que vous avez écrit est gardé.',
  endingStay: 'Rester connecté',
  endingGoOn: 'Continuer pour l’instant',
  signedOutTitle: 'Vous êtes déconnecté',
  signedOutShared: 'Fermez cette fenêtre si l’ordinateur est partagé.',
  signedOutSharedDraft:
    'Si l’ordinateur est partagé, fermez cette fenêtre : ce que vous avez écrit est alors effacé.',
  endedTitle: 'Votre session est terminée',
  endedText:
    'Pour votre sécurité, nous vous avons déconnecté. Connectez-vous à nouveau pour continuer où vous étiez.',
  endedDraft: 'La réponse que vous écriviez est gardée dans cette fenêtre jusqu’à ce que vous la fermiez.',
  again: 'Se connecter à nouveau',

  help: {
    title: 'Comment ça marche',
    steps: [
      [
        'Vous recevez un avis',
        'Il vient par e-mail ordinaire et dit qui vous a écrit. Le message n’est pas dedans.',
      ],
      [
        'Vous ouvrez le lien',
        'Il mène à ce site. La première fois, vous choisissez un mot de passe et prouvez votre adresse avec un code.',
      ],
      [
        'Vous lisez et répondez ici',
        'Le message s’ouvre dans votre navigateur, pour vous seul. Votre réponse repart par le même chemin.',
      ],
      [
        'Il s’arrête tout seul',
        'Chaque message dit jusqu’à quand il se lit. Ensuite il disparaît pour de bon, alors enregistrez ce qu’il vous faut.',
      ],
    ],
    genuineTitle: 'Est-ce authentique ?',
    genuine: [
      'L’adresse de ce site commence par {{origin}}.',
      'Le personnel de {{organisation}} ne vous demandera jamais votre mot de passe ni votre code.',
      'Si vous n’attendiez pas de message, appelez la personne qui l’a écrit à un numéro que vous connaissez.',
    ],
    waysTitle: 'Comment entrer',
    ways: [
      [
        'C’est la première fois',
        'Choisissez « S’inscrire » et saisissez l’adresse où l’avis est arrivé. Vous choisissez un mot de passe, et nous envoyons un code à votre adresse pour prouver qu’elle est à vous.',
      ],
      [
        'J’ai oublié mon mot de passe',
        'Saisissez votre adresse, puis choisissez « Mot de passe oublié ? ». Nous vous envoyons un code et un lien ; avec l’un ou l’autre vous choisissez un nouveau mot de passe. Vous n’avez personne à appeler.',
      ],
      [
        'Aucun code n’arrive',
        'Cela peut prendre une minute. Regardez dans le dossier des indésirables. L’adresse doit être celle où l’avis est arrivé. Ensuite demandez un autre code : seul le plus récent compte.',
      ],
      [
        'On me demande une deuxième vérification',
        'C’est un code d’une application de votre téléphone, que vous avez installée dans les réglages. Sans le téléphone, utilisez un des codes de secours que vous avez gardés. Chacun sert une seule fois.',
      ],
      [
        'Mon compte est bloqué',
        'Quelqu’un a saisi beaucoup de mauvais mots de passe. Le bouton de l’e-mail que nous vous avons envoyé le débloque, et le blocage s’arrête aussi tout seul.',
      ],
      [
        'Mon adresse a changé',
        'Connectez-vous avec l’ancienne et changez-la dans les réglages. Nous envoyons un code aux deux adresses.',
      ],
    ],
    questionsTitle: 'Autres questions',
    questions: [
      [
        'Puis-je transférer un message ?',
        'Seules les personnes qu’il nomme peuvent l’ouvrir. S’il le faut, enregistrez un fichier et envoyez-le vous-même.',
      ],
      [
        'Pourquoi ai-je été déconnecté ?',
        'Quand rien ne se passe pendant un moment, nous vous déconnectons, pour que personne d’autre ne lise vos messages. Une réponse que vous écriviez reste dans la fenêtre.',
      ],
      [
        'J’utilise un ordinateur partagé',
        'Déconnectez-vous quand vous avez fini et fermez la fenêtre. N’y cochez jamais « Rester connecté ».',
      ],
    ],
    callTitle: 'Qui appeler',
    call: '{{organisation}} vous aide au {{phone}} ou à',
  },
};
