import type { Translated } from '../../../shared/strings/index.ts';
import type { en } from './en.ts';

/** The words of requests for enforced TLS, in French. */
export const fr: Translated<typeof en> = {
  title: 'Du courrier sans connexion : TLS obligatoire',
  text: 'Si les serveurs de votre organisation n’acceptent le courrier que par une liaison chiffrée et vérifiée (TLS), {{organisation}} peut écrire directement à tous à {{domain}}, et personne n’y a besoin de se connecter ici. Demandez d’abord à votre administrateur de messagerie.',
  listed:
    'Le courrier de {{organisation}} vers {{domain}} passe déjà par TLS obligatoire. Il n’y a rien à demander.',
  contact: 'Qui nous pouvons appeler ou à qui écrire au sujet de vos serveurs de messagerie',
  provider: 'Qui gère vos serveurs de messagerie',
  providerHint: 'Par exemple Microsoft 365, Google Workspace ou les vôtres.',
  reason: 'En quoi cela aiderait',
  missing: 'Veuillez remplir ce champ.',
  ask: 'Envoyer la demande',
  asked: 'Votre demande du {{moment}} a été envoyée. Nous vous écrirons quand elle aura sa réponse.',
  accepted: 'Votre demande a été acceptée le {{moment}}.',
  acceptedSoon: 'Le courrier ira directement quand l’administrateur aura mis {{domain}} sur la liste.',
  declined: 'Votre demande a été refusée le {{moment}}. Vous pouvez demander à nouveau.',
  words: 'L’administrateur a écrit : {{words}}',
  staff: 'Cette page est pour les personnes d’autres organisations.',
  helpLink: 'Votre organisation reçoit souvent des messages ? Demandez du courrier sans connexion',

  manage: {
    title: 'Demandes de TLS obligatoire',
    text: 'Accepter prévient la personne qui a demandé. Le courrier passe par TLS obligatoire quand le domaine est dans la politique, sous send.tlsDomains.',
    none: 'Personne n’a encore demandé. Les personnes d’autres organisations trouvent le formulaire dans l’aide.',
    onlyAdmins: 'Cette page est pour les administrateurs.',
    by: 'Demandé par {{who}} le {{moment}}',
    contact: 'Contact : {{contact}}',
    provider: 'Serveurs de messagerie : {{provider}}',
    reason: 'Motif : {{reason}}',
    listed: 'Sur la liste de la politique',
    notListed: 'Pas encore sur la liste de la politique. Ajoutez-y cette ligne :',
    open: 'Attend une réponse',
    accepted: 'Acceptée le {{moment}}',
    declined: 'Refusée le {{moment}}',
    words: 'Ce que nous leur disons en plus',
    accept: 'Accepter',
    acceptNamed: 'Accepter {{domain}}',
    decline: 'Refuser',
    declineNamed: 'Refuser {{domain}}',
    answered: '{{domain}} : ils ont été prévenus.',
  },
};
