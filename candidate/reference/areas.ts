import { alerts } from './alerts/area.ts'
import { allergies } from './allergies/area.ts'
import { appointments } from './appointments/area.ts'
import type { Area } from './area.ts'
import { audit } from './audit/area.ts'
import { demographics } from './demographics/area.ts'
import { documents } from './documents/area.ts'
import { gpConnect } from './gp-connect/area.ts'
import { mesh } from './mesh/area.ts'
import { invitations } from './invitations/area.ts'
import { messaging } from './messaging/area.ts'
import { patientFacing } from './patient-facing/area.ts'
import { prescribing } from './prescribing/area.ts'
import { referrals } from './referrals/area.ts'
import { resources } from './resources/area.ts'
import { tasks } from './tasks/area.ts'

/** The areas of the system, in the order of the menu. A new one needs its folder and a line here. */
export const areas: readonly Area[] = [demographics, resources, appointments, referrals, prescribing, allergies, alerts, messaging, invitations, documents, mesh, patientFacing, gpConnect, tasks, audit]
