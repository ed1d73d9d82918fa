/** How the server tells its operator something: one line, and the values that belong to it. */
export type Log = (message: string, details?: Record<string, unknown>) => void;
