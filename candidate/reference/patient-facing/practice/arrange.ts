import { audited } from '../../audit/audited.ts'
import { behaviour } from '../../behaviour.ts'
import { patientsOf } from '../../demographics/patients.ts'
import { Refusal, type RefusalIssue } from '../../refusal.ts'
import { demand } from '../../session/permission.ts'
import type { Work } from '../../work.ts'
import {
  arrange,
  isOffered,
  offer,
  ONLINE_SERVICES,
  PRESCRIPTION_LEVELS,
  RECORD_LEVELS,
  type OnlineAccess,
  type OnlineService,
} from '../online-access.ts'

/** What the practice offers now. */
export const offered = ({ services }: Work): Record<OnlineService, boolean> =>
  Object.fromEntries(ONLINE_SERVICES.map((service) => [service, isOffered(services, service)])) as Record<OnlineService, boolean>

/** Who switches what the practice offers: whoever configures the system. */
export const demandSwitcher = behaviour('patient-facing.demandSwitcher', ({ role }: Work): void => demand(role, 'B1700'))

/** Switches services on or off, each on its own; every switch is written down. */
export function switchServices(work: Work, wanted: Partial<Record<OnlineService, boolean>>): void {
  demandSwitcher(work)
  const { services } = work
  services.database.transaction(() => {
    for (const service of ONLINE_SERVICES) {
      const on = wanted[service]
      if (on === undefined || on === isOffered(services, service)) continue
      offer(services, service, on)
      audited(work, {
        event: on ? 'online-service-on' : 'online-service-off',
        action: 'U',
        subject: `Organization/${services.config.practice.odsCode}`,
        detail: { service },
      })
    }
  })
}

/** Arranges with a patient what they see and do online. */
export function arrangeAccess(
  work: Work,
  patientId: string,
  {
    effectiveDate,
    current,
    historical,
    prescriptions,
    appointments,
  }: Record<Exclude<keyof OnlineAccess, 'appointments'>, string> & { appointments: boolean },
): void {
  demand(work.role, 'B0825')
  const { services } = work
  const { id } = patientsOf(services).get(patientId)
  const issues: RefusalIssue[] = []
  const level = RECORD_LEVELS.find((known) => known === current)
  const before = RECORD_LEVELS.find((known) => known === historical)
  const ordering = PRESCRIPTION_LEVELS.find((known) => known === prescriptions)
  if (!level) issues.push({ field: 'record', text: `Choose how much of the record: ${RECORD_LEVELS.join(', ')}.` })
  if (!before) issues.push({ field: 'historical', text: `Choose how much of what is older: ${RECORD_LEVELS.join(', ')}.` })
  if (!ordering) issues.push({ field: 'prescriptions', text: `Choose what about prescriptions: ${PRESCRIPTION_LEVELS.join(', ')}.` })
  if (!/^\d{4}-\d{2}-\d{2}$/.test(effectiveDate) || effectiveDate > services.clock.today())
    issues.push({ field: 'effectiveDate', text: 'Give the date from which entries count as current: today or earlier.' })
  if (issues.length > 0 || !level || !before || !ordering) throw new Refusal('invalid', issues)
  services.database.transaction(() => {
    arrange(services, id, { effectiveDate, current: level, historical: before, prescriptions: ordering, appointments })
    audited(work, {
      event: 'online-access-arranged',
      action: 'U',
      patientId: id,
      detail: { current: level, historical: before, prescriptions: ordering, appointments },
    })
  })
}
