import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import type { Services } from '../services.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'

/** Whether the practice asks for records and sends them electronically. It does until somebody switches it off. */
export const isSwitchedOn = behaviour('gp2gp.isSwitchedOn', ({ database }: Pick<Services, 'database'>): boolean => database.one<{ enabled: number }>('SELECT enabled FROM record_transfer_switch')?.enabled !== 0)

/** Who may switch it: whoever administers the system. */
export const demandSwitcher = behaviour('gp2gp.demandSwitcher', ({ role }: Work): void => demand(role, 'B0062'))

/** Switches it on or off. What is under way is brought to its end. */
export function switchTransfers(work: Work, on: boolean): void {
  demandSwitcher(work)
  const { database, config } = work.services
  database.transaction(() => {
    database.run('INSERT INTO record_transfer_switch (id, enabled) VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET enabled = ?1', on ? 1 : 0)
    audited(work, { event: on ? 'record-transfers-on' : 'record-transfers-off', action: 'U', subject: `Organization/${config.practice.odsCode}` })
  })
}
