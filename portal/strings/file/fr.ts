import type { Translated } from '../../../shared/strings/index.ts';
import type { en } from './en.ts';

/** The words of the page that opens message files, in French. */
export const fr: Translated<typeof en> = {
  title: 'Ouvrir un fichier de message sécurisé',
  text: 'Choisissez le fichier SecureMessage.html reçu avec votre e-mail. Il reste sur cet appareil jusqu’à votre connexion, et il est vérifié avant que rien n’en soit montré.',
  choose: 'Choisir le fichier',
  drop: 'ou déposez-le ici',
  opening: 'Ouverture du message…',
  slow: 'Le fichier n’a pas transmis son message. Choisissez-le ici.',
  notOurs:
    'Ce n’est pas un fichier de message sécurisé, ou il est abîmé. Cherchez le fichier SecureMessage.html dans l’e-mail, enregistrez-le de nouveau et choisissez-le ici.',
  otherwise: 'L’e-mail contient aussi un lien qui ouvre le message sans le fichier.',
  save: 'Enregistrer comme fichier verrouillé',
  saveFailed: 'Le fichier n’a pas pu être créé. Veuillez réessayer.',
};
