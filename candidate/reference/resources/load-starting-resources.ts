import type { Services } from '../services.ts'
import { findEmployee, insertEmployee } from './staff.ts'
import { insertSite, sitesOf } from './sites.ts'

/** Puts the practice's own surgery and the staff of its data file on record, unless they are there already. */
export function loadStartingResources(services: Services): void {
  const { config, practice, database, clock } = services
  database.transaction(() => {
    if (!sitesOf(services).some(({ main }) => main)) {
      const { name, address, telephone } = config.practice
      insertSite(services, { name, address: address?.line ?? [], postcode: address?.postalCode ?? '', ...(telephone !== undefined && { telephone }) }, true)
    }
    for (const { id, title, given, family, roles } of practice.staff) {
      if (findEmployee(services, id)) continue
      // `"Clinical":"Clinical Provision":"Nurse Access Role"`: the last part says what somebody does.
      const job = /"([^"]+)"$/.exec(roles[0]?.name ?? '')?.[1] ?? 'Staff'
      insertEmployee(services, { id, ...(title !== undefined && { title }), given, family, job, startedOn: clock.today() })
    }
  })
}
