import type { Translated } from '../../../shared/strings/index.ts';
import type { en } from './en.ts';

/** The words of what can be done with a letter, in French. */
export const fr: Translated<typeof en> = {
  close: 'Fermer',
  cancel: 'Annuler',

  files: {
    saveAll: 'Enregistrer tous les fichiers en un seul',
    saving: 'Enregistrement de tous les fichiers',
    stop: 'Ne pas enregistrer tous les fichiers',
    name: 'Pièces jointes',
  },

  preview: {
    loading: 'Ouverture de {{name}}…',
    picture: 'Image {{name}}',
    pages: 'Pages de {{name}}',
    page: 'Page {{number}} sur {{count}}',
    text: 'Texte de {{name}}',
    pagesLeft:
      'Les {{count}} premières pages sont affichées ici. Enregistrez le fichier pour voir les autres.',
    textLeft: 'Le début est affiché ici. Enregistrez le fichier pour voir la suite.',
    pageFailed: 'La page {{number}} ne peut pas être affichée ici. Enregistrez le fichier pour la voir.',
    pageBlank:
      'On ne voit rien de la page {{number}} ici. Si elle devrait montrer quelque chose, enregistrez le fichier et ouvrez-le avec un autre logiciel.',
    locked:
      'Ce fichier demande un mot de passe à lui. Enregistrez-le, et ouvrez-le avec un logiciel qui le demande.',
    tooLarge:
      'Ce fichier est trop grand pour être affiché ici. Enregistrez-le, et ouvrez-le avec un autre logiciel.',
    broken:
      'Ce fichier ne peut pas être affiché ici : il est peut-être abîmé, ou n’est pas ce que dit son nom. Le message, lui, va bien. Si vous connaissez l’expéditeur et attendez ce fichier, enregistrez-le et ouvrez-le avec un autre logiciel.',
  },

  tools: {
    plain: 'Texte seul',
    saveMail: 'Enregistrer comme fichier e-mail',
    saving: 'Enregistrement du message',
    stop: 'Ne pas enregistrer le message',
    name: 'Message',
    confidentialTitle: 'Enregistrer ce message confidentiel ?',
    confidentialText:
      'Le fichier n’est pas protégé. Qui peut l’ouvrir sur cet appareil peut lire le message et ses fichiers, même après le {{moment}}.',
    saveAnyway: 'L’enregistrer',
  },

  sheet: {
    title: 'Message imprimé',
    until: 'Dans {{product}} de {{organisation}}, ce message est lisible jusqu’au {{moment}}.',
    files: 'Fichiers',
  },

  conversation: {
    title: 'Conversation',
    unopened: 'Pas encore ouvert',
    expired: 'Ne se lit plus',
    revoked: 'L’accès a été retiré',
    from: '{{name}}, {{moment}}',
    open: 'Aller à ce message',
    opening: 'Ouverture…',
    failed: 'La conversation n’a pas pu être chargée.',
  },
};
