/** What slices do on the server, by the entity whose saving starts it. Only the server's `main` imports this list. */
import type { SavedMoment } from '../kernel/moment.ts';
import { employeeSaved, roleSaved } from './company/employee.server.ts';

export const savedMoments: Readonly<Record<string, SavedMoment>> = { employee: employeeSaved, role: roleSaved };
