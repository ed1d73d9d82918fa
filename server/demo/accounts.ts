/** Sign-in names of the demonstration, which integrations and stories rely on. */
export const demoPassword = 'demo-flydoc';
