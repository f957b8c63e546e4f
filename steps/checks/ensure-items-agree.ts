import { isDeepStrictEqual } from 'node:util'
import { EPS_ID, resourcesIn, valueOf, type EpsMessage, type EpsResource } from '../support/eps-message.ts'
import { check, finding } from './check.ts'

/** What items of one prescription have in common. Source: EPS FHIR Prescribing API, verification errors. */
const SHARED: Record<string, (item: EpsResource) => unknown> = {
  'group id': (item) => item.groupIdentifier,
  category: (item) => item.category,
  date: (item) => item.authoredOn,
  patient: (item) => item.subject,
  requester: (item) => item.requester,
  dispenser: (item) => item.dispenseRequest?.performer,
  'kind of dispenser': (item) => item.dispenseRequest?.extension,
  'validity period': (item) => item.dispenseRequest?.validityPeriod,
  'duration of supply': (item) => item.dispenseRequest?.expectedSupplyDuration,
  repeats: (item) => item.dispenseRequest?.numberOfRepeatsAllowed,
  'prescription type': (item) => item.extension?.find(({ url }) => url?.endsWith('Extension-DM-PrescriptionType')),
}

/** The items of a prescription agree in what belongs to the prescription, and each has an identifier of its own. */
export const ensureItemsAgree = check('the items belong together, and can be told apart', async ({ outside }, { nhsNumber }: { nhsNumber: string }) => {
  const prescriptions = await outside.eps.listPrescriptions({ nhsNumber })
  const messages = await Promise.all(prescriptions.map(async ({ id }) => (await outside.eps.readMessage({ prescriptionId: id })) as EpsMessage))
  const ids = messages.flatMap((message) => resourcesIn(message, 'MedicationRequest').map((item) => valueOf(item.identifier, EPS_ID.lineItem)))
  return [
    prescriptions.length === 0 && finding('EPS has no prescription', { expected: 'at least one', seen: 'none' }),
    ...messages.flatMap((message) => {
      const items = resourcesIn(message, 'MedicationRequest')
      return Object.entries(SHARED).map(([what, read]) => items.some((item) => !isDeepStrictEqual(read(item), read(items[0]!))) && finding(`not the same ${what}`, { expected: read(items[0]!), seen: items.map(read) }))
    }),
    ids.some((id) => id === undefined) && finding('an item without an identifier', { expected: 'one each', seen: ids.map((id) => id ?? 'none') }),
    new Set(ids).size !== ids.length && finding('the same identifier twice', { expected: 'one of its own for each item', seen: ids }),
  ]
})
