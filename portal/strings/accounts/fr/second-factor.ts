import type { Translated } from '../../../../shared/strings/index.ts';
import type {
  secondFactor as en,
  passkeys as enPasskeys,
  providers as enProviders,
} from '../en/second-factor.ts';

/** Words of the second factor, in French; see portal/strings/fr.ts. */
export const secondFactor: Translated<typeof en> = {
  title: 'Deuxième vérification',

  askTitle: 'Encore une étape',
  ask: 'Votre compte est protégé par une deuxième étape.',
  askPasskey: 'Votre compte est protégé par une deuxième étape : votre clé d’accès.',
  code: 'Code de votre application',
  codeWrong: 'Ce code n’est pas bon ou a déjà servi. Attendez le suivant et réessayez.',
  recovery: 'Code de secours',
  recoveryHint: 'Un des codes que vous avez gardés, comme ABCD-EFGH-JKMN-PQRS. Chacun sert une seule fois.',
  recoveryBad: 'Saisissez un code de secours.',
  recoveryWrong: 'Ce n’est pas un de vos codes de secours, ou il a déjà servi.',
  submit: 'Continuer',
  checking: 'Vérification…',
  useRecovery: 'Utiliser un code de secours',
  useApp: 'Utiliser mon application',
  over: 'Cette connexion a duré trop longtemps ou a vu trop de mauvais codes. Recommencez.',

  what: 'Une application de votre téléphone montre un nouveau code toutes les 30 secondes. À la connexion, nous le demandons en plus du mot de passe, pour que personne n’entre avec le mot de passe seul.',
  on: 'Votre application est installée.',
  off: 'Les codes d’une application ne servent pas ici.',
  add: 'Installer une application',
  remove: 'Retirer l’application',
  removeSure:
    'Sans l’application, votre mot de passe seul ouvre votre compte. Vos codes de secours s’arrêtent aussi.',
  removeYes: 'La retirer',
  removed: 'L’application est retirée.',
  codesLeft_one: 'Il vous reste {{count}} code de secours.',
  codesLeft_other: 'Il vous reste {{count}} codes de secours.',
  newCodes: 'Obtenir de nouveaux codes de secours',
  newCodesSure: 'Les codes que vous avez gardés ne serviront plus.',
  newCodesYes: 'En créer de nouveaux',
  scanTitle: 'Ajoutez la clé à votre application',
  scanText:
    'Ouvrez une application de codes sur votre téléphone. La plupart des téléphones en ont une, comme Google Authenticator, Microsoft Authenticator ou le gestionnaire de mots de passe. Ajoutez-y un compte et scannez cette image.',
  qr: 'Code QR avec la clé pour votre application',
  keyText: 'Vous ne pouvez pas le scanner ? Saisissez cette clé dans l’application :',
  samePhone: 'Votre application est sur cet appareil ?',
  openApp: 'Ouvrir mon application',
  firstCode: 'Le code que votre application montre maintenant',
  firstCodeWrong:
    'Ce n’est pas le code que nous attendons. Vérifiez que l’horloge de votre téléphone est à l’heure, et saisissez le code suivant.',
  finish: 'L’activer',
  codesTitle: 'Gardez vos codes de secours',
  codesText:
    'Sans votre téléphone, un de ces codes vous laisse entrer. Chacun sert une seule fois. Gardez-les là où vous gardez votre passeport, ou dans un gestionnaire de mots de passe. Nous ne les montrons que maintenant.',
  codesFile: 'Codes de secours pour {{host}}. Chacun sert une seule fois.',
  copy: 'Copier',
  copied: 'Copiés',
  notCopied: 'Votre navigateur ne nous a pas laissé copier. Sélectionnez les codes et copiez-les.',
  download: 'Télécharger',
  print: 'Imprimer',
  saved: 'Je les ai gardés',
  done: 'Vos codes de secours sont valables.',
};

/** Words of passkeys, in French. */
export const passkeys: Translated<typeof enPasskeys> = {
  title: 'Clés d’accès',
  signIn: 'Se connecter avec une clé d’accès',
  none: 'Aucune clé d’accès n’a été choisie. Vous pouvez réessayer ou vous connecter autrement.',
  unknown: 'Cette clé d’accès n’ouvre aucun compte ici. Elle a peut-être été retirée.',
  what: 'Avec une clé d’accès, vous vous connectez par votre doigt, votre visage ou le code PIN de votre appareil. Il n’y a rien à retenir, et aucune fausse page ne peut la voler.',
  empty: 'Vous n’avez pas encore de clé d’accès.',
  off: 'Les clés d’accès ne servent pas ici.',
  unsupported: 'Ce navigateur ne connaît pas les clés d’accès.',
  name: 'Nom de la nouvelle clé d’accès',
  nameHint: 'Pour la reconnaître, comme « Mon téléphone ».',
  nameMissing: 'Saisissez un nom.',
  add: 'Ajouter une clé d’accès',
  added: 'La clé d’accès « {{name}} » est ajoutée.',
  cancelled: 'Aucune clé d’accès n’a été créée. Vous pouvez réessayer.',
  exists: 'Cet appareil a déjà une clé d’accès pour votre compte.',
  impossible: 'Cet appareil ne peut pas utiliser de clé d’accès ici.',
  since: 'Ajoutée : {{moment}}',
  used: 'Dernière utilisation : {{moment}}',
  neverUsed: 'Pas encore utilisée',
  rename: 'Renommer',
  renameNamed: 'Renommer {{name}}',
  newName: 'Nouveau nom',
  renamed: 'Elle s’appelle maintenant « {{name}} ».',
  remove: 'Retirer',
  removeNamed: 'Retirer {{name}}',
  removeSure: '« {{name}} » n’ouvrira plus votre compte. Ensuite, supprimez-la aussi sur votre appareil.',
  removeYes: 'La retirer',
  removed: 'La clé d’accès « {{name}} » est retirée.',
};

/** Words of signing in with Microsoft or Google, in French. */
export const providers: Translated<typeof enProviders> = {
  title: 'Microsoft et Google',
  signIn: 'Continuer avec {{provider}}',
  failed: 'La connexion là-bas n’est pas allée au bout. Vous pouvez réessayer ou vous connecter autrement.',
  addressNotVerified:
    'Ils n’ont pas pu nous dire que l’adresse est à vous, donc elle n’ouvre rien ici. Connectez-vous autrement.',
  nothing:
    'Aucun message d’ici n’est pour l’adresse que vous avez là-bas. Utilisez l’adresse où l’avis est arrivé, ou connectez-vous autrement.',
  what: 'Vous pouvez vous connecter avec {{providers}} si votre adresse là-bas est celle où arrivent vos messages.',
  off: 'La connexion avec Microsoft ou Google ne sert pas ici.',
  empty: 'Rien n’est lié. Cela se fait tout seul quand vous vous connectez ainsi.',
  since: 'Lié : {{moment}}',
  unlink: 'Rompre le lien',
  unlinkNamed: 'Rompre le lien avec {{provider}}',
  unlinkSure: 'Le compte chez {{provider}} n’ouvre celui-ci que tant qu’il a la même adresse.',
  unlinkYes: 'Le rompre',
  unlinked: 'Le lien avec {{provider}} est rompu.',
};
