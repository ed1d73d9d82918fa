/** All that the product declares. Only the two `main` files and the tests import this list. */
import { declare } from '../kernel/declarations.ts';
import { Department } from './company/department.ts';
import { Employee } from './company/employee.ts';
import { Role } from './company/role.ts';
import { Activity, ActivityReport, GroupsReport } from './crm/activity.ts';
import { Call } from './crm/call.ts';
import { Classifier, ClassifierItem } from './crm/classifier.ts';
import { Contact } from './crm/contact.ts';
import { Counterparty } from './crm/counterparty.ts';
import { FileDocument } from './crm/file.ts';
import { Group } from './crm/group.ts';
import { Letter } from './crm/letter.ts';
import { Meeting } from './crm/meeting.ts';
import { Note } from './crm/note.ts';
import { Task } from './crm/task.ts';
import { Trip } from './crm/trip.ts';
import { companyMessages } from './company/messages.ts';
import { crmMessages } from './crm/messages.ts';

export const all = [
  Department, Role, Employee,
  Group, Classifier, ClassifierItem, Counterparty, Contact,
  Call, Meeting, Trip, Letter, Note, Task, FileDocument,
  Activity, ActivityReport, GroupsReport,
] as const;

export const declarations = declare(all);
export const catalogues = [companyMessages, crmMessages] as const;
