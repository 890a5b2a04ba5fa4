import { mergeAttributes, Node } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';

/** What a message may consist of; each of it reads well in every mail program. */
const kit = StarterKit.configure({
  code: false,
  codeBlock: false,
  horizontalRule: false,
  strike: false,
  trailingNode: false,
  heading: { levels: [3] },
  link: {
    openOnClick: false,
    defaultProtocol: 'https',
    protocols: ['http', 'https', 'mailto'],
    HTMLAttributes: { target: null, rel: null },
  },
});

/**
 * A picture of the message. Outside of the editor it is `<img data-cid>`, which loads nothing; the editor shows it
 * from `pictures`, or as an empty frame with its name where this window does not have it.
 */
function pictureNode(pictures: ReadonlyMap<string, string>) {
  return Node.create({
    name: 'picture',
    group: 'inline',
    inline: true,
    draggable: true,
    addAttributes: () => ({
      cid: {
        default: '',
        parseHTML: (element: HTMLElement) => element.dataset.cid ?? '',
        renderHTML: ({ cid }: Record<string, unknown>) => ({ 'data-cid': cid }),
      },
      alt: { default: '' },
    }),
    parseHTML: () => [{ tag: 'img[data-cid]' }],
    renderHTML: ({ HTMLAttributes }) => ['img', mergeAttributes(HTMLAttributes)],
    addNodeView: () => {
      return ({ node }) => {
        const dom = document.createElement('img');
        dom.alt = String(node.attrs.alt);
        dom.dataset.cid = String(node.attrs.cid);
        const url = pictures.get(String(node.attrs.cid));
        if (url !== undefined) dom.src = url;
        return { dom };
      };
    },
  });
}

/** The editor's vocabulary. */
export function editorContent(pictures: ReadonlyMap<string, string>) {
  return [kit, pictureNode(pictures)];
}

/** A link as it was typed, whole; null where it leads nowhere that a message may lead. */
export function wholeLink(typed: string): string | null {
  const text = typed.trim();
  const url = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(url) || !/^(?:https?:\/\/[^/]+\.|mailto:[^@]+@)/i.test(url)) return null;
  return url;
}
