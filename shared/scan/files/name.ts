/** A file's name as text, without its extension: what people and programs put between words becomes a space. */
export function fileNameText(name: string): string {
  const dot = name.lastIndexOf('.');
  return (dot > name.lastIndexOf('/') + 1 ? name.slice(0, dot) : name).replace(/(?:[_+/\\]|%20)+/g, ' ');
}
