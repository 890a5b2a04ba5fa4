import { askAhead } from './parts/ahead.ts';

// What the page will show is asked for at once, while React and the pages are still on their way.
askAhead(location.pathname);
void import('./start.tsx');
