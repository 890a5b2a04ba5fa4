import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { Theme } from './parts/Theme.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root element');
createRoot(root).render(
  <Theme>
    <App />
  </Theme>,
);
