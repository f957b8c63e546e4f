import { ensureRefusedAsPublished, type PublishedRefusal } from '../checks/ensure-answered-as-published.ts'
import type { Flavour } from '../checks/published/shapes.ts'
import type { AssayWorld, Person } from '../world.ts'
import { appExchange, callAs, ofType, type AppCall, type AppExchange } from './patient-app.ts'
import { documentsOf, documentsPatient } from './patient-requests.ts'

/** The flavour of the last call, by the API that it went to. */
function flavourOf(world: AssayWorld): Flavour {
  return (world.notes.get('app flavour') as Flavour | undefined) ?? 'stu3'
}

export async function ask(world: AssayWorld, person: Pick<Person, 'nhsNumber' | 'national'>, call: AppCall): Promise<AppExchange> {
  world.notes.set('app flavour', { permissions: 'permissions', appointments: 'stu3', prescriptions: 'r4', record: 'stu3' }[call.api])
  return callAs(world, person, call)
}

/** What was asked of another patient's, and how to ask the same of somebody nobody knows. */
export interface OfOthers {
  known: AppExchange
  other: Person
  unknown(): Promise<AppExchange>
}

/** The last call was refused with one of these errors. */
export async function refusedAs(world: AssayWorld, ...refusals: readonly PublishedRefusal[]): Promise<void> {
  await world.check(ensureRefusedAsPublished, { exchange: appExchange(world), flavour: flavourOf(world), refusals })
}

/** The candidate's id of the patient, which documents are searched by; as their app looks it up. */
async function documentsId(world: AssayWorld, person: Person): Promise<string> {
  const { answer } = await ask(world, person, documentsPatient(person.nhsNumber))
  const [patient] = ofType(answer.json, 'Patient')
  return typeof patient?.['id'] === 'string' ? patient['id'] : 'none'
}

export const askForDocuments = async (world: AssayWorld, person: Person): Promise<AppExchange> =>
  ask(world, person, documentsOf(await documentsId(world, person), person.nhsNumber))
