import type { HealthcareWorker } from '../../kit/identity.ts'
import type { HealthcareWorkerState } from './state.ts'

const LONG_AGO = '2015-04-01'

/** Somebody in the directory as the API shows them: only what is active. Source: Healthcare Worker API, schema Worker. */
export function personOf(worker: HealthcareWorker, state: HealthcareWorkerState) {
  const { id, given, family, title, roles } = worker
  const [forename = '', ...middle] = given.split(' ')
  const places = [...new Set(roles.map(({ organisation }) => organisation))]
  return {
    id,
    forename,
    ...(middle.length > 0 && { middlenames: middle.join(' '), initials: middle.map((name) => name[0]).join('') }),
    surname: family,
    ...(title && { title }),
    orgPersons: places.map((odsCode, at) => {
      const known = state.organisations.get(odsCode)
      return {
        id: `${id.slice(0, 10)}${String(at).padStart(2, '0')}`,
        dateOpened: (known?.since ?? LONG_AGO).replaceAll('-', ''),
        orgName: (known?.name ?? odsCode).toUpperCase(),
        orgId: odsCode,
        roleProfiles: roles
          .filter(({ organisation }) => organisation === odsCode)
          .map((role) => ({ id: role.id, roleName: role.name.split(':').at(-1)!.replaceAll('"', ''), roleCode: role.code.split(':').at(-1)! })),
      }
    }),
  }
}
