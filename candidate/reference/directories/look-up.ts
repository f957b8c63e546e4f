import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { findListed, findListedServices, type ListedOrganisation, type ListedService } from '../national/dos.ts'
import { findWorker, type NationalWorker } from '../national/healthcare-worker.ts'
import { findAddress, findSystem } from '../national/sds.ts'
import { Refusal } from '../refusal.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'

/** What another organisation's system can be sent or asked, and the Spine's name for it. */
const INTERACTIONS: Record<string, string> = {
  'record-request': 'urn:nhs:names:services:gp2gp:RCMR_IN010000UK05',
  'structured-record': 'urn:nhs:names:services:gpconnect:fhir:operation:gpc.getstructuredrecord-1',
  'appointment-search': 'urn:nhs:names:services:gpconnect:fhir:rest:search:slot-1',
}

/** How another organisation's system is reached for one purpose. */
export interface Route {
  asid: string
  partyKey: string
  address: string
}

/** Whether a text can be an ODS code: the directories are not asked for anything else. */
export const isOdsCode = behaviour('directories.isOdsCode', (text: string): boolean => /^[A-Z0-9]{3,12}$/.test(text))

/** Whether a text can be an SDS user id. */
export const isUserId = behaviour('directories.isUserId', (text: string): boolean => /^\d{12}$/.test(text))

function odsCodeIn(text: string): string {
  const code = text.trim().toUpperCase()
  if (!isOdsCode(code)) throw new Refusal('invalid', [{ field: 'odsCode', text: 'Give the organisation’s ODS code, such as A81001.' }])
  return code
}

/** How another organisation is reached electronically, as the directory says now. What was true yesterday may have moved. */
export const routeTo = behaviour('directories.routeTo', async (work: Work, odsCode: string, interaction: string): Promise<Route | undefined> => {
  const system = await findSystem(work, odsCode, interaction)
  const address = system && (await findAddress(work, odsCode, interaction, system))
  return system && address !== undefined ? { ...system, address } : undefined
})

/** Looks up how another organisation is reached for a purpose, before anything is sent there. */
export async function findRoute(work: Work, { odsCode, purpose }: { odsCode: string; purpose: string }): Promise<Route> {
  const code = odsCodeIn(odsCode)
  const interaction = INTERACTIONS[purpose]
  if (interaction === undefined) throw new Refusal('invalid', [{ field: 'purpose', text: `Say for what: ${Object.keys(INTERACTIONS).join(', ')}.` }])
  const route = await routeTo(work, code, interaction)
  audited(work, { event: 'system-looked-up', action: 'R', subject: `Organization/${code}`, detail: { purpose } })
  if (!route) throw new Refusal('not-found', `${code} cannot be reached electronically for this: the Spine Directory Service lists no system of theirs that takes it. Nothing was sent.`)
  return route
}

/** What the Directory of Services has about an organisation and what it offers. */
export async function findServices(work: Work, odsCode: string): Promise<{ organisation: ListedOrganisation; services: ListedService[] }> {
  const code = odsCodeIn(odsCode)
  const organisation = await findListed(work, code)
  if (!organisation) throw new Refusal('not-found', `The Directory of Services does not list ${code}.`)
  const services = await findListedServices(work, code)
  audited(work, { event: 'services-looked-up', action: 'R', subject: `Organization/${code}` })
  return { organisation, services }
}

/** Who may look colleagues up: whoever takes them on. */
export const demandRecruiter = behaviour('directories.demandRecruiter', ({ role }: Work): void => demand(role, 'B1700'))

/** The roles that somebody holds at this practice. */
export const rolesHere = behaviour('directories.rolesHere', ({ services }: Work, { roles }: NationalWorker): string[] =>
  roles.filter(({ odsCode }) => odsCode === services.config.practice.odsCode).map(({ name }) => name),
)

/** Who has an SDS user id, and in what roles they may work here. */
export async function findColleague(work: Work, id: string): Promise<NationalWorker & { here: string[] }> {
  demandRecruiter(work)
  const digits = id.replaceAll(' ', '')
  if (!isUserId(digits)) throw new Refusal('invalid', [{ field: 'identifier', text: 'Give the twelve digits on the smartcard.' }])
  const found = await findWorker(work, digits)
  audited(work, { event: 'worker-looked-up', action: 'R', subject: `Practitioner/${digits}`, detail: { outcome: found.outcome } })
  if (found.outcome === 'unknown') throw new Refusal('not-found', 'Nobody has that number. Check the twelve digits on the smartcard.')
  if (found.outcome !== 'found') throw new Refusal('rule', 'The care identity of this person has been closed: they cannot work with that smartcard. Ask your registration authority.')
  return { ...found.worker, here: rolesHere(work, found.worker) }
}
