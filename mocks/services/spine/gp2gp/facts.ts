import { all, at, descendants, type XmlElement } from '../xml.ts'
import { ACTION, isExtract, OID } from './codes.ts'

/** What the HL7 payload of a GP2GP message says, as far as somebody who looks at it wants to know. */
export interface Facts {
  /** Interaction: the name of the root element. */
  interaction: string
  id: string
  /** ASIDs. */
  to: string
  from: string
  /** Of a request and an extract. */
  nhsNumber?: string
  /** ODS codes of who asks or has written, and for whom. */
  author?: string
  destination?: string
  /** Of a request, its own id; of an extract, the id of the request that it fulfils. */
  requestId?: string
  /** Of an extract. */
  extractId?: string
  /** Of an acknowledgement and a continue: AA, AE or AR, the message it speaks of, and the codes it gives in all places. */
  typeCode?: string
  messageRef?: string
  codes?: string[]
  /** Whether a COPC lets large messages come, or is one. */
  part?: 'continue' | 'fragment'
  /** Of an extract: what it has, statement by statement, in words. */
  statements?: Statement[]
}

/** One statement of an extract. */
export interface Statement {
  kind: string
  code?: string
  text: string
  /** Of what refers to a document: its address. */
  document?: string
  /** Codes of confidentiality of its own and of whatever it is in: NOPAT, or one of HL7's own (R, V). */
  confidentiality?: string[]
}

const rooted = (element: XmlElement | undefined, root: string) => (element?.attributes['root'] === root ? element.attributes['extension'] : undefined)

/** Reads the facts of a payload. Nothing is demanded of it: what is not there is not there. */
export function factsOf(payload: XmlElement): Facts {
  const device = (side: string) => rooted(at(payload, side, 'device', 'id'), OID.asid) ?? ''
  const act = at(payload, 'ControlActEvent')
  const subject = at(act, 'subject')
  const common = { interaction: payload.name, id: at(payload, 'id')?.attributes['root'] ?? '', to: device('communicationFunctionRcv'), from: device('communicationFunctionSnd') }
  if (payload.name === ACTION.request) return { ...common, ...known({ ...parties(at(subject, 'EhrRequest')), requestId: at(subject, 'EhrRequest', 'id')?.attributes['root'] }) }
  if (isExtract(payload.name)) {
    const extract = at(subject, 'EhrExtract')
    const requestId = at(extract, 'inFulfillmentOf', 'priorEhrRequest', 'id')?.attributes['root']
    return { ...common, ...known({ ...parties(extract), requestId, extractId: at(extract, 'id')?.attributes['root'] }), statements: statementsIn(extract) }
  }
  const acknowledgement = payload.name === ACTION.acknowledgement ? at(payload, 'acknowledgement') : descendants(payload, 'acknowledgement')[0]
  const part = payload.name === ACTION.part ? { part: acknowledgement ? ('continue' as const) : ('fragment' as const) } : {}
  return { ...common, ...part, ...acknowledgementFacts(acknowledgement, act) }
}

function parties(act: XmlElement | undefined) {
  const organisation = (side: string) => rooted(at(act, side, 'AgentOrgSDS', 'agentOrganizationSDS', 'id'), OID.organisation)
  return { nhsNumber: rooted(at(act, 'recordTarget', 'patient', 'id'), OID.nhsNumber), author: organisation('author'), destination: organisation('destination') }
}

function acknowledgementFacts(acknowledgement: XmlElement | undefined, act: XmlElement | undefined): Partial<Facts> {
  if (!acknowledgement) return {}
  const details = all(acknowledgement, 'acknowledgementDetail').map((detail) => at(detail, 'code')?.attributes['code'])
  const reasons = all(act, 'reason').map((reason) => at(reason, 'justifyingDetectedIssueEvent', 'code')?.attributes['code'])
  return {
    ...known({ typeCode: acknowledgement.attributes['typeCode'], messageRef: at(acknowledgement, 'messageRef', 'id')?.attributes['root'] }),
    codes: [...details, ...reasons].filter((code): code is string => code !== undefined),
  }
}

const STATEMENTS = new Set(['ObservationStatement', 'NarrativeStatement', 'MedicationStatement', 'PlanStatement', 'RequestStatement', 'LinkSet', 'CompoundStatement'])

function statementsIn(element: XmlElement | undefined, around: readonly string[] = []): Statement[] {
  return (
    element?.children.flatMap((child) => {
      const own = at(child, 'confidentialityCode')?.attributes['code']
      const confidentiality = own === undefined || around.includes(own) ? around : [...around, own]
      const below = statementsIn(child, confidentiality)
      if (!STATEMENTS.has(child.name)) return below
      const code = child.name === 'MedicationStatement' ? at(child, 'consumable', 'manufacturedProduct', 'manufacturedMaterial', 'code') : at(child, 'code')
      const document = at(child, 'reference', 'referredToExternalDocument', 'text', 'reference')?.attributes['value']
      return [{ kind: child.name, text: wordsOf(child), ...known({ code: code?.attributes['code'], document }), ...(confidentiality.length > 0 && { confidentiality: [...confidentiality] }) }, ...below]
    }) ?? []
  )
}

/** Everything that a person would read of a statement, without the statements within it. */
function wordsOf(element: XmlElement): string {
  const { displayName, value, unit } = element.attributes
  const own = [displayName, ...(element.name === 'value' || element.name === 'quantity' ? [value, unit] : []), element.text]
  const below = element.children.filter(({ name }) => !STATEMENTS.has(name)).map(wordsOf)
  return [...own, ...below].filter((each) => each !== undefined && each !== '').join(' ')
}

function known<T extends Record<string, string | undefined>>(values: T): { [Name in keyof T]?: string } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { [Name in keyof T]?: string }
}
