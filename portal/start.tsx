import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { Theme } from './parts/Theme.tsx';
import { pickLanguage, speak } from './strings/i18n.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root element');
const draw = () =>
  createRoot(root).render(
    <Theme>
      <App />
    </Theme>,
  );
// Words that do not come must not keep the page away: it then speaks English.
void speak(pickLanguage()).then(draw, draw);
