import type { ReactNode } from 'react';

/** The markdown of Smart Alerts: bold, italic, links over https, bullet lists and line breaks; no HTML. */
export function Markdown({ text }: { text: string }) {
  const blocks: ReactNode[] = [];
  let bullets: string[] = [];
  const endList = () => {
    if (bullets.length === 0) return;
    const items = bullets.map((bullet) => <li key={bullet}>{inline(bullet)}</li>);
    blocks.push(<ul key={blocks.length}>{items}</ul>);
    bullets = [];
  };
  for (const line of text.split(/\r?\n|\\n/).map((one) => one.trim())) {
    const bullet = /^[-*+]\s+(.*)$/.exec(line)?.[1];
    if (bullet !== undefined) bullets.push(bullet);
    else {
      endList();
      if (line !== '') blocks.push(<p key={blocks.length}>{inline(line)}</p>);
    }
  }
  endList();
  return <>{blocks}</>;
}

const marks = /\*\*(.+?)\*\*|\*(.+?)\*|_(.+?)_|\[([^\]]+)\]\((https:\/\/[^)\s]+)\)/g;

function inline(line: string): ReactNode[] {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const match of line.matchAll(marks)) {
    const [whole, bold, starred, underlined, label, url] = match;
    const key = match.index;
    parts.push(line.slice(end, key));
    if (bold !== undefined) parts.push(<strong key={key}>{bold}</strong>);
    else if (label !== undefined) {
      parts.push(
        <a key={key} href={url} target="_blank" rel="noreferrer">
          {label}
        </a>,
      );
    } else parts.push(<em key={key}>{starred ?? underlined}</em>);
    end = key + whole.length;
  }
  return [...parts, line.slice(end)];
}
