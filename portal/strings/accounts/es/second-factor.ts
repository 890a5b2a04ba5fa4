import type { Translated } from '../../../../shared/strings/index.ts';
import type {
  secondFactor as en,
  passkeys as enPasskeys,
  providers as enProviders,
} from '../en/second-factor.ts';

/** Words of the second factor, in Spanish; see portal/strings/es.ts. */
export const secondFactor: Translated<typeof en> = {
  title: 'Segundo paso de verificación',

  askTitle: 'Un paso más',
  ask: 'Su cuenta está protegida por un segundo paso.',
  askPasskey: 'Su cuenta está protegida por un segundo paso: su llave de acceso.',
  code: 'Código de su aplicación',
  codeWrong: 'Este código no es correcto o ya se usó. Espere al siguiente y vuelva a intentarlo.',
  recovery: 'Código de recuperación',
  recoveryHint: 'Uno de los códigos que guardó, como ABCD-EFGH-JKMN-PQRS. Cada uno sirve una vez.',
  recoveryBad: 'Escriba un código de recuperación.',
  recoveryWrong: 'Este no es uno de sus códigos de recuperación, o ya se usó.',
  submit: 'Continuar',
  checking: 'Comprobando…',
  useRecovery: 'Usar un código de recuperación',
  useApp: 'Usar mi aplicación',
  over: 'Esta entrada tardó demasiado o hubo demasiados códigos incorrectos. Empiece de nuevo.',

  what: 'Una aplicación de su teléfono muestra un código nuevo cada 30 segundos. Al entrar lo pedimos además de su contraseña, para que nadie entre solo con la contraseña.',
  on: 'Su aplicación está configurada.',
  off: 'Aquí no se usan códigos de una aplicación.',
  add: 'Configurar una aplicación',
  remove: 'Quitar la aplicación',
  removeSure:
    'Sin la aplicación, su contraseña sola abre su cuenta. También terminan sus códigos de recuperación.',
  removeYes: 'Quitarla',
  removed: 'La aplicación se ha quitado.',
  codesLeft_one: 'Le queda {{count}} código de recuperación.',
  codesLeft_other: 'Le quedan {{count}} códigos de recuperación.',
  newCodes: 'Obtener códigos de recuperación nuevos',
  newCodesSure: 'Los códigos que guardó dejan de servir.',
  newCodesYes: 'Crear códigos nuevos',
  scanTitle: 'Añada la clave a su aplicación',
  scanText:
    'Abra una aplicación de códigos en su teléfono. La mayoría de los teléfonos tiene una, como Google Authenticator, Microsoft Authenticator o el gestor de contraseñas. Añada allí una cuenta y escanee esta imagen.',
  qr: 'Código QR con la clave para su aplicación',
  keyText: '¿No puede escanearlo? Escriba esta clave en la aplicación:',
  samePhone: '¿Su aplicación está en este dispositivo?',
  openApp: 'Abrir mi aplicación',
  firstCode: 'El código que muestra ahora su aplicación',
  firstCodeWrong:
    'Este no es el código que esperamos. Compruebe que el reloj de su teléfono esté en hora y escriba el código siguiente.',
  finish: 'Activarla',
  codesTitle: 'Guarde sus códigos de recuperación',
  codesText:
    'Sin su teléfono, uno de estos códigos le deja entrar. Cada uno sirve una vez. Guárdelos donde guarda su pasaporte o en un gestor de contraseñas. Solo los mostramos ahora.',
  codesFile: 'Códigos de recuperación para {{host}}. Cada uno sirve una vez.',
  copy: 'Copiar',
  copied: 'Copiados',
  notCopied: 'Su navegador no nos dejó copiar. Seleccione los códigos y cópielos.',
  download: 'Descargar',
  print: 'Imprimir',
  saved: 'Los he guardado',
  done: 'Sus códigos de recuperación ya sirven.',
};

/** Words of passkeys, in Spanish. */
export const passkeys: Translated<typeof enPasskeys> = {
  title: 'Llaves de acceso',
  signIn: 'Entrar con una llave de acceso',
  none: 'No se eligió ninguna llave de acceso. Puede volver a intentarlo o entrar de otra forma.',
  unknown: 'Esta llave de acceso no abre ninguna cuenta aquí. Puede que se haya quitado.',
  what: 'Con una llave de acceso usted entra con su dedo, su cara o el PIN de su dispositivo. No hay nada que recordar y ninguna página falsa puede robarla.',
  empty: 'Todavía no tiene llaves de acceso.',
  off: 'Aquí no se usan llaves de acceso.',
  unsupported: 'Este navegador no conoce las llaves de acceso.',
  name: 'Nombre de la nueva llave de acceso',
  nameHint: 'Para que la reconozca, como «Mi teléfono».',
  nameMissing: 'Escriba un nombre.',
  add: 'Añadir una llave de acceso',
  added: 'La llave de acceso «{{name}}» se ha añadido.',
  cancelled: 'No se creó ninguna llave de acceso. Puede volver a intentarlo.',
  exists: 'Este dispositivo ya tiene una llave de acceso para su cuenta.',
  impossible: 'Este dispositivo no puede usar aquí una llave de acceso.',
  since: 'Añadida: {{moment}}',
  used: 'Último uso: {{moment}}',
  neverUsed: 'Sin usar todavía',
  rename: 'Cambiar el nombre',
  renameNamed: 'Cambiar el nombre de {{name}}',
  newName: 'Nombre nuevo',
  renamed: 'Ahora se llama «{{name}}».',
  remove: 'Quitar',
  removeNamed: 'Quitar {{name}}',
  removeSure: '«{{name}}» ya no abrirá su cuenta. Después bórrela también en su dispositivo.',
  removeYes: 'Quitarla',
  removed: 'La llave de acceso «{{name}}» se ha quitado.',
};

/** Words of signing in with Microsoft or Google, in Spanish. */
export const providers: Translated<typeof enProviders> = {
  title: 'Microsoft y Google',
  signIn: 'Continuar con {{provider}}',
  failed: 'La entrada allí no terminó. Puede volver a intentarlo o entrar de otra forma.',
  addressNotVerified:
    'No pudieron decirnos que la dirección es suya, así que aquí no abre nada. Entre de otra forma.',
  nothing:
    'Ningún mensaje de aquí es para la dirección que usted tiene allí. Use la dirección a la que llegó el aviso o entre de otra forma.',
  what: 'Puede entrar con {{providers}} si la dirección que tiene allí es la misma a la que llegan sus mensajes.',
  off: 'Aquí no se puede entrar con Microsoft ni con Google.',
  empty: 'No hay nada enlazado. Ocurre solo cuando usted entra de esa forma.',
  since: 'Enlazada: {{moment}}',
  unlink: 'Terminar el enlace',
  unlinkNamed: 'Terminar el enlace con {{provider}}',
  unlinkSure: 'La cuenta de {{provider}} abre esta solo mientras tenga la misma dirección.',
  unlinkYes: 'Terminarlo',
  unlinked: 'El enlace con {{provider}} ha terminado.',
};
