import { behaviour } from '../behaviour.ts'
import { at, readXml, type XmlElement } from '../spine/xml.ts'
import { OID } from './codes.ts'

/** What a request for a record says, as far as it can be read. */
export interface RecordRequest {
  requestId?: string
  nhsNumber?: string
  /** ODS code of the practice that asks. */
  practice?: string
}

/** ODS code of the practice that has written a request or an extract; nothing where that cannot be read. */
export function authorOf(payload: string): string | undefined {
  try {
    const subject = at(readXml(payload), 'ControlActEvent', 'subject')
    return organisationOf(at(subject, 'EhrRequest') ?? at(subject, 'EhrExtract'))
  } catch {
    // Nobody can be answered who has not said who they are.
    return undefined
  }
}

const rooted = (element: XmlElement | undefined, oid: string) => (element?.attributes['root'] === oid ? element.attributes['extension'] : undefined)
const organisationOf = (act: XmlElement | undefined) => rooted(at(act, 'author', 'AgentOrgSDS', 'agentOrganizationSDS', 'id'), OID.organisation)

/** Reads RCMR_IN010000UK05. Who asks is read even where the rest cannot be: they are to hear of it. */
export const readRequest = behaviour('gp2gp.readRequest', (payload: string): RecordRequest => {
  let root: XmlElement
  try {
    root = readXml(payload)
  } catch {
    // Whoever asked sees that nothing was read.
    return {}
  }
  const request = at(root, 'ControlActEvent', 'subject', 'EhrRequest')
  const values = {
    requestId: at(request, 'id')?.attributes['root'],
    nhsNumber: rooted(at(request, 'recordTarget', 'patient', 'id'), OID.nhsNumber),
    practice: organisationOf(request),
  }
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
})
