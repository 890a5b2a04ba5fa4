import type { Translated } from '../../../shared/strings/index.ts';
import type { en } from './en.ts';

/** The words of what can be done with a letter, in Spanish. */
export const es: Translated<typeof en> = {
  close: 'Cerrar',
  cancel: 'Cancelar',

  files: {
    saveAll: 'Guardar todos los archivos en uno',
    saving: 'Guardando todos los archivos',
    stop: 'No guardar todos los archivos',
    name: 'Archivos adjuntos',
  },

  preview: {
    loading: 'Abriendo {{name}}…',
    picture: 'Imagen {{name}}',
    pages: 'Páginas de {{name}}',
    page: 'Página {{number}} de {{count}}',
    text: 'Texto de {{name}}',
    pagesLeft: 'Aquí se muestran las primeras {{count}} páginas. Guarde el archivo para ver las demás.',
    textLeft: 'Aquí se muestra el comienzo. Guarde el archivo para ver lo demás.',
    pageFailed: 'La página {{number}} no se puede mostrar aquí. Guarde el archivo para verla.',
    pageBlank:
      'De la página {{number}} no se ve nada aquí. Si debería haber algo, guarde el archivo y ábralo con otro programa.',
    locked: 'Este archivo pide su propia contraseña. Guárdelo y ábralo con un programa que la pida.',
    tooLarge: 'Este archivo es demasiado grande para mostrarlo aquí. Guárdelo y ábralo con otro programa.',
    broken:
      'Este archivo no se puede mostrar aquí: puede estar dañado o no ser lo que dice su nombre. El mensaje está bien. Si conoce a quien lo envió y espera este archivo, guárdelo y ábralo con otro programa.',
  },

  tools: {
    plain: 'Solo texto',
    saveMail: 'Guardar como archivo de correo',
    saving: 'Guardando el mensaje',
    stop: 'No guardar el mensaje',
    name: 'Mensaje',
    confidentialTitle: '¿Guardar este mensaje confidencial?',
    confidentialText:
      'El archivo no está protegido. Quien pueda abrirlo en este equipo podrá leer el mensaje y sus archivos, también después del {{moment}}.',
    saveAnyway: 'Guardarlo',
  },

  sheet: {
    title: 'Mensaje impreso',
    until: 'En {{product}} de {{organisation}} este mensaje se puede leer hasta el {{moment}}.',
    files: 'Archivos',
  },

  conversation: {
    title: 'Conversación',
    unopened: 'Sin abrir todavía',
    expired: 'Ya no se puede leer',
    revoked: 'Se ha retirado el acceso',
    from: '{{name}}, {{moment}}',
    open: 'Ir a este mensaje',
    opening: 'Abriendo…',
    failed: 'No se pudo cargar la conversación.',
  },
};
