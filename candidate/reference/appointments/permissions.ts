import { behaviour } from '../behaviour.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'

/**
 * Who may book, move, cancel, and say who came: whoever may amend what the practice knows of its patients. The national
 * list of activities has none for appointments.
 */
export const demandBooker = behaviour('appointments.demandBooker', ({ role }: Work): void => demand(role, 'B0825'))
