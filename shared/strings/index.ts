export {
  createTranslator,
  type MessageKey,
  type MessageValues,
  type Translated,
  type Translator,
} from './translator.ts';
