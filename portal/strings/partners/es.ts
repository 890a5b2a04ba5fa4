import type { Translated } from '../../../shared/strings/index.ts';
import type { en } from './en.ts';

/** The words of requests for enforced TLS, in Spanish. */
export const es: Translated<typeof en> = {
  title: 'Correo sin iniciar sesión: TLS obligatorio',
  text: 'Si los servidores de correo de su organización solo aceptan correo por una conexión cifrada y verificada (TLS), {{organisation}} puede escribir directamente a todos en {{domain}}, y nadie allí tiene que iniciar sesión aquí. Pregunte antes a su administrador de correo.',
  listed: 'El correo de {{organisation}} a {{domain}} ya va con TLS obligatorio. No hay nada que pedir.',
  contact: 'A quién podemos llamar o escribir sobre sus servidores de correo',
  provider: 'Quién gestiona sus servidores de correo',
  providerHint: 'Por ejemplo Microsoft 365, Google Workspace o los suyos propios.',
  reason: 'Por qué ayudaría',
  missing: 'Rellene este campo.',
  ask: 'Enviar la solicitud',
  asked: 'Su solicitud del {{moment}} se ha enviado. Le escribiremos cuando se responda.',
  accepted: 'Su solicitud se aceptó el {{moment}}.',
  acceptedSoon: 'El correo irá directamente cuando el administrador haya puesto {{domain}} en la lista.',
  declined: 'Su solicitud se rechazó el {{moment}}. Puede pedirlo de nuevo.',
  words: 'El administrador escribió: {{words}}',
  staff: 'Esta página es para personas de otras organizaciones.',
  helpLink: '¿Su organización recibe mensajes a menudo? Pida correo sin iniciar sesión',

  manage: {
    title: 'Solicitudes de TLS obligatorio',
    text: 'Al aceptar se avisa a quien lo pidió. El correo va con TLS obligatorio cuando el dominio está en la política, en send.tlsDomains.',
    none: 'Nadie lo ha pedido todavía. Las personas de otras organizaciones encuentran el formulario en Ayuda.',
    onlyAdmins: 'Esta página es para administradores.',
    by: 'Lo pidió {{who}} el {{moment}}',
    contact: 'Contacto: {{contact}}',
    provider: 'Servidores de correo: {{provider}}',
    reason: 'Motivo: {{reason}}',
    listed: 'En la lista de la política',
    notListed: 'Todavía no está en la lista de la política. Añada allí esta línea:',
    open: 'Espera respuesta',
    accepted: 'Aceptada el {{moment}}',
    declined: 'Rechazada el {{moment}}',
    words: 'Lo que les decimos además',
    accept: 'Aceptar',
    acceptNamed: 'Aceptar {{domain}}',
    decline: 'Rechazar',
    declineNamed: 'Rechazar {{domain}}',
    answered: '{{domain}}: se les ha avisado.',
  },
};
