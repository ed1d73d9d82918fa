/** The one place of the client that knows what the product consists of: it hands the declarations down. */
import { createRoot } from 'react-dom/client';
import { catalogues, declarations } from '../business/index.ts';
import { kernelMessages } from '../kernel/messages.ts';
import { App } from './app.tsx';

const root = document.getElementById('root');
if (root) createRoot(root).render(<App declarations={declarations} catalogues={[kernelMessages, ...catalogues]} />);
