import { done, type Answer } from '../../port/answer.ts'
import type { DirectoryVerbs } from '../../port/directories.ts'
import type { Session } from '../../port/identity.ts'
import type { FhirClient } from './fhir-client.ts'
import { parametersOf, partText, type FhirParameter } from './fhir-types.ts'

/** National directories through the candidate's FHIR API (docs/candidate-contract/directories.md). */
export function apiDirectories(fhir: FhirClient): DirectoryVerbs {
  const look = async <T>(session: Session, verb: string, path: string, read: (list: FhirParameter[]) => T): Promise<Answer<T>> => {
    const answer = await fhir.call(session, { verb: `directories.${verb}`, method: 'GET', path })
    return answer.ok ? done(read(parametersOf(answer.value.resource))) : answer
  }
  const all = (list: FhirParameter[], name: string) => list.filter((each) => each.name === name)
  const text = (list: FhirParameter[], name: string) => all(list, name)[0]?.valueString
  const telephone = (phone: string | undefined) => (phone === undefined ? {} : { telephone: phone })
  return {
    system: (session, odsCode, purpose) =>
      look(session, 'system', `Organization/${encodeURIComponent(odsCode)}/$system?purpose=${purpose}`, (list) => ({ asid: text(list, 'asid') ?? '', address: text(list, 'address') ?? '' })),
    services: (session, odsCode) =>
      look(session, 'services', `Organization/${encodeURIComponent(odsCode)}/$services`, (list) => ({
        name: text(list, 'name') ?? '',
        active: all(list, 'active')[0]?.valueBoolean ?? true,
        ...telephone(text(list, 'telephone')),
        services: all(list, 'service').map((each) => ({ name: partText(each, 'name') ?? '', ...telephone(partText(each, 'telephone')) })),
        addresses: all(list, 'endpoint').map((each) => partText(each, 'address') ?? ''),
      })),
    worker: (session, id) =>
      look(session, 'worker', `Organization/$worker?identifier=${encodeURIComponent(id)}`, (list) => ({
        id: text(list, 'id') ?? '',
        name: text(list, 'name') ?? '',
        roles: all(list, 'role').map(({ valueString }) => valueString ?? ''),
      })),
  }
}
