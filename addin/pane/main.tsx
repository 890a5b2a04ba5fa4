import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { en } from './strings/en.ts';
import { startTranslation } from './strings/i18n.ts';
import { Theme } from './Theme.tsx';

startTranslation('en', en);
const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root element');
createRoot(root).render(
  <Theme>
    <App />
  </Theme>,
);
