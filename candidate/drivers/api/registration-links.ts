import { done, type Answer } from '../../port/answer.ts'
import { CandidateFault } from '../../port/faults.ts'
import type { Session } from '../../port/identity.ts'
import type { LinkFlagView, LinkTransactionView, RegistrationLinksVerbs } from '../../port/registration-links.ts'
import type { FhirClient, FhirRequest, Resource } from './fhir-client.ts'
import { parameters, parametersOf, type FhirParameter } from './fhir-types.ts'

/** Registration links through the candidate's FHIR API (docs/candidate-contract/registration-links.md). */
export function apiRegistrationLinks(fhir: FhirClient): RegistrationLinksVerbs {
  const one = async (session: Session, request: FhirRequest): Promise<Answer<LinkTransactionView>> => {
    const answer = await fhir.call(session, request)
    if (!answer.ok) return answer
    const [transaction] = transactionsIn(answer.value.resource)
    if (!transaction) throw new CandidateFault('Expected the transaction that was sent, saw none.')
    return done(transaction)
  }
  return {
    send: (session, patientId, transaction) => one(session, { verb: 'registrationLinks.send', method: 'POST', path: `Patient/${patientId}/$send-registration-transaction`, body: parameters({ ...transaction }) }),
    sendAgain: (session, patientId, number) => one(session, { verb: 'registrationLinks.sendAgain', method: 'POST', path: `Patient/${patientId}/$repeat-registration-transaction`, body: parameters({ number }) }),
    ofPatient: async (session, patientId) => {
      const answer = await fhir.call(session, { verb: 'registrationLinks.ofPatient', method: 'GET', path: `Patient/${patientId}/$registration-transactions` })
      return answer.ok ? done({ transactions: transactionsIn(answer.value.resource), flags: flagsIn(answer.value.resource) }) : answer
    },
  }
}

function valueOf({ part = [] }: FhirParameter, name: string): string | undefined {
  const found = part.find((each) => each.name === name)
  return found?.valueCode ?? found?.valueString ?? found?.valueDate
}

const named = (resource: Resource | undefined, name: string) => parametersOf(resource).filter((each) => each.name === name)

function transactionsIn(resource: Resource | undefined): LinkTransactionView[] {
  return named(resource, 'transaction').map((each) => {
    const reason = valueOf(each, 'reason')
    return { number: valueOf(each, 'number') ?? '', kind: valueOf(each, 'kind') ?? '', state: valueOf(each, 'state') ?? '', ...(reason !== undefined && { reason }) }
  })
}

function flagsIn(resource: Resource | undefined): LinkFlagView[] {
  return named(resource, 'flag').map((each) => {
    const text = valueOf(each, 'text')
    return { reason: valueOf(each, 'reason') ?? '', expires: valueOf(each, 'expires') ?? '', ...(text !== undefined && { text }) }
  })
}
